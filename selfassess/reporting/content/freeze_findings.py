"""What testing the words gave, frozen: counts, and each finding that stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst

from selfassess.access import OVERVIEW
from selfassess.assessments.models import Assessment
from selfassess.assessments.overview import FIRST_PAGE
from selfassess.claims.finding import QUOTED_ALREADY, READER, WRITER, Finding, Tier
from selfassess.claims.models import Decision
from selfassess.claims.quiet import count_quiet_kinds, loud
from selfassess.claims.reading import AreaFindings, between_areas
from selfassess.claims.standing import Standing, State, standings, tally
from selfassess.plain_text import around
from selfassess.records.action_state import ActionState
from selfassess.schema_fields import Prose, Typed

from . import schema

LONGEST = 300  # characters of a text that is quoted
COMPARISON = "comparison"  # the kind of a comparison with official figures


class Tested:
    """The words of a quarter's areas, set beside the record, with what was decided about it."""

    def __init__(
        self,
        assessments: Iterable[Assessment],
        found: Mapping[str, AreaFindings],
        states: Mapping[str, list[ActionState]],
    ) -> None:
        self.assessments = {one.area: one for one in assessments}
        self.found, self.states = found, states
        decisions = Decision.objects.filter(assessment__in=self.assessments.values())
        self.decisions = list(decisions.with_people())
        self.quiet = count_quiet_kinds()

    def add_to(self, area: schema.AreaContent) -> None:
        """Say how many numbers agree, and beside each comparison that fails what official figures
        say. An area that a final leaves out says nothing."""
        if not area.included:
            return
        area.tested, said = self._tested(area.slug), self._otherwise(area.slug)
        for section in area.sections:
            for answer in section.answers:
                answer.otherwise = said(answer.question)
        self._beside_records(area, said)
        states = self.states.get(area.slug, [])
        for action, state in zip(area.actions, states, strict=True):
            own = f"action-{state.action.pk}"
            action.otherwise = said(f"{own}-progress", f"{own}-difference")
        for indicator in area.indicators:
            indicator.otherwise = said(f"remark-{indicator.code}")

    def _beside_records(self, area: schema.AreaContent, said: "Otherwise") -> None:
        """Beside strengths and evidence, which stand in the order of their rows."""
        stored = self.assessments[area.slug]
        lists: dict[str, tuple[Sequence[Any], Any, tuple[str, ...]]] = {
            "strength": (area.strengths, stored.strengths, ("", "-evidence")),
            "audit": (area.evidence.audits, stored.audits, ("",)),
            "voice": (area.evidence.voices, stored.voices, ("", "-changed")),
            "fact": (area.evidence.facts, stored.facts, ("",)),
        }
        for word, (parts, rows, texts) in lists.items():
            for part, row in zip(parts, rows.all(), strict=True):
                part.otherwise = said(*(f"{word}-{row.pk}{text}" for text in texts))

    def add_to_overview(self, overview: schema.Overview) -> None:
        if OVERVIEW in self.found and self.found[OVERVIEW].counted:
            overview.tested = self._tested(OVERVIEW)
            overview.otherwise = self._otherwise(OVERVIEW)(OVERVIEW, FIRST_PAGE)

    def between_areas(self) -> list[schema.FindingContent]:
        """One thing with two values in two areas."""
        return [
            _finding(one, self.found[one.finding.area])
            for one in self._standings(between_areas(self.found))
        ]

    def _tested(self, area: str) -> schema.TestedContent:
        found = self.found[area]
        numbers = found.in_all
        stand = self._standings(found.findings)
        counts = tally(stand)
        return schema.TestedContent(
            numbers=numbers.numbers,
            agree=numbers.agree,
            contradict=numbers.contradict,
            unchecked=numbers.unchecked,
            not_on_record=counts.not_on_record,
            explained=counts.explained + counts.accepted,
            open=counts.undecided,
            left_out=list(found.left_out),
            findings=[
                _finding(one, found)
                for one in stand
                if one.finding.tier != Tier.NOT_ON_RECORD  # these are counted alone
            ],
        )

    def _standings(self, findings: Sequence[Finding]) -> list[Standing]:
        return standings(loud(findings, self.quiet), self.decisions)

    def _otherwise(self, area: str) -> "Otherwise":
        return Otherwise(self.found[area].findings)


class Otherwise:
    """What official figures say where a comparison does not hold, by the text that makes it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.said: dict[str, list[str]] = {}
        for one in findings:
            if one.kind == COMPARISON and one.tier == Tier.CONTRADICTS:
                self.said.setdefault(one.question, []).append(to_readers(one.beside))

    def __call__(self, *questions: str) -> Prose:
        return Prose(
            " ".join(dict.fromkeys(one for key in questions for one in self.said.get(key, ())))
        )


def _finding(one: Standing, found: AreaFindings) -> schema.FindingContent:
    said, why = one.finding, one.explanation
    return schema.FindingContent(
        kind=said.kind,
        tier=str(said.tier),
        where=Typed(capfirst(found.title_of(said.question).rstrip(".?"))),
        quoted=Prose(around(said.quoted, said.written, LONGEST)),
        written=Typed(said.written),
        beside=Typed(to_readers(said.beside)),
        source=Typed(said.source),
        kpi=said.kpi,
        explained=one.state in (State.EXPLAINED, State.ACCEPTED) or bool(said.explained),
        accepted=one.state == State.ACCEPTED,
        reason=Prose(why.reason if why else said.explained),
    )


def to_readers(beside: str) -> str:
    """Without the sentence that tells its writer what stands in the text, which is printed; where
    it says more than that, as of the text."""
    said = QUOTED_ALREADY.sub("", beside)
    return READER + said[len(WRITER) :] if said.startswith(WRITER) else said
