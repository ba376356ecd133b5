"""Taking back what was sent, as long as no director has opened it."""

from django.db import transaction

from selfassess.access import Permission, require, require_second_person
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now

from .lifecycle import lock, move

SENT_AGAIN = "It was sent again after your page was opened."


@transaction.atomic
def recall(assessment: Assessment, *, by: User, sent: str = "") -> None:
    """Give the area back to its head, as it was before she sent it. A second click does nothing.
    `sent`: when, as her page had it: what was sent again since is not what she takes back."""
    require(by, Permission.SEND, assessment.area)
    assessment = lock(assessment)
    if assessment.state == State.IN_PROGRESS:
        return
    if sent and assessment.sent_at and sent != assessment.sent_at.isoformat():
        raise Stale(f"{SENT_AGAIN} Nothing was taken back.", assessment)
    if assessment.stays_sent_because:
        raise Refused(assessment.stays_sent_because)
    move(assessment, "recall", by=by, sent_at=None, sent_by=None)


@transaction.atomic
def note_view(assessment: Assessment, *, by: User) -> None:
    """From now on it cannot be taken back: another director than its head has opened it.

    Pages call this when they are read, so it changes one row, once, and waits for no quarter. An
    area that was taken back in the same moment matches no more.
    """
    require(by, Permission.REVIEW, assessment.area)
    require_second_person(by, assessment.area)
    unseen = Assessment.objects.filter(state=State.WITH_DIRECTOR, viewed_at=None)
    if unseen.filter(pk=assessment.pk).update(viewed_at=now()):
        log_event("assessment.view", by=by, assessment=assessment)
