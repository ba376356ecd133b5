"""What bringing a document in would write now, and what would stay out, each with its reason."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from performance.counted import is_counted, refusal
from performance.figure_checks import check_parts
from performance.models import Kpi, Measure
from performance.number_format import half_up
from selfassess.access import OVERVIEW, Permission, areas_where
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.writing import LONGEST_ANSWER
from selfassess.plain_text import tidy
from selfassess.quarters.dates import QuarterPeriod
from selfassess.records.models import Action, Strength

from .models import Document
from .outcome import answers_of
from .placing import Piece
from .placing.days import period_in
from .placing.pieces import ACTIONS, FIGURES, SCORE, STRENGTHS

WRITTEN = "Something is written there already, and it is never replaced"
THERE = "It is there already"
FIRST_TITLES = 3  # of a document, which say of which quarter it is


@dataclass
class Plan:
    """`stays`: number of a piece → why it is not brought in."""

    pieces: list[Piece]
    stays: dict[int, str] = field(default_factory=dict)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)  # area, question → text
    strengths: list[Piece] = field(default_factory=list)
    actions: list[Piece] = field(default_factory=list)
    figures: list[Piece] = field(default_factory=list)
    scores: list[Piece] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        names = ("answers", "strengths", "actions", "figures", "scores")
        return {name: len(getattr(self, name)) for name in names}

    @property
    def told(self) -> str:
        """“1 answer, 2 strengths, …”, as people call what there is."""
        words = {name: "ratings" if name == "scores" else name for name in self.counts}
        return ", ".join(
            f"{number} {words[name].removesuffix('s') if number == 1 else words[name]}"
            for name, number in self.counts.items()
        )

    @property
    def named(self) -> QuarterPeriod | None:
        """The quarter that the document's own titles name, where they name one."""
        titles = [piece.text for piece in self.pieces if piece.heading][:FIRST_TITLES]
        return next((found for text in titles if (found := period_in(text))), None)

    @property
    def does_something(self) -> bool:
        return any(self.counts.values())


def areas_of(user: User, area: str = "") -> list[str]:
    """The areas into which somebody may bring documents; of these one, where that was said."""
    allowed = areas_where(user, Permission.IMPORT_DOCUMENTS)
    return [slug for slug in allowed if slug != OVERVIEW and area in ("", slug)]


def make(document: Document, *, by: User) -> Plan:
    return Planner(document, by).plan()


