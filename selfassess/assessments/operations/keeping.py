"""Putting a text aside that could not be saved."""

from datetime import timedelta
from uuid import UUID

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, KeptText
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.quarters.clock import now

LONGEST_TOLD = 50_000  # characters of what was kept, in the audit trail
MOST_TOLD = 100  # of what one person had kept in a day; what is more is told by its size


def is_told_whole(verb: str, by: User, size: int) -> bool:
    """Does the trail, which nothing leaves, take the whole text? A flood is told by its size."""
    since = now() - timedelta(days=1)
    return (
        size <= LONGEST_TOLD
        and Event.objects.filter(verb=verb, by=by, at__gt=since).count() < MOST_TOLD
    )


def keep(
    assessment: Assessment,
    question: str,
    text: str,
    reason: str,
    *,
    by: User,
    page: UUID | None = None,
) -> None:
    """Put a text aside, once: sending the same page again keeps nothing more, and the later text
    of a page takes the earlier one's place. Beyond what is kept of one person the oldest goes."""
    waiting = assessment.kept_texts.waiting_for(by).filter(question=question)
    if waiting.filter(text=text).exists():
        return
    of_page = waiting.filter(page=page) if page else waiting.none()
    if not of_page.update(text=text, reason=reason, at=now()):
        KeptText.objects.create(
            assessment=assessment, question=question, text=text, reason=reason, by=by, page=page
        )
    told = {"text": text} if is_told_whole("answer.keep", by, len(text)) else {"size": len(text)}
    log_event(
        "answer.keep",
        by=by,
        assessment=assessment,
        subject=question,
        after=told | {"reason": reason},
    )
    KeptText.objects.let_go(by)
