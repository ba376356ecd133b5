"""Saving words: one transaction for a section, one verdict for each answer.

An answer is saved only over the version its author had seen. What cannot be saved is kept
(KeptText) and never thrown away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from selfassess.access import require
from selfassess.accounts.models import User
from selfassess.assessments.models import (
    Answer,
    Assessment,
    KeptOutcome,
    KeptReason,
    KeptText,
    SectionMark,
)
from selfassess.assessments.workflow import State
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale
from selfassess.plain_text import tidy
from selfassess.quarters.clock import now

from .keeping import keep
from .lifecycle import lock, move, resolve

LONGEST_ANSWER = 10_000  # characters; what the report's layout can bear


@dataclass(frozen=True)
class Draft:
    """One answer as it came from a page: the text, and the version the page was made from."""

    question: str
    text: str
    version: int = 0  # 0: there was no answer yet


@dataclass
class Saved:
    """What became of a section's answers."""

    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def save_section(
    assessment: Assessment,
    drafts: Iterable[Draft],
    *,
    by: User,
    save_id: UUID | None = None,
    completed: dict[str, bool] | None = None,
) -> Saved:
    """Save the answers of one page; `completed` says which sections are (not) completed.

    A stale answer is kept aside, the others are saved. When the assessment is locked, every
    changed text is kept aside and nothing is saved. Raises PermissionDenied, never Refused.
    """
    require(by, assessment.write_permission, assessment.area)
    assessment = lock(assessment)
    answers = {answer.question: answer for answer in assessment.answers.all()}
    result = Saved()
    for draft in drafts:
        answer = answers.get(draft.question)
        text = tidy(draft.text)
        if text == (answer.text if answer else ""):
            continue
        locked = assessment.locked_in(assessment.section_of(draft.question))
        if not locked and _is_current(answer, draft, save_id):
            write_answer(assessment, answer, draft.question, text, save_id, by=by)
            result.changed.append(draft.question)
        elif not was_untouched(assessment, draft, text):
            why = why_kept(assessment, draft.question)
            keep(assessment, draft.question, text, why, by=by, page=save_id)
            result.kept.append(draft.question)
    if not assessment.locked_because:
        marked = _mark_sections(assessment, completed or {}, by=by)
        if marked or result.changed:
            begin(assessment, by=by)
        meet_requests(assessment, result.changed, by=by)
    return result


def why_kept(assessment: Assessment, question: str) -> KeptReason:
    locked = assessment.locked_in(assessment.section_of(question))
    return KeptReason.LOCKED if locked else KeptReason.STALE


def _is_current(answer: Answer | None, draft: Draft, save_id: UUID | None) -> bool:
    """Did the author see the version that is there? The page that wrote it certainly did:
    its reply may have been lost, or the author went back in the browser and wrote on."""
    if answer is None:
        return True
    return answer.version == draft.version or (save_id is not None and answer.save_id == save_id)


def was_untouched(assessment: Assessment, draft: Draft, text: str) -> bool:
    """The page was old, but this text in it was not changed: there is nothing to keep."""
    if draft.version == 0:
        return not text
    seen = Event.objects.about(assessment.quarter_id, assessment.area).filter(
        verb="answer.save", subject=draft.question, after__version=draft.version
    )
    return any(event.after["text"] == text for event in seen)


def write_answer(
    assessment: Assessment,
    answer: Answer | None,
    question: str,
    text: str,
    save_id: UUID | None,
    *,
    by: User,
    **noted: bool,
) -> Answer:
    """Write the next version of an answer. `noted`: what the event shall say besides."""
    if answer is None:
        answer = Answer(assessment=assessment, question=question, version=0)
    answer.version += 1
    answer.text, answer.save_id, answer.saved_at, answer.saved_by = text, save_id, now(), by
    answer.save()
    written = {"save_id": save_id} if save_id else {}
    log_event(
        "answer.save",
        by=by,
        assessment=assessment,
        subject=question,
        before={"version": answer.version - 1},
        after=noted | {"version": answer.version, "text": text} | written,
    )
    return answer


def _mark_sections(assessment: Assessment, completed: dict[str, bool], *, by: User) -> bool:
    """Store the marks that differ, and say whether any did."""
    changed = False
    for section, is_completed in completed.items():
        if assessment.is_completed(section) == is_completed or assessment.locked_in(section):
            continue
        SectionMark.objects.update_or_create(
            assessment=assessment, section=section, defaults={"completed": is_completed}
        )
        verb = "section.complete" if is_completed else "section.resume"
        log_event(verb, by=by, assessment=assessment, subject=section)
        changed = True
    return changed


def begin(assessment: Assessment, *, by: User) -> None:
    """The first change of any kind puts a locked assessment under way."""
    if assessment.state in (State.NOT_STARTED, State.RETURNED):
        move(assessment, "start", by=by)


def meet_requests(assessment: Assessment, changed: list[str], *, by: User) -> None:
    """A changed answer meets what the director asked for under its question."""
    if changed:
        resolve(assessment.comments.unresolved().filter(question__in=changed), by=by)


@transaction.atomic
def keep_texts(
    assessment: Assessment,
    drafts: Iterable[Draft],
    reason: str,
    *,
    by: User,
    page: UUID | None = None,
) -> int:
    """Put aside what a person sent while it could not be saved. Returns how many texts differ
    from what is stored."""
    require(by, assessment.write_permission, assessment.area)
    assessment = lock(assessment)
    stored = {answer.question: answer.text for answer in assessment.answers.all()}
    kept = 0
    for draft in drafts:
        text = tidy(draft.text)
        if text != stored.get(draft.question, "") and not was_untouched(assessment, draft, text):
            keep(assessment, draft.question, text, reason, by=by, page=page)
            kept += 1
    return kept


@transaction.atomic
def settle(kept: KeptText, *, outcome: str, text: str, version: int, by: User) -> None:
    """Do with a kept text what its author decided: use it, leave it, or save the combined one.

    `version` is the version of the saved answer she saw beside it. When that has moved on again,
    nothing is settled and Stale is raised: she must see the new text first.
    """
    assessment = lock(kept.assessment)
    require(by, assessment.write_permission, assessment.area)
    kept = KeptText.objects.select_for_update().get(pk=kept.pk)
    if kept.by_id != by.pk:
        raise Refused("Only the person who wrote a kept text decides about it.")
    if kept.settled_at:
        return
    answer = assessment.answer_to(kept.question)
    if (answer.version if answer else 0) != version:
        raise Stale("The saved text has changed again. Look at it once more.", answer)
    if outcome != KeptOutcome.THEIRS:
        if locked := assessment.locked_in(assessment.section_of(kept.question)):
            raise Refused(locked)
        text = tidy(text) if outcome == KeptOutcome.COMBINED else kept.text
        write_answer(assessment, answer, kept.question, text, None, by=by)
        begin(assessment, by=by)
        meet_requests(assessment, [kept.question], by=by)
    kept.settled_at, kept.outcome = now(), outcome
    kept.save(update_fields=["settled_at", "outcome"])
    log_event(
        "answer.settle",
        by=by,
        assessment=assessment,
        subject=kept.question,
        after={"outcome": outcome},
    )
