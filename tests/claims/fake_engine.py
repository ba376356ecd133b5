"""A reader that knows a few numbers, for tests of what is done with findings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selfassess.assessments.models import Answer, Assessment
from selfassess.claims.counted import Counted
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.reading import AreaFindings, TextPlace

ANSWERS = Answer.objects.select_related("assessment__quarter")
NUMBER = re.compile(r"\d[\d.,]*\d%?|\d%?")


@dataclass
class FakeEngine:
    """Of each number in `record` it knows better; of one in `unknown` it finds nothing on record;
    all others agree."""

    record: dict[str, str] = field(default_factory=lambda: {"99.9%": "74.6%"})
    unknown: set[str] = field(default_factory=set)
    silent_about: dict[str, str] = field(default_factory=dict)  # area → what it does not say
    shared: dict[str, tuple[str, str]] = field(default_factory=dict)  # number → area, other value
    kpi: str = "MA03"
    asked: int = 0

    def findings_of(self, assessments: Iterable[Assessment], **more) -> dict[str, AreaFindings]:
        self.asked += 1
        return {assessment.area: self._read(assessment) for assessment in assessments}

    def between_areas(self, found: Mapping[str, AreaFindings]) -> tuple[Finding, ...]:
        return tuple(
            self._finding("two_values", Tier.CONTRADICTS, answer, number, other)
            for number, (area, other) in self.shared.items()
            if area in found
            for answer in Answer.objects.filter(assessment__area=area).select_related(
                "assessment__quarter"
            )
            if number in answer.words
        )

    def _read(self, assessment: Assessment) -> AreaFindings:
        findings, counted, places = [], {}, {}
        for answer in Answer.objects.filter(assessment=assessment).select_related(
            "assessment__quarter"
        ):
            numbers = [match.group() for match in NUMBER.finditer(answer.words)]
            agree, wrong = 0, 0
            for number in numbers:
                if number in self.record:
                    known = self.record[number]
                    wrong += 1
                    found = self._finding("number", Tier.CONTRADICTS, answer, number, known)
                    findings.append(found)
                elif number in self.unknown:
                    findings.append(self._finding("number", Tier.NOT_ON_RECORD, answer, number, ""))
                else:
                    agree += 1
            counted[answer.question] = Counted(len(numbers), agree, wrong)
            places[answer.question] = TextPlace(
                f"“{answer.question}”",
                f"/{assessment.quarter_id}/{assessment.area}/{answer.question}/"
                f"#id_{answer.question}-text",
            )
        if said := self.silent_about.get(assessment.area):
            findings.append(
                Finding("silence", Tier.QUESTION, assessment.area, "know", 0, 0, "", said)
            )
        return AreaFindings(tuple(findings), counted, places)

    def _finding(self, kind: str, tier: Tier, answer: Answer, number: str, known: str) -> Finding:
        sentence = next(s for s in re.split(r"(?<=[.!?])\s+", answer.words) if number in s)
        start = answer.words.index(number)
        beside = f"The record says {known} (Q2, weekly report)." if known else "It is on no record."
        return Finding(
            kind,
            tier,
            answer.assessment.area,
            answer.question,
            start,
            start + len(number),
            sentence,
            beside,
            kpi=self.kpi if known else "",
            values=(known,),
            written=number,
            instead=known,
            live_figure=known and f"{{{self.kpi}}}",
        )
