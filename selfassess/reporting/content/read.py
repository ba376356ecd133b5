"""Reads stored content as today's classes, whichever release froze it. The store is not changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from . import codes_of_first_schema
from .schema import ReportContent

LARGEST = Decimal(10) ** 15  # no figure of a council is larger, and spreadsheets hold no more
FIRST_YEAR = 1900  # no date is older, nor would spreadsheets hold it


class DamagedContent(ValueError):
    """What is stored is no content of a report. The text says what is wrong with it."""


def read(stored: Mapping[str, Any]) -> ReportContent:
    """Return what `stored` says. `schema` stays the number under which it was frozen.

    What its release did not know yet has its default; codes that the first release lacked are found
    from its words. Raises DamagedContent when it is no content of a report.
    """
    try:
        content = msgspec.convert(stored, ReportContent)
        if content.schema == codes_of_first_schema.FIRST:
            codes_of_first_schema.add_codes(content)
    except (msgspec.ValidationError, ValueError, ArithmeticError) as error:
        raise DamagedContent(f"What is stored is not a report: {error}.") from error
    if (odd := next(_odd_values(content), None)) is not None:
        raise DamagedContent(f"What is stored is not a report: it holds {odd}.")
    return content


def _odd_values(value: Any) -> Iterator[Any]:
    """Numbers and dates that a type allows and no report has."""
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _odd_values(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _odd_values(list(value.values()))
    elif isinstance(value, list):
        for one in value:
            yield from _odd_values(one)
    elif isinstance(value, Decimal | float):
        number = Decimal(value)
        if not number.is_finite() or not -LARGEST <= number <= LARGEST:
            yield value
    elif isinstance(value, date) and value.year < FIRST_YEAR:
        yield value


def to_stored(content: ReportContent) -> dict[str, Any]:
    """Return content as plain data that JSON can hold: what is stored, and what `read` reads."""
    plain: dict[str, Any] = msgspec.to_builtins(content)
    return plain
