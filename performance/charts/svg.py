"""Draws a Plotly figure as SVG with real text, the same for a page and for print.

It is our own because Plotly's static export needs a browser. It draws only what our figures have:
horizontal bars with marks, and lines with gaps, steps and dashes. Colours and sizes are attributes,
because the content security policy refuses styles.
"""

from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from . import svg_bars, svg_lines
from .svg_shapes import WIDTH, top_of

__all__ = ["draw", "top_of"]

FONT = 'font-family="Inter Variable, Inter, Liberation Sans, Arial, sans-serif" font-size="12"'


def draw(figure: Any) -> SafeString:
    """Return the chart as an `svg` element, whose title is the text alternative."""
    is_bars = any(trace.type == "bar" for trace in figure.data)
    height, inside = svg_bars.draw(figure) if is_bars else svg_lines.draw(figure)
    return _element("chart", figure, WIDTH, height, inside)


def draw_bars_on_a_phone(figure: Any) -> SafeString:
    """Return a chart of bars whose words can be read on a phone."""
    height, inside = svg_bars.draw_narrow(figure)
    return _element("still still--narrow", figure, svg_bars.NARROW, height, inside)


def _element(css: str, figure: Any, width: int, height: int, inside: list[str]) -> SafeString:
    alt = escape(figure.layout.meta["alt"])
    return mark_safe(  # noqa: S308 (every text is escaped where it is put in)
        f'<svg class="{css}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'role="img" {FONT}><title>{alt}</title>{"".join(inside)}</svg>'
    )
