"""Charts as plain data, which a report can freeze: their values, and the words for them.

`bars` have rows with a label, a value and perhaps a target; `lines` have one value for each
quarter. The chart's table is made of the same data, so that chart and table cannot disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated

from performance.number_format import with_unit
from selfassess.schema_fields import ContentPart, about

OWN, TARGET, OTHER = "own", "target", "other"


class ChartRow(ContentPart, kw_only=True):
    """One bar, with a mark on it where there is one, most often the target."""

    label: Annotated[str, about("Label", public=True)]
    value: Annotated[float | None, about("Value", public=True)] = None
    shown: Annotated[str, about("Value as printed", public=True)] = ""
    target: Annotated[float | None, about("Mark", public=True)] = None
    target_shown: Annotated[str, about("Mark as printed", public=True)] = ""
    better: Annotated[str, about("What is better: higher or lower", public=True, since=4)] = ""


class ChartLine(ContentPart, kw_only=True):
    """One line; a value is None where it has a gap."""

    role: Annotated[str, about("Whose line: own, target or other", public=True)]
    name: Annotated[str, about("Name", public=True)]
    values: Annotated[list[float | None], about("Value in each quarter", public=True)]
    shown: Annotated[list[str], about("Values as printed", public=True)]


class ChartData(ContentPart, tag_field="kind", kw_only=True):
    """What every chart has."""

    key: Annotated[str, about("Key", public=True)]
    title: Annotated[str, about("Title", public=True)]
    unit: Annotated[str, about("Unit", public=True)] = ""
    note: Annotated[str, about("Note", public=True)] = ""
    alt: Annotated[str, about("The chart in words", public=True)] = ""
    is_typed: Annotated[bool, about("Labelled in people’s own words", public=True, since=2)] = False


class Bars(ChartData, tag="bars", kw_only=True):
    """A chart of bars. `mark` names what the marks on them are."""

    rows: Annotated[list[ChartRow], about("Bars", public=True)]
    mark: Annotated[str, about("Name of the marks", public=True)] = "Target"

    @property
    def points(self) -> list[float]:
        return [row.value for row in self.rows if row.value is not None]


class Lines(ChartData, tag="lines", kw_only=True):
    """A chart of lines over quarters, oldest first."""

    quarters: Annotated[list[str], about("Quarters", public=True)]
    series: Annotated[list[ChartLine], about("Lines", public=True)]

    @property
    def points(self) -> list[float]:
        return [value for line in self.series for value in line.values if value is not None]


Drawing = Bars | Lines


def plain(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, 4))


def shown(value: Decimal | None, unit: str) -> str:
    """As tables print it: rounded, 94.996 against 95 would seem to have reached it."""
    return "–" if value is None else with_unit(value, unit)


def bars(
    key: str,
    title: str,
    rows: Iterable[tuple[str, Decimal, Decimal | None]],
    *,
    unit: str,
    note: str = "",
    mark: str = "Target",
    by: Mapping[str, str] | None = None,
    better: Mapping[str, str] | None = None,
    is_typed: bool = False,
) -> Bars:
    """Make a chart of bars.

    `rows`: label, value, and the value of a mark on the bar (None for none), most often the target.
    `mark`: the name of that mark. `by`: label → by when its mark is to be reached. `better`: label
    → whether higher or lower is better. `is_typed`: are the labels what people typed?
    """
    shown_rows = [
        ChartRow(
            label=label,
            value=plain(value),
            shown=shown(value, unit),
            target=plain(target),
            target_shown=_shown_by(target, unit, (by or {}).get(label, "")),
            better=(better or {}).get(label, ""),
        )
        for label, value, target in rows
    ]
    return Bars(
        key=key,
        title=title,
        unit=unit,
        rows=shown_rows,
        mark=mark,
        note=" ".join(filter(None, (note and f"{note.rstrip('.')}.", _sides(shown_rows)))),
        alt=f"{title}. {_spoken(shown_rows, mark)}.",
        is_typed=is_typed,
    )


def _spoken(rows: Sequence[ChartRow], mark: str) -> str:
    return "; ".join(
        f"{row.label} {row.shown}"
        + (f", {mark.lower()} {row.target_shown}" if row.target_shown else "")
        for row in rows
    )


def _sides(rows: Sequence[ChartRow]) -> str:
    """Which side is better: “Higher is better.”, or of which bars lower is."""
    sides = {row.better for row in rows}
    if len(sides) == 1:
        side = sides.pop()
        return f"{side.capitalize()} is better." if side else ""
    lower = [row.label for row in rows if row.better == "lower"]
    return (
        f"Lower is better for: {'; '.join(lower)}. Higher is better for the others."
        if (lower and sides == {"lower", "higher"})
        else ""
    )


def _shown_by(target: Decimal | None, unit: str, by: str) -> str:
    return f"{shown(target, unit)} {by}".strip() if target is not None else ""


def lines(
    key: str,
    title: str,
    quarters: Sequence[str],
    series: Iterable[tuple[str, str, Sequence[Decimal | None]]],
    *,
    unit: str,
    note: str = "",
) -> Lines:
    """Make a chart of lines over quarters.

    `quarters`: names, oldest first. `series`: role (OWN, TARGET or OTHER), name, and a value for
    each quarter, None for a gap.
    """
    shown_lines = [
        ChartLine(
            role=role,
            name=name,
            values=[plain(value) for value in values],
            shown=[shown(value, unit) for value in values],
        )
        for role, name, values in series
    ]
    return Lines(
        key=key,
        title=title,
        unit=unit,
        quarters=list(quarters),
        series=shown_lines,
        note=note,
        alt=f"{title}. {_told(quarters, shown_lines)}",
    )


def _told(quarters: Sequence[str], series: list[ChartLine]) -> str:
    """Say the first and the last value of each line, as the text alternative of the chart."""
    sentences = []
    for line in series:
        known = [
            (name, text)
            for name, text, value in zip(quarters, line.shown, line.values, strict=True)
            if value is not None
        ]
        if not known:
            continue
        (first, was), (last, now) = known[0], known[-1]
        level = len({text for _, text in known}) == 1
        sentences.append(
            f"{line.name}: {now} throughout."
            if level and len(known) > 1
            else f"{line.name}: {now} in {last}."
            if len(known) == 1
            else f"{line.name}: from {was} in {first} to {now} in {last}."
        )
    return " ".join(sentences)


def table(drawing: Drawing) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a table with the chart's data."""
    if isinstance(drawing, Bars):
        targets = any(row.target_shown for row in drawing.rows)
        head = ["", "Figure", *([drawing.mark] if targets else [])]
        return head, [
            [row.label, row.shown, *([row.target_shown or "–"] if targets else [])]
            for row in drawing.rows
        ]
    head = ["Quarter", *(line.name for line in drawing.series)]
    columns = [line.shown for line in drawing.series]
    return head, [list(row) for row in zip(drawing.quarters, *columns, strict=True)]
