"""Words set beside the record: longer texts, the record and a whole quarter, beside one answer of
300 words with the record in hand."""

from functools import partial
from itertools import cycle

from selfassess.assessments.models import Answer
from selfassess.claims.engine import check_texts
from selfassess.claims.known import Known
from selfassess.claims.known_from_database import known_of
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reading import findings_of
from selfassess.quarters.models import Quarter

from .timing import Subjects

QUARTER, AREA = "2020-21-q1", "mash"  # the demo's issued quarter
AN_ANSWER = "300 words: read, linked and checked"
LONGEST = 10_000  # characters of an answer


def subjects() -> Subjects:
    quarter = Quarter.objects.get(code=QUARTER)
    known = known_of(quarter, [AREA])[AREA]
    most = longest()
    return {
        AN_ANSWER: partial(check, words(300), known),
        f"{LONGEST // 2:,} characters": partial(check, most[: LONGEST // 2], known),
        f"{LONGEST:,} characters": partial(check, most, known),
        "the record of an area, from the database": partial(known_of, quarter, [AREA]),
        "a whole quarter": partial(findings_of, quarter.assessments.with_words()),
    }


def check(text: str, known: Known) -> None:
    check_texts([Paragraph(text, AREA, "know")], known)


def written() -> list[str]:
    """The words of an area, in their order."""
    texts = Answer.objects.filter(assessment__quarter=QUARTER, assessment__area=AREA)
    return " ".join(texts.values_list("text", flat=True)).split(" ")


def words(number: int) -> str:
    source = cycle(written())
    return " ".join(next(source) for _ in range(number))


def longest() -> str:
    return words(LONGEST)[:LONGEST]
