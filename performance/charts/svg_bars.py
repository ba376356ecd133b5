"""Draws bars with marks as SVG: the value stands at its bar's end, the mark says what it is."""

import re
from collections.abc import Iterator
from typing import Any

from . import svg_shapes
from .svg_shapes import LETTER, QUIET, WIDTH, top_of

ROW, BAR = 28, 16
PLUM, WHITE = "#801650", "#ffffff"
NARROW, NARROW_ROOM = 350, 60  # units of a phone's picture, and beside its longest bar
ROOM = 200  # units beside the longest bar, for a value and for a mark in words


def draw(figure: Any) -> tuple[int, list[str]]:
    """Return the height of a chart of bars, and its elements."""
    own, marks = _read(figure)
    labels, values = list(own.y), list(own.x)
    left = min(max(len(label) for label in labels) * LETTER, 250) + 12
    room = WIDTH - left - ROOM
    full = top_of([*values, *(value for value, *_ in marks.values())])
    drawn: list[str] = []
    for number, (label, value, text) in enumerate(zip(labels, values, own.text, strict=True)):
        top = number * ROW + 6
        drawn += _label(left - 10, top + BAR / 2, label)
        length = max(value / full * room, 1)
        drawn.append(
            f'<rect x="{svg_shapes.number(left)}" y="{top}" width="{svg_shapes.number(length)}" '
            f'height="{BAR}" fill="{own.marker.color}"/>'
        )
        mark = marks.get(label)
        at = left + mark[0] / full * room if mark else None
        drawn += _value(left, left + length, at, top, text)
        if mark and at is not None:
            drawn.append(svg_shapes.line(at, top - 3, at, top + BAR + 3, WHITE, 5))
            drawn.append(svg_shapes.line(at, top - 3, at, top + BAR + 3, PLUM, 2.5))
            after = max(left + length + _beside(left, left + length, at, text), at)
            words = f"target {_short(mark[1])}" if mark[2] == "Target" else mark[1]
            drawn.append(svg_shapes.text(after + 7, top + BAR - 4, words, fill=PLUM))
    drawn.append(svg_shapes.line(left, 0, left, len(labels) * ROW + 2, QUIET))
    height = len(labels) * ROW + 4
    if named := next((mark[2] for mark in marks.values()), ""):
        drawn.append(svg_shapes.line(left, height + 6, left, height + 18, PLUM, 2.5))
        drawn.append(svg_shapes.text(left + 8, height + 16, named, fill=QUIET))
        height += 24
    return height, drawn


def draw_narrow(figure: Any) -> tuple[int, list[str]]:
    """The same as narrow as a phone: each name stands above its bar, its mark's words below."""
    own, marks = _read(figure)
    full = top_of([*own.x, *(value for value, *_ in marks.values())])
    room, top = NARROW - NARROW_ROOM, 0
    drawn: list[str] = []
    for label, value, text in zip(own.y, own.x, own.text, strict=True):
        for words in _wrapped(label, int(NARROW / LETTER)):
            top += 14
            drawn.append(svg_shapes.text(0, top, words))
        top += 6
        length, mark = max(value / full * room, 1), marks.get(label)
        at = mark[0] / full * room if mark else None
        drawn.append(
            f'<rect x="0" y="{top}" width="{svg_shapes.number(length)}" height="{BAR}" '
            f'fill="{own.marker.color}"/>'
        )
        drawn += _value(0, length, at, top, text)
        top += BAR
        if mark and at is not None:
            drawn.append(svg_shapes.line(at, top - BAR - 3, at, top + 3, WHITE, 5))
            drawn.append(svg_shapes.line(at, top - BAR - 3, at, top + 3, PLUM, 2.5))
            words = f"{mark[2].lower()} {_short(mark[1])}" if mark[2] == "Target" else mark[1]
            top += 14
            start = min(at, NARROW - len(words) * LETTER)
            drawn.append(svg_shapes.text(max(start, 0), top, words, fill=PLUM))
        top += 12
    return top, drawn


def _read(figure: Any) -> tuple[Any, dict[str, tuple[float, str, str]]]:
    """The bars, and by their labels the marks: value, words, what they are."""
    own = next(trace for trace in figure.data if trace.type == "bar")
    marks = {
        label: (value, shown, trace.name)
        for trace in figure.data
        if trace.type == "scatter"
        for label, value, shown in zip(trace.y, trace.x, trace.text, strict=True)
    }
    return own, marks


def _short(target: str) -> str:
    """“100% by 30 Sep 2020”, which has room beside a bar."""
    return re.sub(r"(?<= )([A-Z][a-z]{2})[a-z]+(?= \d{4}$)", r"\1", target)


def _fits_inside(begins: float, ends: float, at: float | None, text: str) -> bool:
    """Is there room for a value within the end of its bar, away from the mark?"""
    width = len(text) * LETTER + 12
    return ends - begins > width and (at is None or not ends - width - 4 < at < ends + 2)


def _beside(begins: float, ends: float, at: float | None, text: str) -> float:
    """How much of the room after a bar its value takes."""
    return 0 if _fits_inside(begins, ends, at, text) else len(text) * LETTER + 12


def _value(begins: float, ends: float, at: float | None, top: int, text: str) -> Iterator[str]:
    if _fits_inside(begins, ends, at, text):
        yield svg_shapes.text(ends - 6, top + BAR - 4, text, anchor="end", fill=WHITE, bold=True)
    else:
        yield svg_shapes.text(ends + 7, top + BAR - 4, text, bold=True)


def _label(x: float, middle: float, words: str) -> Iterator[str]:
    """Draw a bar's label on one line, or on two if it is long."""
    lines = _wrapped(words, 38)[:2]
    first = middle + 4 - (len(lines) - 1) * 6.5
    for number, line in enumerate(lines):
        yield svg_shapes.text(x, first + number * 13, line, anchor="end")


def _wrapped(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) < 3 else [lines[0], f"{lines[1]} …"]
