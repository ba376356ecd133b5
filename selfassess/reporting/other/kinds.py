"""The other forms of a report: how each is called, and what draws it."""

from collections.abc import Callable
from typing import NamedTuple

OFFICE = "application/vnd.openxmlformats-officedocument"


class Form(NamedTuple):
    name: str
    content_type: str
    draw: Callable[[dict], bytes]


def _word(content: dict) -> bytes:
    from . import words  # half a second to import, and few requests want it

    return words.draw(content)


def _excel(content: dict) -> bytes:
    from . import workbook

    return workbook.draw(content)


def _json(content: dict) -> bytes:
    from . import plain

    return plain.draw(content)


FORMS = {
    "docx": Form("Word", f"{OFFICE}.wordprocessingml.document", _word),
    "xlsx": Form("Excel", f"{OFFICE}.spreadsheetml.sheet", _excel),
    "json": Form("JSON", "application/json", _json),
}
