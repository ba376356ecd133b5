"""JSON or CSV: which of them is asked for, and rows as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from selfassess.formula_injection import guarded

FORMATS = ("json", "csv")


class Negotiation(DefaultContentNegotiation):
    """`?format=` decides, and where it is left out the header Accept does."""

    def select_renderer(
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: Any = None
    ) -> tuple[BaseRenderer, str]:
        wanted = request.query_params.get("format")
        if wanted is None:
            return super().select_renderer(request, renderers, format_suffix)
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        raise ValidationError({"format": [f"Use one of {', '.join(FORMATS)}."]})


class CsvRenderer(BaseRenderer):
    """The rows of one page, with a line of names before them, in UTF-8 without a byte-order mark:
    databases would read it as a part of the first name. (What people open in Excel has one: the
    files on the portal's own pages.)"""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self, data: Mapping[str, Any], accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(data["columns"])
        writer.writerows([_cell(value) for value in row.values()] for row in data["data"])
        return out.getvalue().encode()


def _cell(value: Any) -> str:
    """Nothing for what is not known; true and false as JSON has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value) if isinstance(value, str) else str(value)
