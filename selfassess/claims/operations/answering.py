"""What the author of a text may answer."""

from django.db import transaction

from selfassess.access import require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations import commenting, lifecycle
from selfassess.assessments.operations.writing import Draft, Saved, save_section
from selfassess.claims.finding import Finding
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.replacing import place_of_number
from selfassess.claims.same_sentence import explained_in_its_sentence, said_again
from selfassess.claims.standing import Standing
from selfassess.errors import Refused, Stale
from selfassess.records.models import Fact
from selfassess.records.operations import add

from .deciding import GONE, decide, find, require_version

REASON_WANTED = {
    Verdict.STAYS: "Say why it stays. The director reads it beside the figures.",
    Verdict.RECORD_WRONG: "Say what is wrong with the record. The director reads it.",
}
NOTHING_TO_USE = "There is no figure to use here. Change the text itself."


def _lock(assessment: Assessment, by: User) -> Assessment:
    """The assessment, for somebody who writes it; Refused while nobody may."""
    require(by, assessment.write_permission, assessment.area)
    assessment = lifecycle.lock(assessment)
    if locked := assessment.locked_because:
        raise Refused(locked)
    return assessment


@transaction.atomic
def explain(
    assessment: Assessment,
    key: str,
    verdict: Verdict,
    *,
    by: User,
    reason: str = "",
    version: int | None = None,
) -> Decision:
    """Say that it stays, and why; or that the record is wrong, which the analyst is told. Where the
    director asked about it, this is also the reply. Raises Stale."""
    assessment = _lock(assessment, by)
    standing = find(assessment, key)
    require_version(standing, version)
    if verdict not in REASON_WANTED:
        raise ValueError(f"{verdict} explains nothing.")
    if not reason:
        raise Refused(REASON_WANTED[verdict])
    decision = decide(assessment, standing, verdict, reason=reason, by=by)
    _reply(standing, reason, by=by)
    return decision


@transaction.atomic
def take_back(
    assessment: Assessment, key: str, *, by: User, version: int | None = None
) -> Decision:
    """Say no more what was said of it last, so that it is open again. Raises Stale."""
    assessment = _lock(assessment, by)
    standing = find(assessment, key)
    require_version(standing, version)
    if not standing.can_be_taken_back:
        raise Refused("There is nothing to take back. What answers the director stays.")
    return decide(assessment, standing, Verdict.TAKEN_BACK, by=by)


@transaction.atomic
def add_figure(
    assessment: Assessment, key: str, fact: Fact, *, by: User, version: int | None = None
) -> Decision:
    """Say that another figure is meant, and add it to the evidence. Raises Stale."""
    assessment = _lock(assessment, by)
    standing = find(assessment, key)
    require_version(standing, version)
    fact.assessment = assessment
    add(fact, section="evidence", by=by)
    decision = decide(assessment, standing, Verdict.ANOTHER_FIGURE, fact=fact, by=by)
    _reply(standing, f"It is another figure, now among the evidence: {fact.label}.", by=by)
    return decision


@transaction.atomic
def use_record(
    assessment: Assessment,
    key: str,
    *,
    by: User,
    version: int | None = None,
    answer_version: int | None = None,
) -> Saved:
    """Put the record's figure into the answer in place of the number, as any other save: when the
    answer is no longer the one that was shown, nothing is replaced, and Stale is raised. What was
    said about other numbers of the sentence still holds."""
    assessment = _lock(assessment, by)
    standing = find(assessment, key)
    require_version(standing, version)
    finding = standing.finding
    answer = assessment.answers.filter(question=finding.question).first()
    if answer is None or not finding.instead:
        raise Refused(NOTHING_TO_USE)
    if locked := assessment.locked_in(assessment.section_of(finding.question)):
        raise Refused(locked)
    if answer_version is not None and answer.version != answer_version:
        raise Stale("The answer has been changed since. Nothing was replaced.", answer)
    place = place_of_number(answer.words, finding)
    if place is None:
        raise Stale(GONE, None)
    figures, instead = assessment.live_figures, _instead(assessment, finding)
    text = figures.put(answer.text, assessment.area, *place, instead)
    said = explained_in_its_sentence(assessment, finding)
    saved = save_section(assessment, [Draft(finding.question, text, answer.version)], by=by)
    if saved.changed:
        decide(assessment, standing, Verdict.USED, by=by)
        Decision.objects.bulk_create(said_again(assessment, said, finding))
    return saved


def _instead(assessment: Assessment, finding: Finding) -> str:
    """The live figure, where it says what the record says."""
    live = finding.live_figure
    said = assessment.live_figures.said(live.strip("{}"), assessment.area) if live else ""
    return live if said == finding.instead else finding.instead


def _reply(standing: Standing, text: str, *, by: User) -> None:
    """An explanation answers what the director has asked about the same finding."""
    asked = (one.comment for one in standing.decisions if one.verdict == Verdict.ASKED)
    for comment in asked:
        if comment and comment.is_open_request:
            commenting.reply(comment, text=text, by=by)
