"""Draws our SVG charts as PNG for Word, which shows SVG only in its newest versions.

It knows only what performance/charts/svg.py makes: rectangles, lines, polylines, circles and text.
"""

import io
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement
from PIL import Image, ImageDraw, ImageFont

SCALE = 2  # pixels for a unit of the SVG: 190 dots an inch at the width of a page
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def png(svg: etree._Element) -> bytes:
    """Return a PNG of the chart on white. `svg`: the `svg` element of the report's HTML."""
    *_, width, height = (float(part) for part in svg.get("viewbox", svg.get("viewBox")).split())
    image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), "white")
    pen = ImageDraw.Draw(image)
    size = float(svg.get("font-size", 12)) * SCALE
    for shape in svg.iter():
        if draw := SHAPES.get(shape.tag):
            draw(pen, shape, size)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _at(shape: HtmlElement, *names: str) -> list[float]:
    return [float(shape.get(name)) * SCALE for name in names]


def _rect(pen: ImageDraw.ImageDraw, shape: HtmlElement, size: float) -> None:
    x, y, width, height = _at(shape, "x", "y", "width", "height")
    pen.rectangle((x, y, x + width, y + height), fill=shape.get("fill"))


def _circle(pen: ImageDraw.ImageDraw, shape: HtmlElement, size: float) -> None:
    x, y, radius = _at(shape, "cx", "cy", "r")
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=shape.get("fill"))


def _line(pen: ImageDraw.ImageDraw, shape: HtmlElement, size: float) -> None:
    x1, y1, x2, y2 = _at(shape, "x1", "y1", "x2", "y2")
    _stroke(pen, shape, [(x1, y1), (x2, y2)])


def _polyline(pen: ImageDraw.ImageDraw, shape: HtmlElement, size: float) -> None:
    pairs = [pair.split(",") for pair in shape.get("points").split()]
    _stroke(pen, shape, [(float(x) * SCALE, float(y) * SCALE) for x, y in pairs])


def _stroke(
    pen: ImageDraw.ImageDraw, shape: HtmlElement, points: list[tuple[float, float]]
) -> None:
    width = max(round(float(shape.get("stroke-width", 1)) * SCALE), 1)
    dashes = [float(part) * SCALE for part in shape.get("stroke-dasharray", "").split()]
    for piece in _dashed(points, *dashes) if dashes else [points]:
        pen.line(piece, fill=shape.get("stroke"), width=width, joint="curve")


def _dashed(
    points: list[tuple[float, float]], on: float, off: float
) -> Iterator[list[tuple[float, float]]]:
    """Cut a polyline into dashes of length `on` with gaps of length `off`; Pillow has no dashes."""
    gone = 0.0  # length of the segments before this one
    for (x1, y1), (x2, y2) in pairwise(points):
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        here = 0.0
        while here < length:
            within = (gone + here) % (on + off)
            step = (on if within < on else on + off) - within
            there = min(here + max(step, 0.1), length)
            if within < on:
                yield [
                    (x1 + (x2 - x1) * part / length, y1 + (y2 - y1) * part / length)
                    for part in (here, there)
                ]
            here = there
        gone += length


def _text(pen: ImageDraw.ImageDraw, shape: HtmlElement, size: float) -> None:
    x, y = _at(shape, "x", "y")
    pen.text(
        (x, y),
        shape.text or "",
        fill=shape.get("fill"),
        font=ImageFont.load_default(size),
        anchor=ANCHORS[shape.get("text-anchor", "start")],
        stroke_width=0.5 if shape.get("font-weight") else 0,  # Pillow has one font, and not in bold
    )


SHAPES = {"rect": _rect, "circle": _circle, "line": _line, "polyline": _polyline, "text": _text}
