from datetime import date
from typing import Any

from django import template

from selfassess.quarters.dates import QuarterPeriod
from selfassess.records.action_state import ActionState, date_changes
from selfassess.records.board import Group, area_name, groups
from selfassess.records.models import GRADES, Audit, Unit, plain

register = template.Library()


@register.filter
def grades(audit: Audit) -> list[tuple[str, str]]:
    """Label and figure of every grade that was given, as it was reported."""
    sign = "%" if audit.unit == Unit.PERCENT else ""
    return [(GRADES[field], f"{plain(value)}{sign}") for field, value in audit.grades.items()]


@register.filter
def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


@register.filter
def days_late(due: date, today: date) -> str:
    late = (today - due).days
    return "1 day late" if late == 1 else f"{late} days late"


@register.filter
def quarter_name(code: str) -> str:
    return QuarterPeriod.parse(code).name


register.filter("area_name", area_name)
register.filter("date_changes", date_changes)


@register.filter
def by_urgency(states: list[ActionState]) -> list[Group]:
    """Overdue first, in the groups of the board; only those with something in them."""
    return [group for group in groups(states) if group.rows]


@register.filter
def attribute(record: Any, name: str) -> str:
    """A field as words: of a choice its label, of a date the day."""
    label = getattr(record, f"get_{name}_display", None)
    value = label() if label else getattr(record, name, "")
    return "" if value in (None, "") else str(value)
