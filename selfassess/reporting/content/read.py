"""Reads stored content as today's classes, whichever release froze it. The store is not changed."""

from collections.abc import Mapping
from typing import Any

import msgspec

from . import codes_of_first_schema, schema
from .schema import ReportContent


def read(stored: Mapping[str, Any]) -> ReportContent:
    """Return what `stored` says. `schema` stays the number under which it was frozen.

    What its release did not know yet has its default; codes that it lacks are found from the words
    of its time. Raises msgspec.ValidationError when it is no content of a report.
    """
    content = msgspec.convert(stored, ReportContent)
    if content.schema < schema.SCHEMA:
        codes_of_first_schema.add_codes(content)
    return content


def to_stored(content: ReportContent) -> dict[str, Any]:
    """Return content as plain data that JSON can hold: what is stored, and what `read` reads."""
    plain: dict[str, Any] = msgspec.to_builtins(content)
    return plain
