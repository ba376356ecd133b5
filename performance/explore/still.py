"""Draws one KPI over quarters as a still picture: lines named at their ends, and an axis that shows
the movement. It stands on its own on a phone, on paper and without script.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from math import ceil, floor, log10

from django.utils.safestring import SafeString, mark_safe

from performance.charts import svg_shapes
from performance.charts.chart_data import OWN, TARGET, ChartLine, Lines
from performance.charts.plotly_figure import COLOURS, GREY
from performance.charts.svg import FONT
from performance.charts.svg_shapes import LETTER, QUIET, RULE

ON_A_PHONE = 6  # quarters, the newest
LINE = 15  # the least distance of two names
LONGEST_NAME = 24  # letters


@dataclass(frozen=True)
class Size:
    width: int
    height: int
    css: str

    @property
    def top(self) -> int:
        return 22

    @property
    def bottom(self) -> int:
        return self.height - 44


WIDE, NARROW = Size(860, 330, "still still--wide"), Size(380, 300, "still still--narrow")


def stills(drawing: Lines) -> SafeString:
    """The picture for a wide window, and the one for a phone with the newest quarters alone."""
    return SafeString(_draw(drawing, WIDE) + still_on_a_phone(drawing))


def still_on_a_phone(drawing: Lines) -> SafeString:
    return SafeString(_draw(_newest(drawing), NARROW))


def starts_at(drawing: Lines) -> float:
    return _ticks(drawing)[0]


def _newest(drawing: Lines) -> Lines:
    def cut(line: ChartLine) -> ChartLine:
        return ChartLine(
            role=line.role,
            name=line.name,
            values=line.values[-ON_A_PHONE:],
            shown=line.shown[-ON_A_PHONE:],
        )

    return Lines(
        key=drawing.key,
        title=drawing.title,
        unit=drawing.unit,
        note=drawing.note,
        alt=drawing.alt,
        quarters=drawing.quarters[-ON_A_PHONE:],
        series=[cut(line) for line in drawing.series],
    )


def _ticks(drawing: Lines) -> list[float]:
    """Round numbers round all values. Values far from nothing do not begin at nothing."""
    points = drawing.points or [0.0]
    low, high = min(points), max(points)
    if low >= 0 and low < (high - low or high) / 2:
        low = 0.0
    step = _step((high - low) / 4 or abs(high) / 4 or 1)
    first, last = floor(low / step), ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    if min(points) >= 0:
        first = max(first, 0)
    return [round(number * step, 6) for number in range(first, last + 1)]


def _step(about: float) -> float:
    power = 10.0 ** floor(log10(about))
    return next((s * power for s in (1, 2, 2.5, 5) if about <= s * power), 10 * power)


@dataclass(frozen=True)
class Place:
    """Where things stand in one picture."""

    size: Size
    left: float
    right: float
    ticks: list[float]
    number: int  # of quarters

    def x(self, place: int) -> float:
        step = (self.right - self.left) / max(self.number, 1)
        return self.left + (place + 0.5) * step

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        share = (value - low) / (high - low)
        return self.size.bottom - share * (self.size.bottom - self.size.top)


def _draw(drawing: Lines, size: Size) -> str:
    longest = max((len(_name(line)) for line in drawing.series), default=0)
    right = size.width - 12 - min(longest, LONGEST_NAME) * LETTER * 1.02
    ticks = _ticks(drawing)
    left = 14 + max(len(_number(tick, drawing.unit)) for tick in ticks) * LETTER
    place = Place(size, left, right, ticks, len(drawing.quarters))
    inside = [*_axis(drawing, place), *_years(drawing.quarters, place)]
    for line, colour in zip(drawing.series, _colours(drawing.series), strict=True):
        inside += _line(line, colour, place)
    inside += _names(drawing.series, place)
    return mark_safe(  # noqa: S308 (every text is escaped where it is put in)
        f'<svg class="{size.css}" xmlns="http://www.w3.org/2000/svg" role="img" {FONT} '
        f'viewBox="0 0 {size.width} {size.height}"><title>{escape(drawing.alt)}</title>'
        f"{''.join(inside)}</svg>"
    )


def _colours(series: Sequence[ChartLine]) -> Iterator[str]:
    colours = iter(COLOURS)
    return (GREY if line.role == TARGET else next(colours, GREY) for line in series)


def _number(value: float, unit: str) -> str:
    words = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{words}%" if unit == "%" else words


def _axis(drawing: Lines, place: Place) -> Iterator[str]:
    for tick in place.ticks:
        y = place.y(tick)
        yield svg_shapes.line(place.left, y, place.right, y, RULE)
        words = _number(tick, drawing.unit)
        yield svg_shapes.text(place.left - 8, y + 4, words, anchor="end", fill=QUIET)


def _years(quarters: Sequence[str], place: Place) -> Iterator[str]:
    """Q1 to Q4 below the axis, and the year below its quarters."""
    bottom, every = place.size.bottom, -(-len(quarters) // 16)
    begun = 0
    for number, name in enumerate(quarters):
        quarter, _, year = name.partition(" ")
        if (len(quarters) - 1 - number) % every == 0:
            x = place.x(number)
            yield svg_shapes.text(x, bottom + 18, quarter, anchor="middle", fill=QUIET)
        is_last = number == len(quarters) - 1 or quarters[number + 1].partition(" ")[2] != year
        if is_last:
            middle = (place.x(begun) + place.x(number)) / 2
            yield svg_shapes.text(middle, bottom + 36, year, anchor="middle", bold=True)
            begun = number + 1
            if begun < len(quarters):
                edge = (place.x(number) + place.x(begun)) / 2
                yield svg_shapes.line(edge, place.size.top, edge, bottom + 40, RULE)


def _line(line: ChartLine, colour: str, place: Place) -> Iterator[str]:
    """A target holds for the whole of its quarters; a quarter without a figure is a gap."""
    half = place.x(1) - place.x(0) if place.number > 1 else place.right - place.left
    dash = {OWN: "", TARGET: ' stroke-dasharray="3 3"'}.get(line.role, ' stroke-dasharray="2 3"')
    width = 2.5 if line.role == OWN else 1.5
    for run in svg_shapes.runs(list(line.values)):
        points = [(place.x(number), place.y(value)) for number, value in run]
        if line.role == TARGET:
            points = [(x + side * half / 2, y) for x, y in points for side in (-1, 1)]
        if len(points) > 1:
            path = " ".join(f"{svg_shapes.number(a)},{svg_shapes.number(b)}" for a, b in points)
            yield (
                f'<polyline points="{path}" fill="none" stroke="{colour}" '
                f'stroke-width="{width}"{dash}/>'
            )
        if line.role == OWN or len(run) == 1:
            for x, y in points if line.role != TARGET else ():
                yield svg_shapes.circle(x, y, 4, colour)
    if line.role == OWN:
        yield from _values(line, colour, place)


def _values(line: ChartLine, colour: str, place: Place) -> Iterator[str]:
    """The first value, the lowest and the highest. The last stands with the name."""
    known = [(number, value) for number, value in enumerate(line.values) if value is not None]
    if len(known) < 2:
        return
    extremes = {known[0][0], min(known, key=_value)[0], max(known, key=_value)[0]} - {known[-1][0]}
    for number in sorted(extremes):
        value = line.values[number] or 0.0
        beside = [v for n, v in known if abs(n - number) == 1]
        below = bool(beside) and value < min(beside)
        y = place.y(value) + (18 if below else -10)
        words = line.shown[number]
        yield svg_shapes.text(place.x(number), y, words, anchor="middle", fill=colour, bold=True)


def _value(known: tuple[int, float]) -> float:
    return known[1]


def _name(line: ChartLine) -> str:
    known = [
        shown for shown, value in zip(line.shown, line.values, strict=True) if value is not None
    ]
    name = "Here" if line.role == OWN else line.name.partition(",")[0]  # its year stands below
    return f"{name} {known[-1]}" if known else name


@dataclass(frozen=True)
class Name:
    at: float
    words: str
    colour: str


def _names(series: Sequence[ChartLine], place: Place) -> Iterator[str]:
    """Each at the end of its line, and none on another."""
    found = []
    for line, colour in zip(series, _colours(series), strict=True):
        known = [value for value in line.values if value is not None]
        if known:
            found.append(Name(place.y(known[-1]) + 4, _name(line), colour))
    below = place.size.bottom
    placed: list[Name] = []
    for name in sorted(found, key=lambda one: -one.at):
        at = min(name.at, below)
        placed.append(replace(name, at=at))
        below = at - LINE
    for name in placed:
        words = name.words if len(name.words) <= LONGEST_NAME else f"{name.words[:22]}…"
        yield svg_shapes.text(place.right + 8, name.at, words, fill=name.colour, bold=True)
