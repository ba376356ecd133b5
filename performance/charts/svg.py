"""Draws a Plotly figure as SVG with real text, the same for a page and for print.

It is our own because Plotly's static export needs a browser. It draws only what our figures have:
horizontal bars with marks, and lines with gaps, steps and dashes. Colours and sizes are attributes,
because the content security policy refuses styles.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, Decimal
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from . import svg_shapes

WIDTH = 640  # SVG units, which pages and print scale
LETTER = 6.4  # units: about the width of a letter, to leave room for text
FONT = 'font-family="Inter Variable, Inter, Liberation Sans, Arial, sans-serif" font-size="12"'
QUIET, RULE = "#4b5560", "#d8dde3"
DASHES = {"dash": "6 4", "dot": "2 3"}


def draw(figure: Any) -> SafeString:
    """Return the chart as an `svg` element, whose title is the text alternative."""
    is_bars = any(trace.type == "bar" for trace in figure.data)
    height, inside = _bars(figure) if is_bars else _lines(figure)
    alt = escape(figure.layout.meta["alt"])
    return mark_safe(  # noqa: S308 (every text is escaped where it is put in)
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img" {FONT}><title>{alt}</title>{"".join(inside)}</svg>'
    )


def top_of(values: list[float]) -> float:
    """Return the end of the axis: 1, 2, 2.5 or 5 times a power of ten, not below any value."""
    highest = Decimal(str(max([*values, 0]))) or Decimal(1)
    power = Decimal(10) ** (highest.adjusted())
    for step in ("1", "2", "2.5", "5", "10"):
        if highest <= Decimal(step) * power:
            return float(Decimal(step) * power)
    return float(highest.to_integral_value(ROUND_CEILING))


# --- Bars -----------------------------------------------------------------------------------------

ROW, BAR = 34, 18


def _bars(figure: Any) -> tuple[int, list[str]]:
    """Return the height of a chart of bars, and its elements."""
    own = next(trace for trace in figure.data if trace.type == "bar")
    marks = {
        label: value
        for t in figure.data
        if t.type == "scatter"
        for label, value in zip(t.y, t.x, strict=True)
    }
    labels, values = list(own.y), list(own.x)
    left = min(max(len(label) for label in labels) * LETTER, 250) + 12
    room = WIDTH - left - 90
    full = top_of([*values, *marks.values()])
    drawn: list[str] = []
    for number, (label, value, text) in enumerate(zip(labels, values, own.text, strict=True)):
        top = number * ROW + 6
        drawn += _label(left - 10, top + BAR / 2, label)
        length = max(value / full * room, 1)
        drawn.append(
            f'<rect x="{svg_shapes.number(left)}" y="{top}" width="{svg_shapes.number(length)}" '
            f'height="{BAR}" fill="{own.marker.color}"/>'
        )
        end = left + length
        if label in marks:
            at = left + marks[label] / full * room
            drawn.append(svg_shapes.line(at, top - 3, at, top + BAR + 3, "#801650", 2.5))
            end = max(end, at)
        drawn.append(svg_shapes.text(end + 7, top + BAR - 4, text, bold=True))
    height = len(labels) * ROW + 4
    if marks:
        drawn.append(svg_shapes.line(left, height + 6, left, height + 18, "#801650", 2.5))
        named = next(trace.name for trace in figure.data if trace.type == "scatter")
        drawn.append(svg_shapes.text(left + 8, height + 16, named, fill=QUIET))
        height += 24
    return height, drawn


def _label(x: float, middle: float, words: str) -> Iterator[str]:
    """Draw a bar's label on one line, or on two if it is long."""
    lines = _wrapped(words, 38)[:2]
    first = middle + 4 - (len(lines) - 1) * 7
    for number, line in enumerate(lines):
        yield svg_shapes.text(x, first + number * 14, line, anchor="end")


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"]


# --- Lines ----------------------------------------------------------------------------------------

HIGH, TOP, BOTTOM, LEFT = 250, 14, 216, 48


def _lines(figure: Any) -> tuple[int, list[str]]:
    """Return the height of a chart of lines, and its elements."""
    names = list(figure.data[0].x)
    values = [y for trace in figure.data for y in trace.y if y is not None]
    full = top_of(values)
    right = WIDTH - 16 - max(len(trace.name) for trace in figure.data) * LETTER
    right = max(right, WIDTH * 0.55)
    step = (right - LEFT) / max(len(names) - 1, 1)

    def x(number: float) -> float:
        return LEFT + number * step

    def y(value: float) -> float:
        return BOTTOM - value / full * (BOTTOM - TOP)

    drawn = [part for tick in range(5) for part in _grid(full * tick / 4, y, right)]
    every = -(-len(names) // 8)
    for number, name in enumerate(names):
        if (len(names) - 1 - number) % every == 0:
            drawn.append(
                svg_shapes.text(x(number), BOTTOM + 20, _short(name), anchor="middle", fill=QUIET)
            )
    taken: list[float] = []
    for trace in figure.data:
        drawn += _trace(trace, x, y)
        drawn += _end(trace, x, y, right, taken)
    return HIGH, drawn


def _short(name: str) -> str:
    """Shorten a quarter's name: Q1 2020/21 becomes Q1 20/21."""
    return name.replace(" 20", " ", 1)


def _grid(value: float, y: Callable[[float], float], right: float) -> list[str]:
    words = f"{value:,.2f}".rstrip("0").rstrip(".")
    return [
        svg_shapes.line(LEFT, y(value), right, y(value), RULE),
        svg_shapes.text(LEFT - 8, y(value) + 4, words, anchor="end", fill=QUIET),
    ]


def _trace(trace: Any, x: Callable[[float], float], y: Callable[[float], float]) -> Iterator[str]:
    """Draw a polyline for each run of values without a gap; a value between gaps is a dot."""
    colour, dash = trace.line.color, DASHES.get(trace.line.dash or "", "")
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    for run in svg_shapes.runs(list(trace.y)):
        points = [(x(number), y(value)) for number, value in run]
        if trace.line.shape == "hv":
            points = _stepped(points)
        if len(points) > 1:
            path = " ".join(f"{svg_shapes.number(a)},{svg_shapes.number(b)}" for a, b in points)
            yield (
                f'<polyline points="{path}" fill="none" stroke="{colour}" '
                f'stroke-width="{trace.line.width}"{dashes}/>'
            )
        if "markers" in trace.mode or len(run) == 1:
            for a, b in points if trace.line.shape != "hv" else points[:1]:
                yield svg_shapes.circle(a, b, 3, colour)


def _stepped(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Add corners, so that a target keeps its value until the next quarter."""
    corners = points[:1]
    for (_, before), (a, b) in pairwise(points):
        corners += [(a, before), (a, b)]
    return corners


def _end(
    trace: Any,
    x: Callable[[float], float],
    y: Callable[[float], float],
    right: float,
    taken: list[float],
) -> Iterator[str]:
    """Write a line's name at its end. `taken`: heights of other names, which it must not meet."""
    known = [(number, value) for number, value in enumerate(trace.y) if value is not None]
    if not known:
        return
    _, value = known[-1]
    at = y(value) + 4
    while any(abs(at - other) < 14 for other in taken):
        at += 14 if at < BOTTOM else -14 * (len(taken) + 1)
    taken.append(at)
    yield svg_shapes.text(right + 10, at, trace.name, fill=trace.line.color, bold=True)
