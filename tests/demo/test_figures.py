"""fixtures/demo/figures.csv gives each of the document's 142 figures one place, or a reason.

The ledger's `where` is followed to the loaded database, and the figure must be there.
"""

from collections import Counter
from decimal import Decimal

import pytest

from performance.counted import SOURCE
from performance.models import Measure
from selfassess.assessments.models import Rating
from selfassess.demo.figures import table
from selfassess.demo.load import ISSUED
from selfassess.records.models import Audit, Fact

from . import places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

LEDGER = table("figures.csv")
PLACES = {  # nothing had to be left out; earlier values stand beside their figures as outturns
    "measure": 23,
    "audit": 22,
    "fact": 44,
    "target": 4,
    "rating": 8,
    "narrative": 33,
    "repeat": 8,
}


def at(place: str) -> list[dict[str, str]]:
    return [row for row in LEDGER if row["place"] == place]


def wheres(row: dict[str, str]) -> list[str]:
    return row["where"].split("; ")


def test_each_of_the_142_figures_has_one_place():
    assert [row["id"] for row in LEDGER] == [f"F{number:03}" for number in range(1, 143)]
    assert Counter(row["place"] for row in LEDGER) == PLACES


def test_what_is_only_told_or_repeated_says_why():
    for row in LEDGER:
        if row["place"] in ("narrative", "repeat", "left out", "fact"):
            assert row["reason"], row["id"]


def test_each_measure_has_this_value(subtests):
    for row in at("measure"):
        with subtests.test(row["id"]):
            assert Decimal(row["value"]) in places.measured(row["where"])


def test_each_target_has_this_value(subtests):
    for row in at("target"):
        with subtests.test(row["id"]):
            assert {places.aimed_at(where) for where in wheres(row)} == {Decimal(row["value"])}


def test_each_further_figure_has_this_value(subtests):
    for row in at("fact"):
        with subtests.test(row["id"]):
            assert places.counted(row["where"]) == Decimal(row["value"])


def test_each_audit_has_this_many_at_this_grade(subtests):
    for row in at("audit"):
        with subtests.test(row["id"]):
            assert places.graded(row["where"]) == Decimal(row["value"])


def test_each_rating_is_as_given_and_a_blank_one_is_not_rated(subtests):
    for row in at("rating"):
        expected = (Decimal(row["value"]), False) if row["value"] else (None, True)
        with subtests.test(row["id"]):
            rating = places.rated(row["where"])
            assert (rating.value, rating.not_rated) == expected


def test_what_is_told_stands_where_the_ledger_says(subtests):
    for row in at("narrative"):
        with subtests.test(row["id"]):
            texts = [places.told(where) for where in wheres(row)]
            assert all(texts)
            assert not row["value"] or all(places.mentions(t, row["value"]) for t in texts)


def test_a_repeat_names_the_figure_it_repeats(subtests):
    for row in at("repeat"):
        with subtests.test(row["id"]):
            repeated = next(other for other in LEDGER if other["id"] == row["where"])
            assert repeated["place"] != "repeat"
            assert repeated["value"] == row["value"]


def test_the_issued_quarter_holds_no_figure_that_is_not_in_the_ledger():
    entered = Measure.objects.filter(quarter=ISSUED).exclude(source=SOURCE)
    assert entered.count() == PLACES["measure"]
    assert Fact.objects.filter(assessment__quarter=ISSUED).count() == PLACES["fact"]
    assert Rating.objects.filter(assessment__quarter=ISSUED).count() == PLACES["rating"]
    told = {row["where"] for row in LEDGER if row["place"] == "audit"}
    for audit in Audit.objects.filter(assessment__quarter=ISSUED).select_related("assessment"):
        for grade in audit.grades:
            assert f"{audit.assessment.area}/evidence/audits/{audit}/{grade}" in told
