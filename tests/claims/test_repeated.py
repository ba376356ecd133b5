"""One thing that two checks find in a sentence is said once."""

import pytest

from selfassess.claims.engine import check_texts
from selfassess.claims.known import What
from selfassess.claims.paragraph import Paragraph

from .record import figure, known

RECORD = known(
    figure("MA03", "88.1"),
    figure("MA03", "80", What.BEFORE),
    figure("MA03", "95", What.TARGET),
    figure("MA03", "92", What.ENGLAND, period="2019/20"),
)


def kinds(text: str) -> list[str]:
    found = check_texts([Paragraph(text, "mash", "know")], RECORD).findings
    return [one.kind for one in found if one.tier == "contradicts"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("88.1% of contacts were decided in time, above our target of 95%.", "target"),
        ("88.1% of contacts were decided in time, above the England average of 92%.", "comparison"),
        ("Decisions on contacts in time fell from 80% to 88.1%.", "trend"),
    ],
)
def test_the_check_that_says_more_says_it(text, kind):
    assert kinds(text) == [kind]


def test_other_numbers_of_the_sentence_are_found_besides():
    text = (
        "88.1% of contacts were decided in time, above our target of 95%; we hold 484 plans, "
        "below the average of 465."
    )
    assert kinds(text) == ["own_numbers", "target"]


def test_what_no_record_says_stays():
    assert kinds("We hold 484 plans, below the average of 465.") == ["own_numbers"]
