"""How many numbers of a text agree with the record, contradict it, or cannot be checked.

A number agrees only where something on record was set beside it and says the same. That nothing
was found against it is no agreement: most often there is nothing to set beside it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .checks.base import ReadParagraph
from .finding import Finding, Tier
from .reader.sentence import Number


@dataclass(frozen=True)
class Counted:
    numbers: int = 0  # that are figures
    agree: int = 0
    contradict: int = 0

    @property
    def unchecked(self) -> int:
        """There is nothing on record that could be set beside them."""
        return self.numbers - self.agree - self.contradict

    @classmethod
    def of(cls, many: Iterable["Counted"]) -> "Counted":
        counts = list(many)
        return cls(
            sum(one.numbers for one in counts),
            sum(one.agree for one in counts),
            sum(one.contradict for one in counts),
        )


def count(
    texts: Sequence[ReadParagraph],
    agreeing: Mapping[str, Collection[int]],
    findings: Iterable[Finding],
) -> dict[str, Counted]:
    """By question. `agreeing`: by question, where the numbers begin that agree."""
    against: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        if one.tier is Tier.CONTRADICTS:
            against[one.question].append(one)
    return {
        text.paragraph.question: _counted(
            text, agreeing.get(text.paragraph.question, ()), against[text.paragraph.question]
        )
        for text in texts
    }


def _counted(text: ReadParagraph, agreeing: Collection[int], against: Iterable[Finding]) -> Counted:
    numbers = [number for sentence in text.sentences for number in sentence.figures]
    wrong = _contradicted(numbers, against)
    agree = sum(one.start in agreeing and one.start not in wrong for one in numbers)
    return Counted(len(numbers), agree, len(wrong))


def _contradicted(numbers: Sequence[Number], against: Iterable[Finding]) -> set[int]:
    """Where the numbers begin against which something was found: at their own place, or in a
    sentence of which the finding names them. Numbers stand in order."""
    starts, ends = [one.start for one in numbers], [one.end for one in numbers]
    wrong: set[int] = set()
    for place, values in _by_place(against).items():
        first, after = bisect_right(ends, place[0]), bisect_left(starts, place[1])
        for one in numbers[first:after]:
            if (one.start, one.end) == place or one.written in values:
                wrong.add(one.start)
    return wrong


def _by_place(findings: Iterable[Finding]) -> dict[tuple[int, int], set[str]]:
    """Each stretch of the text once, with all numbers that are named in it."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for one in findings:
        found[one.start, one.end].update(one.values)
    return found
