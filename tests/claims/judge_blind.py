"""Judges the whole test of words, against a record, on sentences written blind to its rules.

    .venv/bin/python -m tests.claims.judge_reader --blind tests/claims/blind

The folder holds `record.csv`, `true.csv` (`id, area, text`) and
`altered.csv` (also `kind` and `kpi`: what is wrong in the sentence, and of which measure).
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from selfassess.claims.engine import Tested, check_texts
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known_from_csv import known_from_csv
from selfassess.claims.paragraph import Paragraph

QUARTER = "2020-21-q2"

Row = Mapping[str, str]


@dataclass(frozen=True)
class Judged:
    """A sentence and what testing it gave."""

    row: Row
    tested: Tested

    def of(self, *tiers: Tier) -> list[Finding]:
        return [one for one in self.tested.findings if one.tier in tiers]

    @property
    def contradicts_its_kpi(self) -> bool:
        return any(one.kpi == self.row["kpi"] for one in self.of(Tier.CONTRADICTS))


@dataclass(frozen=True)
class Judgement:
    true: list[Judged]
    altered: list[Judged]

    @property
    def missed(self) -> list[Judged]:
        return [one for one in self.altered if not one.tested.findings]

    def false_alarms(self, tier: Tier) -> list[tuple[Judged, Finding]]:
        return [(one, finding) for one in self.true for finding in one.of(tier)]

    def __str__(self) -> str:
        return "\n".join((*self._about_altered(), *self._about_true()))

    def _about_altered(self) -> Iterator[str]:
        told = [one for one in self.altered if one.of(Tier.CONTRADICTS)]
        right = [one for one in self.altered if one.contradicts_its_kpi]
        flagged = len(self.altered) - len(self.missed)
        yield f"Altered: {share(flagged, len(self.altered))} flagged in any tier."
        yield f"  {share(len(told), len(self.altered))} as contradicts."
        yield f"  {share(len(right), len(self.altered))} as contradicts, of the KPI that is wrong."
        kinds = Counter(one.row["kind"] for one in self.altered)
        missed, seen = (Counter(one.row["kind"] for one in those) for those in (self.missed, told))
        for kind, count in sorted(kinds.items()):
            found = share(count - missed[kind], count)
            yield f"  {kind}: {found} in any tier, {share(seen[kind], count)} as contradicts."

    def _about_true(self) -> Iterator[str]:
        numbers = sum(one.tested.in_all.numbers for one in self.true)
        for tier in (Tier.CONTRADICTS, Tier.NOT_ON_RECORD, Tier.QUESTION):
            alarms = self.false_alarms(tier)
            hit = share(len({one.row["id"] for one, _ in alarms}), len(self.true))
            yield f"True, “{tier}”: {share(len(alarms), numbers)} of numbers, {hit} of sentences."


def share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "0 of 0"


def judge(folder: Path) -> Judgement:
    known_in = cache(partial(known_from_csv, folder / "record.csv", QUARTER))

    def judged(row: Row) -> Judged:
        paragraph = Paragraph(row["text"], row["area"], "text")
        return Judged(row, check_texts([paragraph], known_in(row["area"])))

    true, altered = _rows(folder / "true.csv"), _rows(folder / "altered.csv")
    return Judgement(list(map(judged, true)), list(map(judged, altered)))


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def lines_of(judgement: Judgement) -> Iterator[str]:
    """The shares, every false alarm, every miss, and what was flagged for another reason."""
    yield str(judgement)
    for tier in Tier:
        for one, finding in judgement.false_alarms(tier):
            yield f"  false, {tier}, {finding.kind}: {one.row['id']}: {one.row['text']}"
            yield f"      {finding.for_writer}"
    for one in judgement.missed:
        yield f"  missed, {_named(one)}"
    for one in judgement.altered:
        if one.tested.findings and not one.contradicts_its_kpi:
            yield f"  flagged otherwise, {_named(one)}"
            for finding in one.tested.findings:
                yield f"      {finding.tier}, {finding.kind}: {finding.for_writer}"


def _named(one: Judged) -> str:
    return "{kind}, {kpi}: {id}: {text}".format(**one.row)
