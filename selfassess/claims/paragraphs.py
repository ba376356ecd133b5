"""Every text of an assessment that may claim something, with the page on which it is changed.

A text's key is its question's; a text of a list has the record's number in it, so that it stays the
same when the list is put in another order: “strength-12”, “strength-12-evidence”.
"""

from collections.abc import Iterable, Iterator

from django.urls import reverse

from selfassess.assessments.addresses import answer_page, indicators_page
from selfassess.assessments.models import Assessment
from selfassess.records.action_state import ActionState
from selfassess.records.models import Record

from .known import Known
from .paragraph import Paragraph

# Of each list: its name among an assessment's and in addresses, the word of its texts' keys, its
# section, its texts with what they are; the first text has no word of its own in its key
LISTS = (
    ("strengths", "strength", "strengths", {"text": "", "evidence": "how you know"}),
    ("audits", "audit", "evidence", {"learning": "learning"}),
    ("voices", "voice", "evidence", {"said": "what they said", "changed": "what changed"}),
    ("facts", "fact", "evidence", {"note": "note"}),
)
OF_AN_UPDATE = {"progress": "progress", "difference": "the difference it made"}


def paragraphs_of(
    assessment: Assessment,
    known: Known,
    previous: Assessment | None = None,
    states: Iterable[ActionState] = (),
) -> list[Paragraph]:
    """The texts of an assessment that hold anything.

    `assessment` comes `with_words`, and with its lists to save queries, `previous` `with_answers`.
    `states` are its actions in the quarter, and `known` has its comments on indicators.
    """
    found = [*_answers(assessment, previous)]
    if not assessment.is_overview:
        found += [*_records(assessment), *_actions(assessment, states)]
        found += [*_comments(assessment, known)]
    return [paragraph for paragraph in found if paragraph.text.strip()]


def _answers(assessment: Assessment, previous: Assessment | None) -> Iterator[Paragraph]:
    before = {answer.question: answer.text for answer in previous.answers.all()} if previous else {}
    for answer in assessment.answers.all():
        key = answer.question
        yield Paragraph(
            text=answer.text,
            area=assessment.area,
            question=key,
            address=answer_page(assessment, key),
            before=before.get(key, ""),
            title=answer.asked or _asked(assessment, key),
        )


def _asked(assessment: Assessment, question: str) -> str:
    try:
        return str(assessment.config.question(question).text)
    except LookupError:
        return question


def _records(assessment: Assessment) -> Iterator[Paragraph]:
    for kind, word, section, fields in LISTS:
        records: Iterable[Record] = getattr(assessment, kind).all()
        for number, record in enumerate(records, start=1):
            args = [assessment.quarter_id, assessment.area, section, kind, record.pk]
            page = reverse("record-edit", args=args)
            for place, (field, of) in enumerate(fields.items()):
                yield Paragraph(
                    text=getattr(record, field),
                    area=assessment.area,
                    question=f"{word}-{record.pk}" + (f"-{field}" if place else ""),
                    address=page,
                    title=f"{word.capitalize()} {number}" + (f", {of}" if of else ""),
                )


def _actions(assessment: Assessment, states: Iterable[ActionState]) -> Iterator[Paragraph]:
    for number, state in enumerate(states, start=1):
        args = [assessment.quarter_id, assessment.area, state.action.pk]
        for field, of in OF_AN_UPDATE.items() if state.update else ():
            yield Paragraph(
                text=getattr(state.update, field),
                area=assessment.area,
                question=f"action-{state.action.pk}-{field}",
                address=reverse("action-update", args=args),
                title=f"Action {number}, {of}",
            )


def _comments(assessment: Assessment, known: Known) -> Iterator[Paragraph]:
    for kpi in known.kpis.values():
        if kpi.comment and kpi.area == assessment.area:
            yield Paragraph(
                text=kpi.comment,
                area=assessment.area,
                question=f"remark-{kpi.code}",
                address=indicators_page(assessment, kpi.code),
                title=f"Comment on {kpi.code}",
            )
