"""Percentages that do not make all: of grades, or of a list that seems meant to be whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..finding import Tier
from ..reader.rounding import explained_by_rounding, half_step
from ..reader.sentence import Number, Role, Sentence
from .grades import grade_of
from .outline import Problem, between

FEWEST_SHARES = 4  # of a list that is not of grades: three may be of anything
LEAST, MOST = 85, 115  # per cent: what shares make that seem meant to be all


def wrong_grades(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """Shares of grades: “19% good, 63% requires improvement, 19% inadequate”."""
    run: list[Number] = []
    seen: set[str] = set()
    for number in figures:
        grade = grade_of(sentence, number) if number.unit == "%" else ""
        if not grade or grade in seen:
            yield from _grades_that_fail(run)
            run, seen = [], set()
        if grade:
            run.append(number)
            seen.add(grade)
    yield from _grades_that_fail(run)


def _grades_that_fail(shares: Sequence[Number]) -> Iterator[Problem]:
    total = sum((share.value for share in shares), start=Decimal(0))
    if len(shares) < 2 or total == 100:
        return
    told = f"{' + '.join(share.written for share in shares)} = {total}%."
    if counts := explained_by_rounding(shares):
        numbers = ", ".join(map(str, counts.counts[:-1])) + f" and {counts.counts[-1]}"
        beside = f"{told} Rounding can explain it: {numbers} of {counts.whole}."
        if len(shares) > 2:
            yield Problem(Tier.QUESTION, beside, tuple(shares))
    elif total > 100:
        yield Problem(Tier.CONTRADICTS, told, tuple(shares))


def wrong_lists(sentence: Sentence, figures: Sequence[Number]) -> Iterator[Problem]:
    """A list of shares that seem meant to be all, and are not."""
    run: list[Number] = []
    for number in figures:
        if run and not (_is_share(number) and _goes_on(between(sentence, run[-1], number))):
            yield from _list_that_fails(run)
            run = []
        if _is_share(number):
            run.append(number)
    yield from _list_that_fails(run)


def _list_that_fails(shares: Sequence[Number]) -> Iterator[Problem]:
    total = sum((share.value for share in shares), start=Decimal(0))
    slack = sum((half_step(share.decimals) for share in shares), start=Decimal(0))
    if len(shares) >= FEWEST_SHARES and LEAST <= total <= MOST and abs(total - 100) > slack:
        told = f"{' + '.join(share.written for share in shares)} = {total}%, not 100%."
        yield Problem(Tier.QUESTION, told, tuple(shares))


def _is_share(number: Number) -> bool:
    return number.unit == "%" and number.role is not Role.CHANGE and number.upper is None


def _goes_on(words: str) -> bool:
    return len(words) <= 60 and ("," in words or " and " in words) and ";" not in words
