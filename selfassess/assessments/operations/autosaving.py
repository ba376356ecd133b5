"""Saving one answer while its author goes on typing: often, late, or twice for the same words."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from selfassess.access import require
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, KeptOutcome
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.plain_text import tidy
from selfassess.quarters.clock import now

from .keeping import keep
from .lifecycle import lock
from .writing import Draft, begin, meet_requests, was_untouched, why_kept, write_answer


@dataclass(frozen=True)
class Autosaved:
    """What became of one answer that was sent while somebody typed."""

    version: int  # of the answer that its page now stands on
    text: str | None = None  # what is saved, when it is newer than what was sent
    kept: str = ""  # the reason, when the text had to be kept aside
    answer: Answer | None = None  # the saved one


@transaction.atomic
def autosave_answer(
    assessment: Assessment,
    draft: Draft,
    *,
    save_id: UUID,
    by: User,
    page: UUID | None = None,
    supersedes: bool = False,
) -> Autosaved:
    """Save one answer while its author goes on typing.

    `save_id` names this very save: however often it arrives and however late, it is done once. What
    is acknowledged is stored, whatever ids a client uses.
    `page` names the page, whose later text takes the place of an earlier one that had to be kept;
    `supersedes` says that this page has had such a text.
    """
    require(by, assessment.write_permission, assessment.area)
    assessment = lock(assessment)
    here = assessment.answers.filter(question=draft.question).select_related("saved_by")
    answer, text = here.first(), tidy(draft.text)
    stored, version = (answer.text, answer.version) if answer else ("", 0)
    locked = assessment.locked_in(assessment.section_of(draft.question))
    if text == stored:
        typed = Autosaved(version, answer=answer)
    elif not locked and version in (0, draft.version):
        answer = _write(assessment, answer, draft.question, text, save_id, by=by)
        typed = Autosaved(answer.version, answer=answer)
    elif earlier := _saved_before(assessment, draft, text, by=by):
        return Autosaved(earlier, text=stored, answer=answer)
    elif earlier := _taken_over(assessment, draft, save_id, by=by):
        _keep_as_superseded(assessment, draft.question, text, save_id, by=by)
        return Autosaved(earlier, text=stored, answer=answer)
    elif was_untouched(assessment, draft, text):
        return Autosaved(draft.version, answer=answer)
    else:
        reason = why_kept(assessment, draft.question)
        keep(assessment, draft.question, text, reason, by=by, page=page)
        return Autosaved(draft.version, kept=reason, answer=answer)
    if supersedes:
        _supersede(assessment, draft.question, page, by=by)
    return typed


def _write(
    assessment: Assessment,
    answer: Answer | None,
    question: str,
    text: str,
    save_id: UUID,
    *,
    by: User,
) -> Answer:
    answer = write_answer(assessment, answer, question, text, save_id, by=by, typed=True)
    begin(assessment, by=by)
    if assessment.returned_at:  # else the director has asked for nothing
        meet_requests(assessment, [question], by=by)
    return answer


def _saved_before(assessment: Assessment, draft: Draft, text: str, *, by: User) -> int:
    """The version that the same person once made of the same text: a request that comes late, or a
    page to which the browser went back. 0 for none: a text that was never stored is not
    acknowledged, also when its client has used an id before."""
    events = _saved_since(assessment, draft, by=by)
    return next((e.after["version"] for e in events if e.after["text"] == text), 0)


def _taken_over(assessment: Assessment, draft: Draft, save_id: UUID, *, by: User) -> int:
    """The version of the page's own Save, which went with the id of this very save."""
    return next(
        (
            event.after["version"]
            for event in _saved_since(assessment, draft, by=by)
            if event.after.get("save_id") == str(save_id) and not event.after.get("typed")
        ),
        0,
    )


def _saved_since(assessment: Assessment, draft: Draft, *, by: User) -> QuerySet[Event]:
    return Event.objects.about(assessment.quarter_id, assessment.area).filter(
        verb="answer.save", subject=draft.question, by=by, after__version__gt=draft.version
    )


def _keep_as_superseded(
    assessment: Assessment, question: str, text: str, page: UUID, *, by: User
) -> None:
    """Her page's Save said what she wanted, so there is nothing to decide. An id proves nothing of
    the words that come with it, so they are stored all the same."""
    if assessment.kept_texts.filter(question=question, text=text, by=by).exists():
        return
    keep(assessment, question, text, why_kept(assessment, question), by=by, page=page)
    _supersede(assessment, question, page, by=by)


def _supersede(assessment: Assessment, question: str, page: UUID | None, *, by: User) -> None:
    """The page whose text had to be kept has saved a later one: there is nothing to decide."""
    waiting = assessment.kept_texts.waiting_for(by).filter(question=question, page=page)
    settled = {"settled_at": now(), "outcome": KeptOutcome.SUPERSEDED}
    if page and waiting.update(**settled):
        after = {"outcome": KeptOutcome.SUPERSEDED}
        log_event("answer.settle", by=by, assessment=assessment, subject=question, after=after)
