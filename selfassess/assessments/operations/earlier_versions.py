"""Bringing back an earlier version of an answer, as a new one."""

from django.db import transaction

from selfassess.access import require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale

from .lifecycle import lock
from .writing import begin, meet_requests, write_answer


@transaction.atomic
def bring_back(assessment: Assessment, earlier: Event, *, version: int, by: User) -> bool:
    """Save what `earlier`, an event of this answer, had saved. False when it says so already.

    `version` is that of the answer which its page showed beside it. Raises Stale when somebody has
    saved since, Refused when the section is locked.
    """
    require(by, assessment.write_permission, assessment.area)
    assessment = lock(assessment)
    question = earlier.subject
    text = assessment.live_figures.editable(earlier.after["text"])
    answer = assessment.answer_to(question)
    if locked := assessment.locked_in(assessment.section_of(question)):
        raise Refused(locked)
    if answer is None or answer.text == text:
        return False
    if answer.version != version:
        raise Stale(f"{answer.saved_by} saved this answer while you were on this page.", answer)
    saved = write_answer(assessment, answer, question, text, None, by=by)
    log_event(
        "answer.restore",
        by=by,
        assessment=assessment,
        subject=question,
        before={"version": earlier.after["version"]},
        after={"version": saved.version, "earlier": earlier.after["version"]},
    )
    begin(assessment, by=by)
    meet_requests(assessment, [question], by=by)
    return True
