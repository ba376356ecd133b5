"""Real sentences of inspection reports and council papers, each with its own record."""

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from selfassess.claims.known import Known, Recorded, What

from ..record import BEFORE, KPIS, NOW, figure
from .counting import count_altered, count_true

YEAR = "2019/20"
PERIODS = {"now": NOW, "before": BEFORE, "target": NOW} | dict.fromkeys(
    ("england", "region", "neighbours"), YEAR
)


def developed_on(sentence_id: str) -> bool:
    """Is it among the three quarters on which the rules and the vocabulary were made?"""
    return int(hashlib.sha256(sentence_id.encode()).hexdigest(), 16) % 4 != 3


def judged(data: Path, *, developed: bool) -> Counter:
    counts: Counter = Counter()
    records = _records(data)
    for row in _rows(data / "council_sentences.csv"):
        if developed_on(row["id"]) is developed and row["consistent"] == "yes":
            count_true(row["sentence"], _known(records[row["id"]]), counts)
    for row in _rows(data / "council_altered.csv"):
        if developed_on(row["id"]) is developed:
            known = _known(records[row["id"]])
            for of in ("all", row["kind_of_change"]):
                count_altered(row["sentence"], known, None, counts, of)
    return counts


def _records(data: Path) -> dict[str, list[Recorded]]:
    found: dict[str, list[Recorded]] = defaultdict(list)
    for row in _rows(data / "council_record.csv"):
        if row["kpi"] in KPIS and row["role"] in PERIODS and _is_number(row["value"]):
            value = row["value"].replace(",", "")
            what, period = What(row["role"]), PERIODS[row["role"]]
            found[row["sentence_id"]].append(figure(row["kpi"], value, what, period))
    return found


def _known(figures: list[Recorded]) -> Known:
    """Such a text belongs to no area of ours, so that no KPI comes before others."""
    return Known(quarter=NOW, figures=tuple(figures), kpis=KPIS)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.replace(",", "")).is_finite()
    except InvalidOperation:
        return False


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