class Planner:
    """Reads what is there once, whatever the number of pieces."""

    def __init__(self, document: Document, by: User) -> None:
        self.document = document
        self.allowed = set(areas_of(by, document.area))
        self.here = self._assessments(document.quarter_id)
        self.then = self._assessments(document.period) if document.period else {}
        keys = [assessment.pk for assessment in self.here.values()]
        strengths = Strength.objects.filter(assessment__in=keys)
        self.strengths = {
            (s.assessment.area, s.text) for s in strengths.select_related("assessment")
        }
        actions = Action.objects.in_areas(self.here).open_in(document.quarter_id)
        self.actions = {(action.area, action.text) for action in actions}
        measures = Measure.objects.filter(quarter_id=document.period)
        self.measured = set(measures.values_list("kpi_id", flat=True))
        kpis = Kpi.objects.in_force(document.period) if document.period else Kpi.objects.none()
        self.kpis = {kpi.code: kpi for kpi in kpis}

    @staticmethod
    def _assessments(quarter: str) -> dict[str, Assessment]:
        found = Assessment.objects.of_areas().filter(quarter=quarter).with_answers()
        return {assessment.area: assessment for assessment in found}

    def plan(self) -> Plan:
        plan = Plan(self.document.as_pieces())
        by_area: dict[str, list[tuple[int, Piece]]] = defaultdict(list)
        for number, piece in enumerate(plan.pieces):
            if not piece.heading and piece.place:
                by_area[piece.area].append((number, piece))
        for area, numbered in by_area.items():
            if area not in self.allowed:
                self._stay(plan, numbered, "You may not bring documents into this area")
                continue
            for number, piece in numbered:
                self._one(plan, number, piece)
            self._answers(plan, area, numbered)
        return plan

    @staticmethod
    def _stay(plan: Plan, numbered: Iterable[tuple[int, Piece]], why: str) -> None:
        plan.stays |= {number: why for number, _ in numbered}

    def _closed(self, piece: Piece, section: str) -> str:
        """Why nothing can be written in this section, as a sentence without its point."""
        own = piece.place in (FIGURES, SCORE)
        if own and not self.document.period:
            return "Say of which quarter the document is"
        assessment = (self.then if own else self.here).get(piece.area)
        if assessment is None:
            return "The portal has no assessment of this area in that quarter"
        return assessment.locked_in(section).rstrip(".")

    def _one(self, plan: Plan, number: int, piece: Piece) -> None:
        """Everything but answers, which are made of several pieces."""
        into = {
            STRENGTHS: (plan.strengths, "strengths"),
            ACTIONS: (plan.actions, "development"),
            FIGURES: (plan.figures, "indicators"),
            SCORE: (plan.scores, "rating"),
        }.get(piece.place)
        if into is None:
            return
        pieces, section = into
        if why := self._closed(piece, section) or self._there(plan, piece):
            plan.stays[number] = why
        else:
            pieces.append(piece)

    def _there(self, plan: Plan, piece: Piece) -> str:
        if piece.place == STRENGTHS:
            return THERE if (piece.area, tidy(piece.text)) in self.strengths else ""
        if piece.place == ACTIONS:
            return THERE if (piece.area, action_text(piece)) in self.actions else ""
        if piece.place == FIGURES:
            kpi = self.kpis.get(piece.kpi)
            if kpi is None or kpi.area != piece.area:
                return "This is no KPI of the area in that quarter"
            if is_counted(piece.kpi):
                return refusal(piece.kpi).rstrip(".")
            twice = any(one.kpi == piece.kpi for one in plan.figures)
            if piece.kpi in self.measured or twice:
                return WRITTEN
            _, wrong = check_parts(kpi, *numbers_of(piece).values())
            return wrong.rstrip(".")
        rating = self.then[piece.area].rating_or_none
        given = rating and (rating.value is not None or rating.not_rated)
        return WRITTEN if given or any(one.area == piece.area for one in plan.scores) else ""

    def _answers(self, plan: Plan, area: str, numbered: list[tuple[int, Piece]]) -> None:
        for question, text in answers_of(piece for _, piece in numbered).items():
            own = [(number, piece) for number, piece in numbered if piece.place == question]
            assessment = self.here.get(area)
            section = assessment.section_of(question) if assessment else ""
            answer = assessment.answer_to(question) if assessment else None
            if why := self._closed(own[0][1], section) or (
                WRITTEN if answer and answer.text else ""
            ):
                self._stay(plan, own, why)
                continue
            while len(text) > LONGEST_ANSWER and own:
                number, _ = own.pop()
                plan.stays[number] = f"An answer has {LONGEST_ANSWER:,} characters at most"
                text = answers_of(piece for _, piece in own).get(question, "")
            if text:
                plan.answers[area, question] = text


def numbers_of(piece: Piece) -> dict[str, Decimal | None]:
    """What a piece says of a KPI, as a measure has it."""
    return {
        "value": half_up(Decimal(piece.value), 4),
        "numerator": Decimal(piece.numerator) if piece.numerator else None,
        "denominator": Decimal(piece.denominator) if piece.denominator else None,
    }


def action_text(piece: Piece) -> str:
    """What is done, with what the document says of its day where that is more than a day."""
    said = tidy(piece.text)
    printed = tidy(piece.due_printed)
    if printed and not is_only_a_day(printed):
        said += f"\nTimescale in the document: {printed}"
    return said


def is_only_a_day(printed: str) -> bool:

    return bool(
        re.fullmatch(r"[\d./-]+|\d{1,2}(st|nd|rd|th)? [A-Za-z]+ \d{4}|[A-Za-z]+ \d{4}", printed)
    )
