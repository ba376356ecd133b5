"""Every change of an assessment's state. (Words are changed in writing.py, and what the director
says about them in commenting.py.)"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from selfassess.access import OVERVIEW, Permission, require, require_second_person
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, Comment
from selfassess.assessments.models.comment import CommentQuerySet
from selfassess.assessments.parts import parts_of
from selfassess.assessments.reading import shown_now, status_now, texts_of
from selfassess.assessments.workflow import MOVES, State
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.live_figures.operations import forget_figures, keep_figures
from selfassess.quarters.clock import now, today
from selfassess.quarters.operations import lock_quarter, move_quarter
from selfassess.seen import Shown, require_seen

from .sending import keep_questions, missing_in


def lock(assessment: Assessment) -> Assessment:
    """The assessment as it is now, nobody else's to change until the transaction ends.

    The quarter is locked first, and everywhere in this order, so that two changes wait for each
    other instead of blocking each other. (SQLite has one lock for everything.)
    """
    quarter = lock_quarter(assessment.quarter_id)
    locked = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    locked.quarter = quarter
    return locked


def move(assessment: Assessment, name: str, *, by: User, reason: str = "", **changes: Any) -> None:
    """Make one move of MOVES on a locked assessment, or raise Refused."""
    allowed, state = MOVES[name]
    if assessment.state not in allowed:
        was = assessment.get_state_display().lower()
        raise Refused(f"{assessment.name} is {was}, so you cannot {name} it.")
    before, assessment.state = assessment.state, state
    for field, value in changes.items():
        setattr(assessment, field, value)
    assessment.save(update_fields=["state", *changes])
    log_event(
        f"assessment.{name}",
        by=by,
        assessment=assessment,
        reason=reason,
        before={"state": before},
        after={"state": state},
    )


def require_review(user: User, assessment: Assessment) -> None:
    """May this person decide about a locked assessment now?"""
    require(user, Permission.REVIEW, assessment.area)
    require_second_person(user, assessment.area)
    if not assessment.quarter.is_under_way:
        raise Refused(f"{assessment.quarter.name} is not under way, so nothing can be decided.")


def _require_seen(
    assessment: Assessment, seen: str | None, shown: Callable[[Assessment], Shown] = shown_now
) -> None:
    """`seen` is the fingerprint of what a page showed (see `selfassess.seen`); None where there is
    no page: commands, the demo."""
    if seen is not None:
        require_seen(shown(assessment), seen)


@transaction.atomic
def send(assessment: Assessment, *, by: User, seen: str | None = None) -> bool:
    """Send the area to the director, keeping the words of every question as asked today.

    Sending what is already with the director does nothing and returns False (a double click).
    """
    require(by, Permission.SEND, assessment.area)
    assessment = lock(assessment)
    _require_seen(assessment, seen)
    if assessment.state == State.WITH_DIRECTOR:
        return False
    if assessment.locked_because:
        raise Refused(assessment.locked_because)
    unfinished = [s.title for s in assessment.config.sections if not assessment.is_completed(s.key)]
    if unfinished:
        raise Refused(f"Say that you have completed these sections first: {', '.join(unfinished)}.")
    if assessment.comments.unresolved().exists():
        raise Refused(
            "The director asked for changes. Change each answer, or say why it stays, then send."
        )
    if missing := missing_in(assessment):
        raise Refused(missing)
    keep_questions(assessment, by=by)
    move(assessment, "send", by=by, sent_at=now(), sent_by=by, viewed_at=None)
    return True


@transaction.atomic
def return_for_changes(
    assessment: Assessment,
    *,
    comments: dict[str, str],
    by: User,
    until: date | None = None,
    seen: str | None = None,
) -> Assessment:
    """Give the area back to its head, saying under which question what must change, and by when.

    `comments` maps question keys to what must change, besides what was said before; there must be
    one at least. Only the sections in which something must change can be written.
    """
    assessment = lock(assessment)
    require_review(by, assessment)
    _require_seen(assessment, seen)
    wanted = {question: text for question, text in comments.items() if text}
    said = list(assessment.comments.unresolved().values_list("question", flat=True))
    if not wanted and not said:
        raise Refused("Say under at least one question what must change.")
    if until and until < today():
        raise Refused("Give a date in the future.")
    Comment.objects.bulk_create(
        Comment(assessment=assessment, question=question, text=text, by=by)
        for question, text in wanted.items()
    )
    sections = sorted({assessment.section_of(question) for question in [*said, *wanted]})
    move(assessment, "return", by=by, returned_at=now(), return_by=until, open_sections=sections)
    if wanted:
        log_event("comment.add", by=by, assessment=assessment, after=wanted)
    return assessment


@transaction.atomic
def approve(assessment: Assessment, *, by: User, seen: str | None = None) -> Assessment:
    """Approve and lock the area. Approving twice does nothing. Who sent it cannot, even if she
    heads it no more: it is her own work."""
    assessment = lock(assessment)
    require_review(by, assessment)
    if assessment.was_sent_by(by):
        raise Refused(f"You sent {assessment.name} yourself, so another director approves it.")
    if not assessment.is_approved:
        _keep_words(assessment, by=by)  # what she saw is compared with what is kept
    _require_seen(assessment, seen)
    if not assessment.is_approved:
        keep_as_approved(assessment, by=by)
        move(assessment, "approve", by=by, approved_at=now(), approved_by=by)
        resolve(assessment.comments.unresolved(), by=by)
    return assessment


def keep_as_approved(assessment: Assessment, *, by: User) -> None:
    """Keep what approved sections show that a later release could work out otherwise. Once more
    it keeps the same."""
    for part in parts_of(assessment):
        part.keep_as_approved(assessment, by=by)
    _keep_words(assessment, by=by)


def _keep_words(assessment: Assessment, *, by: User) -> None:
    """Keep what the live figures in its words say. What is kept already stays."""
    keep_figures(assessment.quarter_id, assessment.area, texts_of(assessment), by=by)


def resolve(comments: CommentQuerySet, *, by: User) -> None:
    """Mark change requests as met (by a changed answer, or by the director's approval)."""
    comments.update(resolved_at=now(), resolved_by=by)


@transaction.atomic
def reopen(assessment: Assessment, *, reason: str, by: User, seen: str | None = None) -> Assessment:
    """Take an approval back. An issued quarter goes back to closed until it is issued again."""
    require(by, Permission.REVIEW, assessment.area)
    require_second_person(by, assessment.area)
    if not reason:
        raise Refused("Give a reason for reopening: it is kept in the history.")
    assessment = lock(assessment)
    _require_seen(assessment, seen, status_now)
    if assessment.quarter.is_issued:
        move_quarter(assessment.quarter, "revise", by=by, reason=reason)
        forget_figures(assessment.quarter_id, OVERVIEW, by=by)
    cleared: dict[str, Any] = {
        "approved_at": None,
        "approved_by": None,
        "returned_at": now(),
        "return_by": None,
        "open_sections": [],
    }
    move(assessment, "reopen", by=by, reason=reason, **cleared)
    for part in parts_of(assessment):
        part.take_back_approval(assessment, by=by)
    forget_figures(assessment.quarter_id, assessment.area, by=by)
    return assessment


@transaction.atomic
def give_longer(
    assessment: Assessment, *, until: date, reason: str, by: User, seen: str | None = None
) -> Assessment:
    """Let one area be late without being marked so."""
    require(by, Permission.ADMINISTER)
    assessment = lock(assessment)
    _require_seen(assessment, seen, status_now)
    if not assessment.quarter.is_under_way:
        raise Refused(f"{assessment.quarter.name} is not under way.")
    if until <= assessment.quarter.due:
        due = assessment.quarter.due
        raise Refused(f"Everybody has until {due:%-d %B %Y}: choose a later day.")
    if not reason:
        raise Refused("Give a reason for the extra time: it is kept in the history.")
    before = assessment.longer_until
    assessment.longer_until, assessment.longer_reason = until, reason
    assessment.save(update_fields=["longer_until", "longer_reason"])
    log_event(
        "assessment.longer",
        by=by,
        assessment=assessment,
        reason=reason,
        before={"until": before},
        after={"until": until},
    )
    return assessment
