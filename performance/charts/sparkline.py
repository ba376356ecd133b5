"""Draws a line in a table's cell as SVG."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from . import svg_shapes


def spark(values: list[float | None], target: float | None, alt: str) -> SafeString:
    """Draw a sparkline of the last quarters (None for a gap), 34 by 10 mm in print.

    The last value is a dot, the target a dashed line. It is empty with fewer than two values.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return mark_safe("")
    all_of = [*known, *([target] if target is not None else [])]
    low, high = min(all_of), max(all_of)
    spread = (high - low) or 1

    def y(value: float) -> float:
        return 34 - (value - low) / spread * 28

    def x(number: int) -> float:
        return 5 + number * 126 / (len(values) - 1)

    inside = []
    if target is not None:
        dashed = svg_shapes.line(2, y(target), 134, y(target), "#5f6b76", 1.5)
        inside.append(dashed.replace("/>", ' stroke-dasharray="4 3"/>'))
    for run in svg_shapes.runs(values):
        path = " ".join(f"{svg_shapes.number(x(n))},{svg_shapes.number(y(v))}" for n, v in run)
        inside.append(
            f'<polyline points="{path}" fill="none" stroke="#12436d" stroke-width="2.2"/>'
        )
    last = max(n for n, v in enumerate(values) if v is not None)
    if last == len(values) - 1:
        inside.append(svg_shapes.circle(x(last), y(values[last] or 0), 4, "#12436d"))
    return mark_safe(  # noqa: S308 (the text is escaped)
        '<svg class="spark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 136 40" role="img">'
        f"<title>{escape(alt)}</title>{''.join(inside)}</svg>"
    )
