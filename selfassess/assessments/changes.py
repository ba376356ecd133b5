"""What changed since the director returned an area: each request beside what became of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Max, Subquery

from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.text_diff import Comparison, compare

from .models import Assessment, Comment, CommentKind
from .reading import QuestionView, SectionView


@dataclass(frozen=True)
class Change:
    """One answer (or section), what was asked about it, and how it differs from what was sent."""

    section: SectionView
    title: str
    requests: list[Comment]
    diff: Comparison | None  # none where a list was changed, or nothing

    @property
    def is_answered_without_change(self) -> bool:
        return any(comment.reply for comment in self.requests)


def changes(assessment: Assessment, sections: list[SectionView]) -> list[Change]:
    """In the order of the form. Nothing for an area that was never returned."""
    if assessment.returned_at is None:
        return []
    before = _texts_as_sent(assessment)
    return [change for section in sections for change in _of(section, before)]


def last_recall(assessment: Assessment) -> Event | None:
    """Its head took it back and has not sent it again since. Whoever takes back, sends no more:
    what was returned or reopened was sent, so its trail need not be read."""
    if assessment.state != State.IN_PROGRESS or assessment.sent_at:
        return None
    trail = Event.objects.about(assessment.quarter_id, assessment.area).select_related("by")
    last = trail.filter(verb__in=("assessment.send", "assessment.return", "assessment.recall"))
    event = last.order_by("-pk").first()
    return event if event and event.verb == "assessment.recall" else None


def reopenings(assessments: Iterable[Assessment]) -> dict[int, Event]:
    """Assessment → its reopening, with the reason, until the director decides about it again."""
    back = [a for a in assessments if a.is_with_its_head and a.returned_at]
    if not back:
        return {}
    decided = Event.objects.filter(
        quarter__in={a.quarter_id for a in back},
        area__in={a.area for a in back},
        verb__in=("assessment.return", "assessment.reopen"),
    )
    last = {(e.quarter, e.area): e for e in decided.select_related("by").order_by("pk")}
    found = ((a.pk, last.get((a.quarter_id, a.area))) for a in back)
    return {pk: event for pk, event in found if event and event.verb == "assessment.reopen"}


def _texts_as_sent(assessment: Assessment) -> dict[str, str]:
    """Question → its text when the area last came back, read from the trail. A live figure in it
    says what it says today, so that only what somebody changed counts as a change."""
    trail = Event.objects.about(assessment.quarter_id, assessment.area)
    back = trail.filter(verb__in=("assessment.return", "assessment.reopen")).order_by("-pk")
    saved = trail.filter(verb="answer.save", pk__lt=Subquery(back.values("pk")[:1]))
    last = saved.order_by().values("subject").annotate(last=Max("pk")).values("last")
    saved = Event.objects.filter(pk__in=last)
    return {event.subject: assessment.words(event.after["text"]) for event in saved}


def _of(section: SectionView, before: dict[str, str]) -> Iterator[Change]:
    asked = [comment for comment in section.comments if comment.kind == CommentKind.CHANGE]
    if asked:
        yield Change(section, section.title, asked, None)
    for row in section.rows:
        diff = _diff(row, before)
        asked = [comment for comment in row.comments if comment.kind == CommentKind.CHANGE]
        if diff or asked:
            yield Change(section, row.asked, asked, diff)


def _diff(row: QuestionView, before: dict[str, str]) -> Comparison | None:
    earlier = before.get(row.key, "")
    return None if earlier == row.text else compare(earlier, row.text)


def summary(found: list[Change]) -> str:
    """You asked for 2 changes. 1 is made, 1 is answered without a change."""
    asked = [comment for change in found for comment in change.requests]
    if not asked:
        return ""
    replied = sum(bool(comment.reply) for comment in asked)
    open_ = sum(comment.is_open_request for comment in asked)
    made = len(asked) - replied - open_
    told = [
        _told(made, "made"),
        _told(replied, "answered without a change"),
        _told(open_, "still open"),
    ]
    words = ", ".join(part for part in told if part)
    return f"You asked for {len(asked)} change{'' if len(asked) == 1 else 's'}: {words}."


def _told(number: int, what: str) -> str:
    return f"{number} {'is' if number == 1 else 'are'} {what}" if number else ""
