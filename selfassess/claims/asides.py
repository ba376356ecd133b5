"""What stands beside one box while it is written: a sentence, and a box for each sentence of the
text in which something was found, of which at most three stand open."""

from collections.abc import Iterable
from dataclasses import dataclass

from selfassess.claims.counted import Counted
from selfassess.claims.finding import Finding
from selfassess.claims.models import Decision
from selfassess.claims.replacing import is_made_of
from selfassess.claims.scope import Found, Row

MOST = 3  # sentences that stand open; the others are folded
MOST_DRAWN = 20  # findings: whoever has more has enough to look at


@dataclass(frozen=True)
class Box:
    """One sentence, and all that was found in it."""

    rows: list[Row]
    follows: bool  # the record's figure was put into it before

    @property
    def finding(self) -> Finding:
        return self.rows[0].standing.finding

    @property
    def is_open(self) -> bool:
        return any(row.standing.contradicts and row.standing.is_open for row in self.rows)


@dataclass(frozen=True)
class Aside:
    counted: Counted
    to_look_at: list[Box]
    folded: list[Box]
    number: int  # of sentences with an open contradiction
    quiet: int
    more: int = 0  # findings that are not drawn
    left_out: tuple[str, ...] = ()


def aside_of(found: Found, question: str) -> Aside:
    """Only what contradicts the record stands open, with all else of its sentence. What is not on
    record is folded, as is what was explained; what the text does not say is asked before sending.
    """
    rows = [row for row in found.of_question(question) if not row.standing.is_question]
    boxes = in_boxes(rows[:MOST_DRAWN], found.used)
    number = sum(box.is_open for box in in_boxes(rows, ()))
    wrong = [box for box in boxes if box.is_open]
    others = [box for box in boxes if not box.is_open]
    return Aside(
        counted=found.area.counted.get(question, Counted()),
        to_look_at=wrong[:MOST],
        folded=[*wrong[MOST:], *others],
        number=number,
        quiet=sum(row.standing.finding.question == question for row in found.quiet),
        more=max(0, len(rows) - MOST_DRAWN),
        left_out=found.area.left_out,
    )


def in_boxes(rows: Iterable[Row], used: Iterable[Decision]) -> list[Box]:
    """In the order in which each sentence first comes. What is about no sentence stands alone. That
    a number is on no record is not said once more where the sentence contradicts itself by it."""
    sentences: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        finding = row.standing.finding
        sentences.setdefault((finding.question, finding.quoted or finding.key), []).append(row)
    return [
        Box(_once(of), any(_is_made_of(question, sentence, one) for one in used))
        for (question, sentence), of in sentences.items()
    ]


def _once(rows: list[Row]) -> list[Row]:
    told = {v for row in rows if row.standing.contradicts for v in row.standing.finding.values}
    return [
        row
        for row in rows
        if row.standing.contradicts
        or row.standing.decisions
        or row.standing.finding.written not in told
    ]


def _is_made_of(question: str, sentence: str, used: Decision) -> bool:
    """Is it the sentence in which the record's figure took a number's place?"""
    return used.question == question and is_made_of(sentence, used.quoted, used.written)
