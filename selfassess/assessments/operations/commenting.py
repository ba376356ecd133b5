"""What the director says under a question, and what its writer answers."""

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, Comment
from selfassess.assessments.workflow import State
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.clock import now

from .lifecycle import lock, require_review


@transaction.atomic
def comment(assessment: Assessment, *, question: str, kind: str, text: str, by: User) -> Comment:
    """Say something under one question (or section) while the area is with the director. The same
    twice from one person is said once."""
    assessment = lock(assessment)
    require_review(by, assessment)
    if assessment.state != State.WITH_DIRECTOR:
        raise Refused(f"{assessment.name} is not with the director, so nobody would look for it.")
    since_sent = {"at__gte": assessment.sent_at} if assessment.sent_at else {}
    said, is_new = Comment.objects.filter(**since_sent).get_or_create(
        assessment=assessment, question=question, kind=kind, text=text, by=by
    )
    if not is_new:
        return said
    log_event(
        "comment.write",
        by=by,
        assessment=assessment,
        subject=question,
        after={"kind": kind, "text": text},
    )
    return said


@transaction.atomic
def reply(said: Comment, *, text: str, by: User) -> Comment:
    """Answer a request without a change, by saying why."""
    assessment = lock(said.assessment)
    require(by, Permission.WRITE_WORDS, assessment.area)
    if assessment.locked_because:
        raise Refused(assessment.locked_because)
    said = Comment.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if not said.is_open_request:
        raise Refused("This request is answered already.")
    if not text:
        raise Refused("Say why you have not changed it.")
    said.reply, said.resolved_at, said.resolved_by = text, now(), by
    said.save(update_fields=["reply", "resolved_at", "resolved_by"])
    log_event(
        "comment.reply", by=by, assessment=assessment, subject=said.question, after={"text": text}
    )
    return said
