"""Setting words beside the record costs in proportion to the text, whatever is in it, and is done
with plain data: no query, nothing read from elsewhere."""

from collections.abc import Callable
from time import process_time

import pytest

from selfassess.claims.engine import check_texts
from selfassess.claims.known import Known, What
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.read import _numbers

from .record import figure, known
from .remembered import forget_sentences

GROWTH = 2.5  # of the cost, for twice the text
TRIES = 3  # before it counts: a machine that is busy with the longer text alone tells nothing
LONGEST = 3_000  # characters; an answer has 10,000, which cost as much for each
RECORD = known(
    figure("MA03", "74.6"),
    figure("MA03", "80", What.BEFORE, period="2020-21-q1"),
    figure("MA03", "88", What.ENGLAND, period="2019/20"),
    figure("MA01", "412"),
)
BAIT = {
    "numbers": "7 ",
    "one sentence": "Of 12 children 3 were seen and 40% of them late, ",
    "figures of a kpi": "45% of contacts were decided within 24 hours, better than England; ",
    "digits of other scripts": "١٢٣ ４５ ",
    "a number too large": "1e309 ",
    "dates": "It will open by May 2020 and in June 2019. ",
    "words that improve": "Audits show that practice has improved, not only to improve. ",
    "children": "Children and young people and children and ",
    "percentages that touch": "😀99.9%",
    "changes": "up from 1% to 2% ",
    "wishes": "we want 85% of contacts in time ",
    "slices": "at weekends in our best week from schools ",
    "without an end": "a" * 50,
}


def cost(text: str, known: Known) -> float:
    """The least of several, because a busy machine only ever adds."""

    def once() -> float:
        forget_sentences()
        begun = process_time()
        check_texts([Paragraph(text, "mash", "evidence")], known)
        return process_time() - begun

    return min(once() for _ in range(3))


def test_whoever_changes_one_sentence_has_one_sentence_read():
    forget_sentences()
    text = " ".join(f"Of {number} contacts {number - 5} were seen." for number in range(20, 60))
    for said in (text, text.replace("Of 33 ", "Of 34 ")):
        check_texts([Paragraph(said, "mash", "evidence")], RECORD)
    assert _numbers.cache_info().misses == 41
    assert _numbers.cache_info().hits == 39


def grows(measure: Callable[[str], float], text: str) -> float:
    half = measure(text[: len(text) // 2])
    return measure(text) / max(half, 0.002)  # below it the clock counts more than the text


@pytest.mark.parametrize("bait", BAIT.values(), ids=BAIT)
def test_twice_the_text_costs_at_most_two_and_a_half_times(bait):
    text = (bait * LONGEST)[:LONGEST]
    assert any(grows(lambda text: cost(text, RECORD), text) <= GROWTH for _ in range(TRIES))
