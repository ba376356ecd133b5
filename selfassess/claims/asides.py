"""What stands beside one box while it is written: a sentence, and at most three findings."""

from dataclasses import dataclass

from selfassess.claims.reading import Counted
from selfassess.claims.scope import Found, Row

MOST = 3  # findings that stand open; the others are folded


@dataclass(frozen=True)
class Aside:
    counted: Counted
    to_look_at: list[Row]
    folded: list[Row]
    number: int  # of open contradictions
    quiet: int
    left_out: tuple[str, ...] = ()


def aside_of(found: Found, question: str) -> Aside:
    """Only what contradicts the record stands open. What is not on record is folded, as is what
    was explained; what the text does not say is asked before sending."""
    rows = [row for row in found.of_question(question) if not row.standing.is_question]
    wrong = [row for row in rows if row.standing.contradicts and row.standing.is_open]
    others = [row for row in rows if row not in wrong]
    return Aside(
        counted=found.area.counted.get(question, Counted()),
        to_look_at=wrong[:MOST],
        folded=[*wrong[MOST:], *others],
        number=len(wrong),
        quiet=sum(row.standing.finding.question == question for row in found.quiet),
        left_out=found.area.left_out,
    )
