"""Words set beside the record: longer texts, the record and a whole quarter, beside one answer of
300 words with the record in hand; and bin/bench words, the milliseconds of processor that each
answer of the demo costs. No sentence is remembered from before."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import batched, cycle
from statistics import median
from time import process_time

from selfassess.assessments.models import Answer
from selfassess.claims.engine import check_texts
from selfassess.claims.known import Known
from selfassess.claims.known_from_database import known_of
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reading import findings_of
from selfassess.quarters.models import Quarter
from tests.claims.remembered import forget_sentences

from .timing import Subjects

QUARTER, AREA = "2020-21-q1", "mash"  # the demo's issued quarter
AN_ANSWER = "300 words: read, linked and checked"
LONGEST = 10_000  # characters of an answer
ROUNDS = 10
USUAL = 300  # words of one
LIMITS = {f"{USUAL} words": 20, f"{LONGEST:,} characters": 150}  # milliseconds


def subjects() -> Subjects:
    quarter = Quarter.objects.get(code=QUARTER)
    known = known_of(quarter, [AREA])[AREA]
    most = longest()
    return {
        AN_ANSWER: partial(check, words(USUAL), known),
        f"{LONGEST // 2:,} characters": partial(check, most[: LONGEST // 2], known),
        f"{LONGEST:,} characters": partial(check, most, known),
        "the record of an area, from the database": partial(known_of, quarter, [AREA]),
        "a whole quarter": partial(findings_of, quarter.assessments.with_words()),
    }


def run() -> None:
    """Of the demo, which somebody has loaded."""
    print(f"{'Milliseconds of processor':32} {'texts':>6} {'median':>7} {'most':>7} {'limit':>7}")
    missed = False
    for (what, limit), texts in zip(LIMITS.items(), (answers(), [everything()]), strict=True):
        costs = [cost(partial(check, text, known)) for text, known in texts]
        missed = missed or max(costs) > limit
        line = f"{median(costs):7.1f} {max(costs):7.1f} {limit:7}"
        print(f"  {what:30} {len(costs):6} {line}")
    if missed:
        raise SystemExit(1)


def answers() -> Iterable[tuple[str, Known]]:
    """Each 300 words of each area, with the record of the area."""
    quarter = Quarter.objects.get(code=QUARTER)
    for area in quarter.assessments.values_list("area", flat=True):
        known = known_of(quarter, [area])[area]
        for some in batched(written(area), USUAL):
            if len(some) == USUAL:
                yield " ".join(some), known


def everything() -> tuple[str, Known]:
    """As many characters as an answer may have, no sentence of them twice."""
    quarter = Quarter.objects.get(code=QUARTER)
    areas = quarter.assessments.values_list("area", flat=True)
    text = " ".join(word for area in areas for word in written(area))
    return text[:LONGEST], known_of(quarter, [AREA])[AREA]


def cost(reads: Callable[[], None]) -> float:
    """Milliseconds of processor: the median of some rounds."""

    def once() -> float:
        begun = process_time()
        reads()
        return 1000 * (process_time() - begun)

    return median(once() for _ in range(ROUNDS))


def check(text: str, known: Known) -> None:
    forget_sentences()
    check_texts([Paragraph(text, AREA, "know")], known)


def written(area: str = AREA) -> list[str]:
    """The words of an area, in their order."""
    texts = Answer.objects.filter(assessment__quarter=QUARTER, assessment__area=area)
    return " ".join(texts.values_list("text", flat=True)).split(" ")


def words(number: int) -> str:
    source = cycle(written())
    return " ".join(next(source) for _ in range(number))


def longest() -> str:
    return words(LONGEST)[:LONGEST]
