"""Records and actions in words: every field that readers see, by its label."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Field
from django.utils.text import capfirst

from selfassess.assessments.parts import Words
from selfassess.seen import Said

from .action_state import ActionState
from .models import Record, plain

# What says who saved it, and where it stands
UNTOLD = {"id", "assessment", "version", "saved_at", "saved_by", "position"}


def of_records(records: Iterable[Record], words: Words) -> list[Said]:
    """One after the other, in their order."""
    return [dict(_lines(record, words)) for record in records]


def _lines(record: Record, words: Words) -> Iterator[tuple[str, str]]:
    for field in record._meta.concrete_fields:
        if field.name not in UNTOLD and (said := _said(record, field, words)):
            yield capfirst(str(field.verbose_name)), said


def _said(record: Record, field: "Field[Any, Any]", words: Words) -> str:
    value = getattr(record, field.name)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return _day(value)
    label = getattr(record, f"get_{field.name}_display", None)
    said = str(label() if label else value)
    return words(said) if field.name in record.live_fields else said


def of_action(state: ActionState) -> dict[str, Said]:
    action, update = state.action, state.update
    told: dict[str, Said] = {
        "What will be done": action.text,
        "Intended impact for children": action.impact,
        "Owner": state.owner_name or "No owner",
        "Status": f"{state.status_name}{', overdue' if state.overdue else ''}",
        "Due": _day(state.due),
        "First due": _day(action.first_due),
        "Date moved": f"{state.moved} times" if state.moved else "",
        "Progress": update.progress if update else "",
        "Why the date moved": update.reason if update else "",
        "Difference made": update.difference if update else "",
        "Recommended by": action.get_source_display() if action.source else "",
    }
    return {name: said for name, said in told.items() if said}


def _day(day: date | None) -> str:
    return f"{day:%-d %B %Y}" if day else ""
