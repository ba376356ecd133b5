"""The other forms of a report: how each is called, and what draws it."""

from collections.abc import Callable
from typing import Any, NamedTuple

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(NamedTuple):
    name: str
    content_type: str
    draw: Callable[[dict[str, Any]], bytes]


def _word(content: dict[str, Any]) -> bytes:
    from . import docx  # half a second to import, and few requests want it

    return docx.draw(content)


def _excel(content: dict[str, Any]) -> bytes:
    from . import xlsx

    return xlsx.draw(content)


def _json(content: dict[str, Any]) -> bytes:
    from . import json

    return json.draw(content)


FORMATS = {
    "docx": Format("Word", f"{OFFICE}.wordprocessingml.document", _word),
    "xlsx": Format("Excel", f"{OFFICE}.spreadsheetml.sheet", _excel),
    "json": Format("JSON", "application/json", _json),
}
