"""The formats of a report besides PDF: the name of each, and the function that draws it.

Each function takes frozen content and returns the file's bytes.
"""

from collections.abc import Callable
from typing import NamedTuple

from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.editions import Printed, Summary

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(NamedTuple):
    name: str
    content_type: str
    draw: Callable[[ReportContent], bytes]


def draw(content: Printed, format: str) -> bytes:
    """Return an edition as a file; LookupError where there is no such form of it."""
    if isinstance(content, Summary):
        if format != "docx":
            raise LookupError(f"The summary is drawn as PDF and Word, not as {format}.")
        return _word(content)
    return FORMATS[format].draw(content)


def _word(content: Printed) -> bytes:
    from . import docx  # takes half a second to import, and few requests need it

    return docx.draw(content)


def _excel(content: ReportContent) -> bytes:
    from . import xlsx

    return xlsx.draw(content)


def _json(content: ReportContent) -> bytes:
    from . import json

    return json.draw(content)


FORMATS = {
    "docx": Format("Word", f"{OFFICE}.wordprocessingml.document", _word),
    "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet", _excel),
    "json": Format("JSON", "application/json", _json),
}
