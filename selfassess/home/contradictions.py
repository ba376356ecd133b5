"""Words that contradict the record, for the director's list of what does not add up."""

from collections.abc import Sequence

from django.urls import reverse

from performance.rag import Status
from selfassess.assessments.workflow import SENT
from selfassess.claims.finding import Finding
from selfassess.claims.kept_findings import latest_findings
from selfassess.claims.kinds import title_of
from selfassess.claims.scope import place_of
from selfassess.claims.standing import Standing, standings

from .inconsistencies import Area, Inconsistency, Weight


def contradictions(areas: Sequence[Area]) -> list[Inconsistency]:
    """What is open in words that were sent: before, they may change. In one query where nothing
    has happened since the last look."""
    sent = {area.now.area: area for area in areas if area.now.state in SENT}
    if not sent:
        return []
    found = latest_findings([area.now for area in sent.values()])
    return [
        _told(sent[slug], one, place_of(last.found, one).title)
        for slug, last in found.items()
        for one in standings(last.found.findings, last.decisions)
        if one.is_to_decide
    ]


def _told(area: Area, one: Standing, title: str) -> Inconsistency:
    finding = one.finding
    url = reverse("findings", args=[area.now.quarter_id])
    return Inconsistency(
        area,
        title_of(finding.kind),
        title,
        f"{url}#{area.now.area}",
        finding.for_reader,
        _weight(area, finding),
    )


def _weight(area: Area, finding: Finding) -> Weight:
    statuses = {one.kpi.code: one.status for one in area.indicators}
    off_target = statuses.get(finding.kpi) == Status.OFF_TARGET
    return Weight.WORDS_OFF_TARGET if off_target else Weight.WORDS
