"""All sections of an assessment, and the questions in them as they were asked."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from selfassess.assessments.models import Assessment, Comment, share_figures
from selfassess.assessments.parts import parts_of
from selfassess.assessments.workflow import SENT
from services.base import CheckContext, Question
from services.common import SECTIONS

from .question import QuestionView
from .section import SectionView


def sections_of(assessment: Assessment, previous: Assessment | None = None) -> list[SectionView]:
    """The sections of an assessment fetched `with_words` (and, to compare, the one before it).

    What has been sent shows the questions as they were asked then; what is still being written
    shows today's. Comments are read when they were prefetched: prefetch them to save queries.
    """
    share_figures([assessment, *([previous] if previous else [])])
    earlier = {answer.question: answer for answer in previous.answers.all()} if previous else {}
    comments: dict[str, list[Comment]] = {}
    for comment in assessment.comments.all():
        comments.setdefault(comment.question, []).append(comment)
    rows = defaultdict(list)
    for section, key, asked, question in _asked(assessment):
        rows[section].append(
            QuestionView(
                key=key,
                section=section,
                asked=asked,
                question=question,
                answer=assessment.answer_to(key),
                previous=earlier.get(key),
                has_previous_quarter=previous is not None,
                comments=comments.get(key, []),
            )
        )
    return [
        SectionView(
            key=key,
            title=_title(assessment, key),
            rows=rows[key],
            assessment=assessment,
            comments=[] if any(row.key == key for row in rows[key]) else comments.get(key, []),
        )
        for key in _keys(assessment, rows)
    ]


def check_context(assessment: Assessment, sections: list[SectionView]) -> CheckContext:
    """What the area's own checks look at: its figures and what stands beside them."""
    content = {section.key: section.content for section in sections}
    evidence = content.get("evidence")
    return CheckContext(
        assessment,
        indicators={one.kpi.code: one for one in content.get("indicators") or []},
        facts=evidence.facts if evidence else [],
    )


def texts_of(assessment: Assessment) -> Iterator[str]:
    """All its words that may have live figures, as they are stored."""
    yield from (answer.text for answer in assessment.answers.all())
    for part in parts_of(assessment):
        yield from part.texts(part.content(assessment))


def _keys(assessment: Assessment, rows: Iterable[str]) -> list[str]:
    """The declared sections in their order, then those that only old answers remember."""
    sections = assessment.config.sections if assessment.config.installed else SECTIONS
    declared = [section.key for section in sections]
    return declared + [key for key in rows if key not in declared]


def _asked(assessment: Assessment) -> Iterator[tuple[str, str, str, Question | None]]:
    """Section, key, words and declaration of every question of this assessment."""
    live = {
        question.key: (section.key, question)
        for section in assessment.config.sections
        for question in section.questions_in(assessment.quarter_id)
    }
    stored = [answer for answer in assessment.answers.all() if answer.asked]
    if stored and (assessment.state in SENT or not assessment.config.installed):
        for answer in stored:
            declared = live.get(answer.question, ("", None))[1]
            yield answer.section, answer.question, answer.asked, declared
        return
    for key, (section, question) in live.items():
        yield section, key, question.text, question
    for answer in assessment.answers.all():
        if answer.question not in live and answer.text:  # a question that is no longer asked
            yield answer.section or "know", answer.question, answer.asked or answer.question, None


def _title(assessment: Assessment, key: str) -> str:
    known = {section.key: section.title for section in (*SECTIONS, *assessment.config.sections)}
    return known.get(key, key.capitalize())
