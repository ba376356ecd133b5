"""Every text of an assessment that may claim something, with the page on which it is changed.

A text's key is its question's; a text of a list has the record's number in it, so that it stays the
same when the list is put in another order: “strength-12”, “strength-12-evidence”.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from selfassess.assessments.addresses import answer_page, indicators_page
from selfassess.assessments.models import Assessment
from selfassess.live_figures.notation import WRITTEN
from selfassess.records.action_state import ActionState
from selfassess.records.models import Audit, Fact, Record, Strength, Voice

from .known import Known
from .paragraph import Paragraph


@dataclass(frozen=True)
class Texts:
    """The texts of a kind of record: its word in their keys, in addresses and the section it stands
    in. The first text has no word of its own in its key."""

    word: str
    kind: str
    section: str
    fields: dict[str, str]  # and what each is, in words


TEXTS: dict[type[Record], Texts] = {
    Strength: Texts("strength", "strengths", "strengths", {"text": "", "evidence": "how you know"}),
    Audit: Texts("audit", "audits", "evidence", {"learning": "learning"}),
    Voice: Texts("voice", "voices", "evidence", {"said": "said", "changed": "what changed"}),
    Fact: Texts("fact", "facts", "evidence", {"note": "note"}),
}
OF_AN_UPDATE = {"progress": "progress", "difference": "the difference it made"}


def answers_of(assessment: Assessment, before: Mapping[str, str]) -> list[Paragraph]:
    """The answers that hold anything, with what their live figures say. `before`: last quarter's,
    by question."""
    return [
        Paragraph(
            text=words,
            area=assessment.area,
            question=answer.question,
            address=answer_page(assessment, answer.question),
            before=before.get(answer.question, ""),
            title=answer.asked or asked_in(assessment, answer.question),
            live=tuple(_live(answer.text, words, assessment)),
        )
        for answer in assessment.answers.all()
        if (words := answer.words).strip()
    ]


def _live(written: str, words: str, assessment: Assessment) -> Iterator[tuple[int, int]]:
    """Where in the words stands what a live figure says, in the order in which they are written."""
    at = 0
    for match in WRITTEN.finditer(written) if words != written else ():  # an older text has none
        said = assessment.words(match.group())
        start = words.find(said, at)
        if said != match.group() and start >= 0:
            at = start + len(said)
            yield start, at


def texts_of_lists(
    assessment: Assessment,
    known: Known,
    *,
    states: Iterable[ActionState] = (),
    records: Iterable[Record] = (),
) -> list[Paragraph]:
    """The other texts that hold anything: of its strengths and evidence (`records`), of its actions
    (`states`), and its comments on indicators, which `known` has."""
    if assessment.is_overview:
        return []
    found = [
        *_records(assessment, records),
        *_actions(assessment, states),
        *_comments(assessment, known),
    ]
    return [paragraph for paragraph in found if paragraph.text.strip()]


def asked_in(assessment: Assessment, question: str) -> str:
    """What an area asks, in words; the key of what is no question of it."""
    try:
        return str(assessment.config.question(question).text)
    except LookupError:
        return question


def _records(assessment: Assessment, records: Iterable[Record]) -> Iterator[Paragraph]:
    numbers: Counter[type[Record]] = Counter()
    for record in records:
        of = TEXTS[type(record)]
        numbers[type(record)] += 1
        args = [assessment.quarter_id, assessment.area, of.section, of.kind, record.pk]
        page = reverse("record-edit", args=args)
        title = f"{of.word.capitalize()} {numbers[type(record)]}"
        for place, (field, said) in enumerate(of.fields.items()):
            text = getattr(record, field)
            yield Paragraph(
                text=assessment.words(text) if field in record.live_fields else text,
                area=assessment.area,
                question=f"{of.word}-{record.pk}" + (f"-{field}" if place else ""),
                address=page,
                title=f"{title}, {said}" if said else title,
                of_some=isinstance(record, Audit | Voice),
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
                text=assessment.words(kpi.comment),
                area=assessment.area,
                question=f"remark-{kpi.code}",
                address=indicators_page(assessment, kpi.code),
                title=f"Comment on {kpi.code}",
            )
