"""A rating beside what is on record: it is asked about, high and low."""

from dataclasses import replace
from decimal import Decimal

import pytest

from selfassess.claims.checks.rating import rating
from selfassess.claims.finding import Tier
from selfassess.claims.known import Known, RatingOnRecord
from selfassess.claims.suggested_rating import Evidence

from .test_suggested_rating import EVIDENCE, RULE

QUARTER = "2020-21-q2"


def rated(value: str | None, **others) -> RatingOnRecord:
    known = {"evidence": EVIDENCE, "rule": RULE} | others
    return RatingOnRecord(None if value is None else Decimal(value), "mash", **known)


def found(on_record: RatingOnRecord | None) -> list[str]:
    return [one.beside for one in rating((), Known(QUARTER, rating=on_record))]


@pytest.mark.parametrize(
    ("value", "said"), [("7", "2 above"), ("9.5", "4.5 above"), ("1", "2 below")]
)
def test_far_from_the_evidence_it_is_asked_about_either_way(value, said):
    (sentence,) = found(rated(value))
    assert sentence.startswith(f"The evidence suggests 3 to 5; the rating is {said} it.")
    assert "Indicators on target: 2 of 9." in sentence
    assert "Actions overdue: 2 of 9 with a date." in sentence


@pytest.mark.parametrize("value", ["1.5", "3", "5", "6.5", None])
def test_near_it_nothing_is_asked(value):
    assert found(rated(value)) == []


def test_nobody_is_asked_about_an_area_without_a_rating():
    assert found(None) == []


def test_it_is_a_question_about_the_rating_that_a_new_figure_asks_again():
    (one,) = rating((), Known(QUARTER, rating=rated("8")))
    assert (one.kind, one.tier, one.area, one.question) == (
        "rating",
        Tier.QUESTION,
        "mash",
        "rating",
    )
    assert one.quoted == "Rated 8"
    better = replace(EVIDENCE, on_target=3, off_target=5)
    (again,) = rating((), Known(QUARTER, rating=rated("8", evidence=better)))
    assert again.key != one.key


def test_the_areas_own_sentence_goes_with_it():
    (one,) = rating((), Known(QUARTER, rating=rated("8", why_apart="Audits date from April.")))
    assert one.explained == "Audits date from April."


@pytest.mark.parametrize(
    ("value", "evidence", "said"),
    [
        ("7", Evidence(on_target=1, off_target=2), "2 of 3 judged indicators are off target."),
        ("3", Evidence(on_target=4), "None of 4 judged indicators is off target."),
        ("7", Evidence(on_target=2, off_target=2), ""),
        ("3", Evidence(on_target=3), ""),
        ("6.5", Evidence(off_target=9), ""),
    ],
)
def test_with_too_little_for_a_band_figures_are_still_set_beside_it(value, evidence, said):
    assert found(rated(value, evidence=evidence)) == ([said] if said else [])


@pytest.mark.parametrize(("last", "said"), [("2", "2.5 more"), ("6.5", "2 less"), ("5.5", "")])
def test_a_leap_since_the_last_rating_is_asked_about(last, said):
    on_record = rated("4.5", last=Decimal(last), last_quarter="Q1 2020/21")
    assert found(on_record) == ([f"In Q1 2020/21 it was {last}: {said} now."] if said else [])


@pytest.mark.parametrize(("has_reason", "asked"), [(False, True), (True, False)])
def test_a_0_without_a_reason_is_found(has_reason, asked):
    on_record = rated("0", evidence=Evidence(), has_reason=has_reason)
    assert bool(found(on_record)) is asked
