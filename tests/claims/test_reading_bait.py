"""Texts that are typed to make a reader slow or to make it fail."""

import time

import pytest

from selfassess.claims.checks import own_numbers, parts
from selfassess.claims.checks.base import ReadParagraph
from selfassess.claims.known import Known
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.read import read

from .remembered import forget_sentences

MOST = 2.5  # times, for twice the text
LONGEST = 10_000  # characters of an answer
BAIT = [
    "visits were made to many homes in this place and ",
    "7 ",
    "from 40 to 45 ",
    "6 of 8 of ",
    "27 of whom 24 ",
    "Of 27 children, 4 ",
    "85% (12 of 14), ",
    "42% (246), ",
    "4 were good and ",
    "1,111,",
    "1.1.",
    "1      ",
    "9",
    "twenty-one hundred and ",
    "section 47, 48 ",
    "aged 16 to 17 or ",
    "one in one in ",
    "below the average of 4 and above the target of 5 ",
    "by 4 from 5 to 6 ",
    "A. ",
    "((1",
    "June 20 ",
]
STRANGE = [
    "1e309 and 1E-400 and 0x1f",
    "٣٤ طفلا and ४५% of १२ and ５０％",
    "9" * 500 + "." + "9" * 500 + "%",
    "1" + ",111" * 500,
    "½" * 50 + "0.5½%",
    "−5% +3% ±2 ~40% #4 £ £k %",
    "-- 1/0 0/0 0 of 0 (0%) of 0, 0% of whom 0",
    "Of 0 cases 0 were good and 0 were inadequate.",
    "a hundred hundred and a a dozen thousand",
    "\x00 7\u2028 8\u00a0% \U0001f600 9",
]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_numbers_are_read_without_an_error(text):
    look(text)


@pytest.mark.parametrize("bait", BAIT)
def test_twice_the_text_costs_about_twice_as_much(bait):
    short, long = (bait * LONGEST)[:500], (bait * LONGEST)[:1000]

    assert any(seconds(long) <= MOST * seconds(short) for _ in range(5))


@pytest.mark.long
@pytest.mark.parametrize("bait", BAIT)
def test_twice_the_text_costs_about_twice_as_much_up_to_the_longest_answer(bait):
    short, long = (bait * LONGEST)[: LONGEST // 2], (bait * LONGEST)[:LONGEST]

    assert any(seconds(long) <= MOST * seconds(short) for _ in range(3))


def seconds(text: str) -> float:
    return min(_seconds(text) for _ in range(2))


def _seconds(text: str) -> float:
    forget_sentences()
    begin = time.process_time()
    look(text)
    return time.process_time() - begin


def look(text: str) -> None:
    paragraph = ReadParagraph(Paragraph(text, area="mash", question="know"), read(text))
    for check in (own_numbers.check, parts.check):
        list(check(paragraph, Known("2020-21-q2")))
