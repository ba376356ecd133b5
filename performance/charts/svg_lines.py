"""Draws lines over quarters as SVG; of many figures, a small chart for each on one common scale."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from . import svg_shapes
from .svg_shapes import LETTER, QUIET, RULE, WIDTH, top_of

DASHES = {"dash": "6 4", "dot": "2 3"}
HIGH, TOP, BOTTOM, LEFT = 250, 14, 216, 48


def draw(figure: Any) -> tuple[int, list[str]]:
    """Return the height of a chart of lines, and its elements."""
    if sum("markers" in trace.mode for trace in figure.data) > TOGETHER:
        return _panels(figure)
    names = list(figure.data[0].x)
    values = [y for trace in figure.data for y in trace.y if y is not None]
    low, full = ends_of(values)
    right = WIDTH - 16 - max(len(trace.name) for trace in figure.data) * LETTER
    right = max(right, WIDTH * 0.55)
    step = (right - LEFT) / max(len(names) - 1, 1)

    def x(number: float) -> float:
        return LEFT + number * step

    def y(value: float) -> float:
        return BOTTOM - (value - low) / (full - low) * (BOTTOM - TOP)

    drawn = [part for tick in range(5) for part in _grid(low + (full - low) * tick / 4, y, right)]
    drawn += _where_it_begins(low)
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
    """Draw a polyline for each run of values without a gap; a value between gaps is a dot, and a
    dotted line across the chart says where the series is broken."""
    runs = list(svg_shapes.runs(list(trace.y)))
    for (*_, (ends, _)), ((begins, _), *_) in pairwise(runs):
        middle = x((ends + begins) / 2)
        broken = svg_shapes.line(middle, TOP, middle, BOTTOM, QUIET, 1)
        yield broken.replace("/>", ' stroke-dasharray="1 4"/>')
    colour, dash = trace.line.color, DASHES.get(trace.line.dash or "", "")
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    for run in runs:
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


# --- The axis -------------------------------------------------------------------------------------

FLAT = 0.4  # of the axis: values that move by less than this would look level on one from 0


def ends_of(values: list[float]) -> tuple[float, float]:
    """Return both ends of the axis: from 0, or from a round number where all would look level."""
    low, high = min(values, default=0), top_of(values)
    spread = max(values, default=0) - low
    if low <= 0 or spread == 0 or spread / high > FLAT or low < high * FLAT:
        return 0.0, high
    step = top_of([spread / 2])
    begins = float(Decimal(str(low)) // Decimal(str(step)) * Decimal(str(step)))
    ends = begins
    while ends < max(values):
        ends = float(Decimal(str(ends)) + Decimal(str(step)))
    return begins, ends


def _where_it_begins(low: float) -> Iterator[str]:
    if low:
        words = f"The axis begins at {low:,.2f}".rstrip("0").rstrip(".")
        yield svg_shapes.text(LEFT, HIGH - 2, f"{words}, not at 0.", fill=QUIET)


# --- Small multiples ------------------------------------------------------------------------------

TOGETHER = 4  # lines; more of them cross each other, and nobody tells them apart in grey
ACROSS, PANEL_HIGH, PANEL_GAP = 4, 92, 14


def _panels(figure: Any) -> tuple[int, list[str]]:
    """Draw each line by itself, all on the same scale, with its first and last value."""
    low, full = ends_of([y for trace in figure.data for y in trace.y if y is not None])
    wide = (WIDTH - PANEL_GAP * (ACROSS - 1)) / ACROSS
    drawn: list[str] = []
    for number, trace in enumerate(figure.data):
        left = number % ACROSS * (wide + PANEL_GAP)
        top = number // ACROSS * (PANEL_HIGH + PANEL_GAP)
        drawn += _panel(trace, left, top, wide, (low, full))
    names = list(figure.data[0].x)
    rows = -(-len(figure.data) // ACROSS)
    height = rows * (PANEL_HIGH + PANEL_GAP) + 16
    ends = f"{_short(names[0])} to {_short(names[-1])}; each from {low:g} to {full:g}"
    drawn.append(svg_shapes.text(0, height - 4, ends, fill=QUIET))
    return height, drawn


def _panel(
    trace: Any, left: float, top: float, wide: float, ends: tuple[float, float]
) -> Iterator[str]:
    low, full = ends
    step = (wide - 34) / max(len(trace.y) - 1, 1)
    bottom, high = top + PANEL_HIGH - 8, PANEL_HIGH - 36

    def x(number: float) -> float:
        return left + 4 + number * step

    def y(value: float) -> float:
        return bottom - (value - low) / (full - low) * high

    name = trace.name if len(trace.name) < 24 else f"{trace.name[:22].rstrip()}…"
    yield svg_shapes.text(left, top + 14, name, bold=True)
    yield svg_shapes.line(left, bottom, left + wide - 26, bottom, RULE)
    yield svg_shapes.line(left, bottom - high, left + wide - 26, bottom - high, RULE)
    for run in svg_shapes.runs(list(trace.y)):
        path = " ".join(f"{svg_shapes.number(x(n))},{svg_shapes.number(y(v))}" for n, v in run)
        yield f'<polyline points="{path}" fill="none" stroke="#12436d" stroke-width="2"/>'
        yield from (svg_shapes.circle(x(n), y(v), 2, "#12436d") for n, v in run)
    known = [(n, v) for n, v in enumerate(trace.y) if v is not None]
    if known:
        number, value = known[-1]
        yield svg_shapes.text(x(number) + 6, y(value) + 4, f"{value:g}", bold=True)
