"""Makes a chart's Plotly figure, of which both the static and the interactive chart are drawn."""

from typing import TYPE_CHECKING, Any

from .chart_data import OTHER, OWN, TARGET, Bars, Drawing, Lines

if TYPE_CHECKING:
    import plotly.graph_objects as go

NAVY, PLUM, GREY, INK = "#12436d", "#801650", "#5f6b76", "#14191f"
DASH = {OWN: "solid", TARGET: "dash", OTHER: "dot"}
COLOURS = [NAVY, PLUM, "#28a197", "#b0501a", GREY, "#3d3d3d", "#6b4c9a", "#1d70b8"]


def figure(drawing: Drawing) -> "go.Figure":
    import plotly.graph_objects as go  # takes a second to import, and most requests draw nothing

    is_bars = isinstance(drawing, Bars)
    made = go.Figure(_bars(drawing, go) if isinstance(drawing, Bars) else _lines(drawing, go))
    made.update_layout(
        title={"text": drawing.title},
        meta={"alt": drawing.alt, "unit": drawing.unit},
        template=None,
        showlegend=len(made.data) > 1,
        font={"family": "Inter Variable, Inter, Liberation Sans, Arial, sans-serif", "color": INK},
        hovermode="closest" if is_bars else "x unified",
        margin={"l": 60, "r": 30, "t": 50, "b": 60},
        legend={"orientation": "h", "y": -0.2},
        xaxis={"automargin": True, "separatethousands": True},
        yaxis={"automargin": True, "separatethousands": True, "rangemode": "tozero"},
    )
    if is_bars:
        made.update_yaxes(autorange="reversed")
    return made


def _bars(drawing: Bars, go: Any) -> list[Any]:
    labels = [row.label for row in drawing.rows]
    own = go.Bar(
        orientation="h",
        y=labels,
        x=[row.value for row in drawing.rows],
        text=[row.shown for row in drawing.rows],
        name="Figure",
        marker={"color": NAVY},
        hovertemplate="%{y}: %{text}<extra></extra>",
    )
    aimed = [row for row in drawing.rows if row.target is not None]
    if not aimed:
        return [own]
    target = go.Scatter(
        mode="markers",
        y=[row.label for row in aimed],
        x=[row.target for row in aimed],
        text=[row.target_shown for row in aimed],
        name=drawing.mark,
        marker={
            "symbol": "line-ns",
            "color": PLUM,
            "size": 16,
            "line": {"width": 2, "color": PLUM},
        },
        hovertemplate="%{fullData.name} %{text}<extra></extra>",
    )
    return [own, target]


def _lines(drawing: Lines, go: Any) -> list[Any]:
    traces, colours = [], iter(COLOURS)
    for line in drawing.series:
        colour = GREY if line.role == TARGET else next(colours, GREY)
        traces.append(
            go.Scatter(
                mode="lines+markers" if line.role == OWN else "lines",
                x=drawing.quarters,
                y=line.values,
                text=line.shown,
                name=line.name,
                connectgaps=False,
                line={
                    "color": colour,
                    "dash": DASH[line.role],
                    "width": 2.5 if line.role == OWN else 1.5,
                    "shape": "hv" if line.role == TARGET else "linear",
                },
                hovertemplate="%{text}<extra>%{fullData.name}</extra>",
            )
        )
    return traces
