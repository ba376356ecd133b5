"""The short form of `python -m tests.claims.judging`: what it counts, and bounds that hold."""

import random
from collections import Counter

from selfassess.claims.known import What

from .judging import sample
from .judging.altering import altered
from .judging.council import developed_on
from .judging.counting import count_altered, count_true
from .record import figure, known

LAST = 7  # the number of the sample's newest quarter


def test_altered_figures_differ_and_keep_decimals_and_unit():
    chance = random.Random(1)  # noqa: S311 - always the same
    for written in ("74.6%", "1,204", "7%", "100%", "26 weeks", "0.5%"):
        other = altered(written, chance)
        assert other != written
        assert other.lstrip("0123456789.,") == written.lstrip("0123456789.,")


def test_what_was_developed_on_is_told_by_the_id_alone():
    kinds = {developed_on(f"X{number}") for number in range(20)}
    assert kinds == {True, False}
    assert developed_on("X1") is developed_on("X1")


def test_true_and_altered_texts_are_counted():
    record, counts = known(figure("MA03", "74.6"), figure("MA03", "70", What.BEFORE)), Counter()
    found = count_true("74.6% of contacts were decided in time.", record, counts)
    count_altered("47.6% of contacts were decided in time.", record, found, counts, "all")
    assert (counts["numbers read"], counts["false contradicts"]) == (1, 0)
    assert (counts["all: flagged"], counts["all: contradicts"]) == (1, 1)


def test_the_newest_quarter_of_the_sample_is_read_without_a_false_alarm():
    counts = sample.judged(LAST)
    assert counts["numbers read"] > 80
    assert counts["false contradicts"] == 0
    assert counts["not on record"] <= counts["texts"]
    of = "percentages and rates"
    assert counts[f"{of}: flagged"] >= 0.9 * counts[f"{of}: altered"]
    assert counts[f"{of}: contradicts"] >= 0.8 * counts[f"{of}: altered"]
