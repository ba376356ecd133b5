"""A KPI's status, from plain numbers. Pure: no database, no clock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self


class Status(StrEnum):
    """Its words stand in frozen reports, which find their way back by them. `shape` is the sign
    that a page sets before the word."""

    ON_TARGET = "On target", "on"
    WITHIN_TOLERANCE = "Within tolerance", "near"
    OFF_TARGET = "Off target", "off"
    NOT_JUDGED = "Not judged", "plain"
    NOT_DUE = "Not due", "plain"
    NO_DATA = "No data", "none"

    shape: str

    def __new__(cls, word: str, shape: str) -> Self:
        status = str.__new__(cls, word)
        status._value_ = word
        status.shape = shape
        return status


@dataclass(frozen=True)
class Goal:
    """A target: one value, or a band from low to high. `tolerance` in the KPI's own unit. `due`:
    the day by which it is to be met; before it, nobody has missed it."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    due: date | None = None


@dataclass(frozen=True)
class Judgement:
    status: Status
    reason: str = ""  # why it is not judged, or has no data


def judge(
    value: Decimal | None,
    goal: Goal | None,
    direction: str,
    *,
    denominator: Decimal | None = None,
    smallest_denominator: int = 0,
    due: bool = True,
    missing: str = "",
    on: date | None = None,
) -> Judgement:
    """The status of a value against its goal, as things stand `on` a day: the quarter's last.

    `direction` is higher, lower, band or none. `missing` is the reason an area gave for having no
    number. A percentage of fewer cases than `smallest_denominator` swings too much to be judged.
    """
    if value is None:
        if not due and not missing:
            return Judgement(Status.NOT_DUE)
        return Judgement(Status.NO_DATA, missing)
    if denominator == 0:
        return Judgement(Status.NOT_JUDGED, "no cases")
    if direction == "none":
        return Judgement(Status.NOT_JUDGED, "neither more nor less is better")
    if goal is None:
        return Judgement(Status.NOT_JUDGED, "no target")
    if on and goal.due and on < goal.due:
        return Judgement(Status.NOT_JUDGED, f"target due by {goal.due:%-d %B %Y}")
    if denominator is not None and denominator < smallest_denominator:
        return Judgement(Status.NOT_JUDGED, f"only {denominator.normalize():f} cases")
    short = _short_by(value, goal, direction)
    if short is None:
        return Judgement(Status.NOT_JUDGED, _lacking(direction))
    if short <= 0:
        return Judgement(Status.ON_TARGET)
    within = short <= goal.tolerance
    return Judgement(Status.WITHIN_TOLERANCE if within else Status.OFF_TARGET)


def _lacking(direction: str) -> str:
    """Why a target cannot be used: a range is one with two ends."""
    return "target is one number, not a range" if direction == "band" else "target has no number"


def _short_by(value: Decimal, goal: Goal, direction: str) -> Decimal | None:
    """How far the value is from where it should be; not above 0 when it is there."""
    if direction == "band" or goal.low is not None:
        if goal.low is None or goal.high is None:
            return None
        return max(goal.low - value, value - goal.high)
    if goal.value is None:
        return None
    return goal.value - value if direction == "higher" else value - goal.value
