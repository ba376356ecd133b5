"""Judges the reader of numbers on sentences that somebody else has labelled.

    .venv/bin/python -m tests.claims.judge_reader SENTENCES.csv

The columns are `id`, `sentence`, `consistent` (yes or no) and `facts`, such as
“85=LC08:now; 20=other:other”: each number as it is written, the KPI that it tells of, and its role.
“other:other” is a number that is set beside nothing, such as an age.

    .venv/bin/python -m tests.claims.judge_reader --blind tests/claims/blind

judges the whole test of words against a record: see judge_blind.py.
"""

import argparse
import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from selfassess.claims.checks import own_numbers, parts
from selfassess.claims.checks.base import ReadParagraph
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known import Known
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.number_words import value_of
from selfassess.claims.reader.read import read
from selfassess.claims.reader.sentence import Number
from selfassess.claims.reader.shares import share_of

NEAR = Decimal("0.01")  # “a third” has no end


@dataclass
class Judgement:
    """What became of the labelled numbers, and what the reader added to them."""

    facts: int = 0
    found: int = 0
    figures: int = 0  # facts that tell of something measured or counted
    read_as_figures: int = 0
    numbers: int = 0
    not_labelled: list[str] = field(default_factory=list)  # figures that no fact names
    missing: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)  # in sentences that are consistent
    rightly_found: list[str] = field(default_factory=list)  # in those that are not

    def __str__(self) -> str:
        extra, wrong, right = map(len, (self.not_labelled, self.false_alarms, self.rightly_found))
        return (
            f"{self.found} of {self.facts} labelled numbers found, {self.read_as_figures} of "
            f"{self.figures} figures as figures.\n"
            f"Of {self.numbers} numbers {extra} taken for figures that nobody labelled.\n"
            f"Beside their own numbers: {wrong} contradictions in consistent sentences, {right} in "
            "others."
        )


def judge(rows: Iterable[Mapping[str, str]]) -> Judgement:
    judgement = Judgement()
    for row in rows:
        _judge_facts(row, judgement)
        told = [f"{row['id']}: {finding.beside}" for finding in _contradictions(row["sentence"])]
        consistent = row["consistent"] == "yes"
        (judgement.false_alarms if consistent else judgement.rightly_found).extend(told)
    return judgement


def _judge_facts(row: Mapping[str, str], judgement: Judgement) -> None:
    numbers = [number for sentence in read(row["sentence"]) for number in sentence.numbers]
    judgement.numbers += len(numbers)
    labelled: set[int] = set()
    for written, is_figure in _facts(row["facts"]):
        hits = [at for at, number in enumerate(numbers) if _says(number, _value(written))]
        labelled.update(hits)
        judgement.facts += 1
        judgement.found += bool(hits)
        judgement.figures += is_figure
        judgement.read_as_figures += is_figure and any(numbers[at].is_figure for at in hits)
        if not hits:
            judgement.missing.append(f"{row['id']}: {written}")
    judgement.not_labelled += [
        f"{row['id']}: {number.written}"
        for at, number in enumerate(numbers)
        if number.is_figure and at not in labelled
    ]


def _facts(labels: str) -> Iterator[tuple[str, bool]]:
    for fact in filter(None, (label.strip() for label in labels.split(";"))):
        written, _, told = fact.partition("=")
        yield written.strip(), told.strip() != "other:other"


def _value(written: str) -> Decimal:
    plain = written.replace(",", "")
    if re.fullmatch(r"[\d.]+", plain):
        return Decimal(plain)
    try:
        return value_of(plain)
    except KeyError:
        return share_of(plain)


def _says(number: Number, value: Decimal) -> bool:
    return value == number.upper or abs(number.value - value) < NEAR


def _contradictions(text: str) -> Iterator[Finding]:
    paragraph = ReadParagraph(Paragraph(text, area="mash", question="know"), read(text))
    for check in (own_numbers.check, parts.check):
        for finding in check(paragraph, Known("2020-21-q1")):
            if finding.tier is Tier.CONTRADICTS:
                yield finding


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("file", type=Path, nargs="?")
    chosen.add_argument("--blind", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    if arguments.blind:
        _print_blind(arguments.blind)
    else:
        _print_reading(arguments.file)


def _print_blind(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfassess.settings")
    import django

    django.setup()
    from .judge_blind import judge, lines_of

    print(*lines_of(judge(folder)), sep="\n")


def _print_reading(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        judgement = judge(csv.DictReader(file))
    print(judgement)
    for title in ("missing", "not_labelled", "false_alarms", "rightly_found"):
        for line in getattr(judgement, title):
            print(f"  {title.replace('_', ' ')}: {line}")


if __name__ == "__main__":
    main()
