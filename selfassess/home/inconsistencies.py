"""What does not add up in an area, as sentences with a link. Nothing here accuses: each says what
stands beside what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto

from django.urls import reverse

from performance.indicator import Indicator
from performance.models import Kpi, Measure
from performance.number_format import with_unit
from performance.rag import Status
from selfassess.assessments.models import Assessment
from selfassess.assessments.reading import SectionView
from selfassess.assessments.workflow import SENT
from selfassess.claims.checks.rating import rating
from selfassess.claims.checks.unchanged import how_alike
from selfassess.claims.known import Known
from selfassess.claims.rating_evidence import evidence_of, rating_on_record
from selfassess.records.action_state import OFTEN, ActionState
from selfassess.records.templatetags.records import times
from services.base import CheckContext
from services.common import CHECKS, there_is_a_figure

ABOUT_GAPS = (*CHECKS, there_is_a_figure)


@dataclass(frozen=True)
class Area:
    """One area of the quarter, with everything that is set side by side."""

    now: Assessment
    last: Assessment | None
    sections: list[SectionView]
    indicators: list[Indicator]
    actions: list[ActionState]

    @property
    def action_states(self) -> list[ActionState]:
        """Of open actions."""
        return [state for state in self.actions if not state.is_finished]

    @property
    def off_target(self) -> int:
        return sum(one.status == Status.OFF_TARGET for one in self.indicators)

    @property
    def completed(self) -> int:
        return sum(section.is_completed for section in self.sections)

    def url(self, section: str) -> str:
        return reverse("section", args=[self.now.quarter_id, self.now.area, section])


class Weight(IntEnum):
    """How bad it is: an area off target comes before a date that moved."""

    WORDS_OFF_TARGET = auto()  # words contradict a figure that is off target
    WORDS = auto()
    RATING = auto()
    SOURCES = auto()
    FIGURES = auto()
    DATES = auto()
    SAME_TEXT = auto()


@dataclass(frozen=True)
class Inconsistency:
    area: Area
    kind: str  # Two sources disagree
    about: str  # what the link says
    url: str
    said: str  # the rest of the sentence, or a whole one
    weight: Weight

    @property
    def colon(self) -> str:
        """Between the link and a sentence of its own, unless a question asks for it."""
        is_whole = self.said[:1].isupper() and not self.about.endswith("?")
        return ":" if is_whole else ""


def worst_first(found: Iterable[Inconsistency]) -> list[Inconsistency]:
    """Of two alike, that of the area of which more is off target."""
    return sorted(found, key=lambda one: (one.weight, -one.area.off_target))


def inconsistencies(area: Area) -> Iterator[Inconsistency]:
    """Words and rating are looked at once they are sent: before, they may change."""
    yield from _two_sources(area)
    if area.now.state in SENT:
        yield from _rating(area)
    yield from _own_checks(area)
    yield from _audits(area)
    yield from _moved_dates(area)
    if area.now.state in SENT:
        yield from _same_text(area)


def _two_sources(area: Area) -> Iterator[Inconsistency]:
    for one in area.indicators:
        if one.adopted is None or not one.others:
            continue
        other, stands = one.others[0], one.adopted
        url = reverse("sources", args=[area.now.quarter_id, area.now.area, one.kpi.code])
        said = f"is {stands.shown} in {stands.source}, {other.shown} in {other.source}."
        if stands.settle_by:
            said += f" To be settled by {stands.settle_by:%-d %B}."
        kind = f"Two sources{_apart(stands, other, one.kpi)}"
        yield Inconsistency(area, kind, one.kpi.name, url, said, Weight.SOURCES)


def _apart(stands: Measure, other: Measure, kpi: Kpi) -> str:
    """“, 21 points apart”; nothing where one of them saw no cases."""
    if stands.comparable is None or other.comparable is None:
        return ""
    apart = with_unit(abs(stands.comparable - other.comparable), "")
    return f", {apart}{' points' if kpi.is_percent else ''} apart"


def _rating(area: Area) -> Iterator[Inconsistency]:
    on_record = rating_on_record(
        area.now,
        area.last,
        evidence_of(area.indicators, area.now.audits.all(), area.actions),
    )
    for found in rating((), Known(area.now.quarter_id, rating=on_record)):
        said = (
            f"{found.beside} The area says: “{found.explained}”"
            if found.explained
            else found.beside
        )
        url = area.url("rating")
        yield Inconsistency(area, "Rating and evidence", found.quoted, url, said, Weight.RATING)


def _own_checks(area: Area) -> Iterator[Inconsistency]:
    """What the area's own declaration finds; that something is still missing is not odd."""
    if not area.now.config.installed:
        return
    context = CheckContext(
        area.now,
        indicators={one.kpi.code: one for one in area.indicators},
        facts=area.now.facts.all(),
    )
    for check in area.now.config.checks:
        if check in ABOUT_GAPS:
            continue
        for problem in check(area.now.config, context):
            url = area.url(problem.section)
            said = f"{problem.text.rstrip('.')}."
            name = area.now.name
            yield Inconsistency(area, "Figures that differ", name, url, said, Weight.FIGURES)


def _audits(area: Area) -> Iterator[Inconsistency]:
    for audit in area.now.audits.all():
        if audit.inconsistency:
            yield Inconsistency(
                area,
                "Grades that do not add up",
                str(audit),
                area.url("evidence"),
                audit.inconsistency,
                Weight.FIGURES,
            )


def _moved_dates(area: Area) -> Iterator[Inconsistency]:
    for stands in area.action_states:
        if stands.moved >= OFTEN and stands.due:
            url = reverse("action", args=[stands.action.pk])
            said = f"has had its date moved {times(stands.moved)}, now to {stands.due:%-d %B %Y}."
            about = str(stands.action).rstrip(".")
            kind = "A date that keeps moving"
            yield Inconsistency(area, kind, about, url, said, Weight.DATES)


def _same_text(area: Area) -> Iterator[Inconsistency]:
    for section in area.sections:
        for row in section.rows:
            before = row.previous.text if row.previous else ""
            if alike := how_alike(row.text, before):
                url = reverse("review", args=[area.now.quarter_id, area.now.area])
                kind, said = "Same text as last quarter", f"is {alike}, {row.words} words."
                yield Inconsistency(area, kind, row.asked, url, said, Weight.SAME_TEXT)
