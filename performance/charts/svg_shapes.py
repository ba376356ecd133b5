"""The parts of which charts are drawn as SVG."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from html import escape
from typing import Any

WIDTH = 640  # SVG units, which pages and print scale
LETTER = 6.9  # units: about the width of a letter, to leave room for text
INK, QUIET, RULE = "#14191f", "#4b5560", "#d8dde3"


def top_of(values: list[float]) -> float:
    """Return the end of the axis: 1, 2, 2.5 or 5 times a power of ten, not below any value."""
    highest = Decimal(str(max([*values, 0]))) or Decimal(1)
    power = Decimal(10) ** (highest.adjusted())
    for step in ("1", "2", "2.5", "5", "10"):
        if highest <= Decimal(step) * power:
            return float(Decimal(step) * power)
    return float(highest.to_integral_value(ROUND_CEILING))


def number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(
    x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, bold: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" fill="{fill}"{weight}>'
        f"{escape(words)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> str:
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{colour}" stroke-width="{width}"/>'


def circle(x: float, y: float, radius: int, colour: str) -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{radius}" fill="{colour}"/>'


def runs(values: list[Any]) -> Iterator[list[tuple[int, float]]]:
    """Yield the runs of values between gaps (None), each value with its index."""
    run: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run
