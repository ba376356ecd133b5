"""The columns of a spreadsheet, from what the schema says of its fields."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args

from selfassess.reporting.content.schema import MeasureContent
from selfassess.schema_fields import ContentPart, Field, fields_of

Value = str | date | Decimal | int | None


class Column(NamedTuple):
    label: str
    width: int  # in characters
    of: Callable[[Any], Value]  # a part of the content → what its row has in this column


@cache
def columns_of(kind: type[ContentPart]) -> tuple[Column, ...]:
    """Return the columns of a class in the order of its fields; those of a part that it holds stand
    where the part is declared."""
    return tuple(column for field in fields_of(kind) for column in _columns(field))


def _columns(field: Field) -> list[Column]:
    if field.about.column:
        return [
            Column(field.about.label, field.about.column, lambda part: cell(_value(field, part)))
        ]
    held = next((one for one in get_args(field.type) if _is_part(one)), None)
    return [_of_held(field, column) for column in columns_of(held)] if held else []


def _value(field: Field, part: Any) -> Any:
    """Of no cases there is no number to calculate with; “no cases” stands beside it."""
    if isinstance(part, MeasureContent) and field.name == "number":
        return part.comparable
    return field.of(part)


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, ContentPart)


def _of_held(field: Field, column: Column) -> Column:
    def of(part: Any) -> Value:
        held = field.of(part)
        return column.of(held) if held is not None else None

    return column._replace(of=of)


def cell(value: Any) -> Value:
    """Return what a cell has: numbers and dates as they are, yes or no, and text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_says(one) for one in value)
    if isinstance(value, str):
        return _bulleted(value)
    number_or_date: Value = value
    return number_or_date


def _says(measure: MeasureContent) -> str:
    return f"{measure.source} says {measure.shown}"


def _bulleted(text: str) -> str:
    """Write list items with a bullet: a spreadsheet might calculate with a hyphen."""
    lines = text.split("\n")
    return "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in lines)
