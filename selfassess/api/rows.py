"""What the rows of each answer have. Every field is always there, and null where nothing is known.

Numbers are numbers, in the KPI's own unit; days and times are as ISO 8601 writes them.
"""

from typing import Any

from rest_framework.serializers import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    FloatField,
    IntegerField,
    Serializer,
)

from performance.models import Direction, Frequency, Period
from performance.rag import Status
from selfassess.quarters.models import QuarterState
from selfassess.records.models import ActionStatus


def _code(about: str) -> CharField:
    return CharField(help_text=about)


def _words(about: str) -> CharField:
    return CharField(allow_null=True, help_text=about)


def _number(about: str) -> FloatField:
    return FloatField(allow_null=True, help_text=about)


def _day(about: str) -> DateField:
    return DateField(allow_null=True, help_text=about)


def _one_of(choices: Any, about: str, **kwargs: Any) -> ChoiceField:
    return ChoiceField(choices=[str(choice) for choice in choices], help_text=about, **kwargs)


KINDS = {BooleanField: "boolean", IntegerField: "integer", FloatField: "number", DateField: "date"}


def columns(row: type[Serializer]) -> dict[str, str]:
    """What each field holds, so that a table has its columns and their types without a row in it:
    from rows a program cannot tell what is null in all of them."""
    return {name: KINDS.get(type(field), "string") for name, field in row().fields.items()}


QUARTER = "Code of the quarter, such as 2020-21-q1; codes sort by time"
AREA = "Slug of the service area, such as mash"
KPI = "Code of the KPI, such as MA03"
ISSUED = "Read from the issued report; false: it may still change"


class QuarterRow(Serializer):
    quarter = _code(QUARTER)
    name = CharField(help_text="As people write it: Q1 2020/21")
    starts = DateField(help_text="First day of the quarter")
    ends = DateField(help_text="Last day of the quarter")
    due = DateField(help_text="By when its areas are to be sent")
    state = _one_of(
        (QuarterState.OPEN, QuarterState.CLOSED, QuarterState.ISSUED),
        "Issued as soon as a version of its report is",
    )
    version = _words("The issued version from which it is read, such as v1")
    issued_on = _day("When that version was issued")


class AreaRow(Serializer):
    area = _code(AREA)
    name = CharField(help_text="Name of the service area")
    order = IntegerField(help_text="Its place in reports, the lowest first")


class KpiRow(Serializer):
    kpi = _code(KPI)
    area = _code(AREA)
    name = CharField(help_text="Name of the KPI")
    definition = _words("What exactly is counted")
    counted = _words("What the numerator counts")
    out_of = _words("What the denominator counts")
    unit = CharField(help_text="Unit of its figures and targets: % (0 to 100), count, days …")
    direction = _one_of(Direction.values, "Which way is better")
    frequency = _one_of(Frequency.values, "How often it is due")
    smallest_denominator = IntegerField(
        help_text="A percentage of fewer cases is not judged against its target"
    )
    core = BooleanField(help_text="Reported unless somebody has chosen otherwise")


class TargetRow(Serializer):
    kpi = _code(KPI)
    area = _code(AREA)
    from_quarter = _code("Quarter from which on it holds, until a later one does")
    target = _number("The value to reach; null with a band, and where there is no target any more")
    target_low = _number("Lower end of a band")
    target_high = _number("Upper end of a band")
    tolerance = FloatField(help_text="How far off is still within tolerance")
    target_due = _day("By when it is to be met; null: at once")


class MeasureRow(Serializer):
    quarter = _code(QUARTER)
    area = _code(AREA)
    kpi = _code(KPI)
    issued = BooleanField(help_text=ISSUED)
    value = _number("The figure that counts; null: none was reported")
    numerator = _number("Cases counted, where they are known")
    denominator = _number("Cases in all, where they are known; 0: there was no case")
    period = _one_of(Period.values, "What the figure is of", allow_null=True)
    as_at = _day("On which day it stood so")
    source = _words("Where it comes from")
    provisional = BooleanField(allow_null=True, help_text="It may still be corrected")
    target = _number("The target in that quarter, where it is one value")
    target_low = _number("Lower end of the band, where it is one")
    target_high = _number("Upper end of the band, where it is one")
    target_due = _day("By when the target is to be met; null: at once")
    status = _one_of(Status, "How the figure stands to its target")
    status_reason = _words("Why it is not judged, or why there is no figure")


class RatingRow(Serializer):
    quarter = _code(QUARTER)
    area = _code(AREA)
    rating = _number("0 to 10 in halves; null: not rated. Never 0 for none")
    approved_on = _day("When the director approved the area")


WITHHELD = "null as long as the quarter is not issued"


class ActionRow(Serializer):
    quarter = _code(QUARTER)
    area = _code(AREA)
    action = IntegerField(
        allow_null=True,
        help_text="Its number, the same in every quarter; null in reports that were made before "
        "actions had one there",
    )
    position = IntegerField(help_text="Its place in the area's list of that quarter, from 1")
    issued = BooleanField(help_text=ISSUED)
    status = _one_of(ActionStatus.values, "How it stood in that quarter")
    due = _day("By when it is to be done")
    first_due = _day("By when it was to be done at first")
    times_moved = IntegerField(help_text="How often its date was moved")
    quarters_carried = IntegerField(help_text="For how many quarters it has been carried forward")
    overdue = BooleanField(help_text="It was late in that quarter")
    from_inspection = BooleanField(help_text="An inspection recommended it")
    text = _words(f"What is to be done; {WITHHELD}")
    impact = _words(f"What it is to do for children; {WITHHELD}")
    owner = _words(f"Who does it; {WITHHELD}")
    progress = _words(f"How it went in that quarter; {WITHHELD}")
    difference = _words(f"What difference it made; {WITHHELD}")
