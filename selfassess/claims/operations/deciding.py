"""What all decisions have in common: the finding is found anew under the lock, and is decided about
as its page showed it."""

from collections.abc import Iterable
from typing import Any

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.audit.log import log_event
from selfassess.claims import reading
from selfassess.claims.checks.registry import COUNCIL_CHECKS
from selfassess.claims.finding import Finding
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.standing import Standing, standings
from selfassess.errors import Stale

GONE = "The text or the record has changed, so this no longer applies. Nothing was done."
DECIDED = "Something was decided about this after your page was opened. Look at it again."


def find(assessment: Assessment, key: str) -> Standing:
    """The finding as it is now, in a locked assessment. Raises Stale when it is found no more."""
    found = reading.findings_of([assessment])[assessment.area].findings
    return _decided(assessment, found, key)


def find_also_between_areas(assessment: Assessment, key: str) -> Standing:
    """The same for whoever may read all areas."""
    try:
        return find(assessment, key)
    except Stale:
        all_areas = assessment.quarter.assessments.select_related("quarter")
        found = reading.between_areas(reading.findings_of(all_areas))
        return _decided(assessment, found, key)


def _decided(assessment: Assessment, found: Iterable[Finding], key: str) -> Standing:
    """Of all that is found, because what was decided before an upgrade may have an older key."""
    standing = standings(found, assessment.decisions.with_people())
    one = next((one for one in standing if one.finding.key == key), None)
    if one is None:
        raise Stale(GONE, None)
    return one


def require_version(standing: Standing, version: int | None) -> None:
    """`version`: how many decisions a page showed; None where there is no page."""
    if version is not None and version != standing.version:
        raise Stale(DECIDED, standing)


def decide(
    assessment: Assessment,
    standing: Standing,
    verdict: Verdict,
    *,
    by: User,
    reason: str = "",
    **made: Any,
) -> Decision:
    """Write a decision down, and its event. Said once more by the same person, it is the one that
    is there. What another area says is not in the event, which the area's own people read."""
    last = standing.last
    if last and not made and (last.verdict, last.reason, last.by_id) == (verdict, reason, by.pk):
        return last
    finding = standing.finding
    about = {"kind": finding.kind, "quoted": finding.quoted, "beside": finding.beside}
    decision = Decision.objects.create(
        assessment=assessment,
        key=finding.key,
        tier=finding.tier,
        question=finding.question,
        kpi=finding.kpi,
        written=finding.written[:60],
        verdict=verdict,
        reason=reason,
        by=by,
        **about,
        **made,
    )
    if finding.kind in COUNCIL_CHECKS:
        del about["beside"]
    log_event(
        f"finding.{verdict}",
        by=by,
        assessment=assessment,
        subject=finding.question,
        reason=reason,
        after=about,
    )
    return decision
