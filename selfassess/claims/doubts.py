"""Figures of which an author says that the record is wrong, as the analyst gets them: never with
words of an assessment."""

import re
from dataclasses import dataclass

from performance.models import Kpi
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.models import Quarter

from .models import Decision, Verdict
from .scope import found_in
from .standing import Standing

A_NUMBER = re.compile(r"[\d\s.,%£:/-]+")  # or several, and nothing that could be a word


@dataclass(frozen=True)
class Doubt:
    """Both values: what somebody writes, where it is a number, and what the record says."""

    standing: Standing
    assessment: Assessment
    kpi: Kpi
    decision: Decision

    @property
    def written(self) -> str:
        written = self.standing.finding.written
        return written if A_NUMBER.fullmatch(written) else ""


def doubts_of(quarter: Quarter) -> list[Doubt]:
    """Those that nobody has answered, the oldest first. What is found no more, because text or
    record have changed, is settled, as is what is approved."""
    wrong = Decision.objects.filter(assessment__quarter=quarter, verdict=Verdict.RECORD_WRONG)
    asked = quarter.assessments.filter(pk__in=wrong.values("assessment")).select_related("quarter")
    asked = asked.exclude(state=State.APPROVED)
    assessments = [] if quarter.is_issued else list(asked)
    if not assessments:
        return []
    kpis = {kpi.code: kpi for kpi in Kpi.objects.in_force(quarter.code)}
    doubts = [
        Doubt(row.standing, row.assessment, kpis[row.standing.finding.kpi], row.standing.last)
        for found in found_in(assessments).values()
        for row in found.rows
        if row.standing.doubts_the_record and row.standing.last and row.standing.finding.kpi in kpis
    ]
    return sorted(doubts, key=lambda doubt: doubt.decision.at)
