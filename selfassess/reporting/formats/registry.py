"""The formats of a report besides PDF: the name of each, and the function that draws it.

Each function takes frozen content and returns the file's bytes.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(NamedTuple):
    name: str
    content_type: str
    draw: Callable[[dict[str, Any]], bytes]


def _word(content: dict[str, Any]) -> bytes:
    from . import docx  # takes half a second to import, and few requests need it

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
