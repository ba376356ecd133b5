"""What the director may decide."""

from django.db import transaction

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, CommentKind
from selfassess.assessments.operations import commenting, lifecycle
from selfassess.claims.lists import SECTIONS, list_of
from selfassess.claims.models import Decision, Verdict
from selfassess.errors import Refused

from .deciding import decide, find_also_between_areas, require_version


def _require_review(user: User, assessment: Assessment) -> None:
    lifecycle.require_review(user, assessment)
    if assessment.is_approved:
        raise Refused(f"{assessment.name} is approved and locked.")


@transaction.atomic
def accept(
    assessment: Assessment, key: str, *, by: User, reason: str = "", version: int | None = None
) -> Decision:
    """Let it stand. Raises Stale."""
    assessment = lifecycle.lock(assessment)
    _require_review(by, assessment)
    standing = find_also_between_areas(assessment, key)
    require_version(standing, version)
    return decide(assessment, standing, Verdict.ACCEPTED, reason=reason, by=by)


@transaction.atomic
def ask(
    assessment: Assessment, key: str, *, text: str, by: User, version: int | None = None
) -> Decision:
    """Ask its author to change it or say why it stays: a comment that wants a change, which the
    author reads when the area is returned. Raises Stale."""
    assessment = lifecycle.lock(assessment)
    _require_review(by, assessment)
    standing = find_also_between_areas(assessment, key)
    require_version(standing, version)
    if not text:
        raise Refused("Say what you ask.")
    question = standing.finding.question
    about = SECTIONS.get(list_of(question), question)
    said = commenting.comment(assessment, question=about, kind=CommentKind.CHANGE, text=text, by=by)
    return decide(assessment, standing, Verdict.ASKED, comment=said, by=by)
