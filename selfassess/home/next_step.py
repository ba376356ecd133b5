"""What is left to do once every area is approved: the overview, the final version, issuing it."""

from dataclasses import dataclass

from selfassess.access import OVERVIEW
from selfassess.assessments.models import Answer
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Report


@dataclass(frozen=True)
class NextStep:
    """Which of them are done. A final is compiled from what is approved, and can be issued once
    an administrator has closed the quarter."""

    overview_is_written: bool
    is_closed: bool
    final: Report | None  # compiled and not issued yet


def next_step(quarter: Quarter) -> NextStep:
    written = Answer.objects.filter(assessment__quarter=quarter, assessment__area=OVERVIEW)
    finals = Report.objects.final().filter(quarter=quarter, issued_at=None).defer("content")
    return NextStep(
        overview_is_written=written.exclude(text="").exists(),
        is_closed=quarter.state == QuarterState.CLOSED,
        final=finals.order_by("number").last(),
    )
