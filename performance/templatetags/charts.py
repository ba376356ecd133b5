"""Charts in templates: from plain data, on a page and in a report alike."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString

from performance.charts import chart_data, svg
from performance.charts.plotly_figure import figure
from performance.charts.sparkline import spark
from performance.explore.still import starts_at, still_on_a_phone, stills
from performance.indicator import Indicator
from performance.number_format import with_unit

register = template.Library()


@register.filter
def picture(drawing: chart_data.Drawing) -> SafeString:
    """The chart as a still picture."""
    return svg.draw(figure(drawing))


@register.filter
def picture_on_a_phone(drawing: chart_data.Drawing) -> SafeString:
    """The same, drawn so narrow that its words are not made too small to read."""
    if isinstance(drawing, chart_data.Lines):
        return still_on_a_phone(drawing)
    return svg.draw_bars_on_a_phone(figure(drawing))


@register.filter
def still(drawing: chart_data.Lines) -> SafeString:
    """One KPI over quarters, with its lines named: for a wide window, and for a phone."""
    return stills(drawing)


@register.filter
def axis_starts_at(drawing: chart_data.Lines) -> str:
    """Where the axis of that picture begins, when that is not nothing."""
    first = starts_at(drawing)
    return with_unit(Decimal(str(first)), drawing.unit) if first else ""


@register.filter
def chart_table(drawing: chart_data.Drawing) -> dict[str, Any]:
    head, rows = chart_data.table(drawing)
    return {"head": head, "rows": rows}


@register.simple_tag
def sparkline(indicator: Indicator) -> SafeString:
    """The last quarters of an indicator in a cell of a table."""
    alike = indicator.alike
    series = [alike.get(code) for code, _ in indicator.series]
    values = [chart_data.plain(value) for value in series]
    target = indicator.target.value if indicator.target else None
    unit = indicator.kpi.unit
    shown = [with_unit(value, unit) for value in series if value is not None]
    aimed = indicator.target.in_full if indicator.target else ""
    return _spark(values, chart_data.plain(target), shown, aimed)


@register.simple_tag
def frozen_sparkline(one: Any) -> SafeString:
    """The same from a report's frozen content."""
    values = [float(past.beside) if past.beside is not None else None for past in one.series]
    target = float(one.target_value) if one.target_value is not None else None
    shown = [
        past.shown if past.alike else with_unit(past.beside, one.unit)
        for past in one.series
        if past.beside is not None
    ]
    return _spark(values, target, shown, one.target_in_full)


def _spark(
    values: list[float | None], target: float | None, shown: list[str], target_shown: str
) -> SafeString:
    if len(shown) < 2:
        return SafeString("")
    alt = f"From {shown[0]} to {shown[-1]}"
    if target is not None:
        alt += f", target {target_shown}"
    return spark(values, target, f"{alt}.")
