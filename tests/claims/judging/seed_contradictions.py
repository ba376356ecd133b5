"""What contradicts itself or the record in what a council really published, typed into the demo's
open quarter: each must be found, and what is right must not.

The sentences are not in this repository: they are named by their ids in `seed_claims.csv`.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from selfassess.claims.engine import check_area, check_council
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known import Known, RatingOnRecord
from selfassess.claims.known_from_database import known_of
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.rating_evidence import rule
from selfassess.claims.suggested_rating import Evidence
from selfassess.quarters.models import Quarter
from services.registry import all_areas

OPEN = "2020-21-q2"
OVERVIEW, CARE_LEAVERS = "overview", "care-leavers"


@dataclass(frozen=True)
class Case:
    """Sentences that stand in the same texts of some areas. `kinds`: what may find it."""

    name: str
    texts: Mapping[str, tuple[str, ...]]  # area → ids of sentences, in their order
    kinds: tuple[str, ...]  # none for what is right
    rating: int | None = None


CASES = (
    Case("12 applications, of 9 and 5", {"lac": ("308",)}, ("parts",)),
    Case("7 cases graded, then 8", {"mash": ("153", "154")}, ("parts",)),
    Case("grades that make 101%", {"mash": ("142",)}, ("parts",)),
    Case("345 and 349 children", {"lac": ("264",), "safeguarding": ("208",)}, ("two_values",)),
    Case("75% and 96%", {"safeguarding": ("199", "200")}, ("number", "own_numbers")),
    Case("a rating of 0", {CARE_LEAVERS: ("323",)}, ("rating",), rating=0),
    Case("a quarter that is over", {OVERVIEW: ("4",)}, ("dates",)),
    Case("more in work than neighbours", {CARE_LEAVERS: ("339",)}, ("comparison",)),
    Case("official figures of 2018", {"lac": ("264",)}, ("number", "comparison")),
    Case("a backlog that is gone, with 12 waiting", {"lac": ("311",)}, ("target",)),
    Case("366 of 1,938 are 18.89%", {"mash": ("92",)}, ()),
    Case("better accommodation than neighbours", {CARE_LEAVERS: ("338",)}, ()),
)


def lines(data: Path) -> list[str]:
    """One for each case, and one for all."""
    if not Quarter.objects.filter(code=OPEN).exists():
        return ["The seed's contradictions are typed in the demo; this database has none."]
    quarter = Quarter.objects.get(code=OPEN)
    known = known_of(quarter, [OVERVIEW, *(area.slug for area in all_areas())])
    sentences = _sentences(data)
    told = [(case, _told(case, known, sentences)) for case in CASES]
    wrong = [any(one.kind in case.kinds for one in of) for case, of in told if case.kinds]
    right = [not _contradicting(of) for case, of in told if not case.kinds]
    return [
        f"The seed's contradictions in {quarter.name}: {sum(wrong)} of {len(wrong)} found; "
        f"{sum(right)} of {len(right)} that are right pass",
        *(_line(case, of) for case, of in told),
    ]


def _told(case: Case, known: Mapping[str, Known], sentences: Mapping[str, str]) -> list[Finding]:
    found: list[Finding] = []
    read = {}
    for area, ids in case.texts.items():
        text = " ".join(sentences[one] for one in ids)
        rated = _rated(known[area], case.rating) if case.rating is not None else known[area]
        tested = check_area([Paragraph(text, area, "know")], rated)
        assert not tested.left_out, tested.left_out
        found += tested.findings
        read[area] = tested.read
    if len(read) > 1:
        found += check_council(read, {area: known[area] for area in read})
    return found


def _rated(known: Known, value: int) -> Known:
    rating = RatingOnRecord(Decimal(value), known.area, Evidence(), rule(), has_reason=False)
    return replace(known, rating=rating)


def _contradicting(found: list[Finding]) -> list[Finding]:
    return [one for one in found if one.tier is Tier.CONTRADICTS]


def _line(case: Case, found: list[Finding]) -> str:
    of = [one for one in found if one.kind in case.kinds] if case.kinds else _contradicting(found)
    return f"  {case.name}: {', '.join(sorted({f'{one.kind}, {one.tier}' for one in of})) or '-'}"


def _sentences(data: Path) -> dict[str, str]:
    with (data / "seed_claims.csv").open(newline="", encoding="utf-8") as file:
        return {row["sid"]: row["sentence"] for row in csv.DictReader(file)}
