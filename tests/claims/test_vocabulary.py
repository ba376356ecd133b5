"""Which KPIs a sentence names, by what people call them."""

import pytest

from selfassess.claims.known import KpiWords
from selfassess.claims.reader.vocabulary import vocabulary_of
from selfassess.claims.reader.words import words

from .record import KPIS


def named(text: str, kpis=KPIS) -> set[str]:
    return {one.kpi for one in vocabulary_of(kpis).mentions(words(text))}


def kpi(*also_called: str, code: str = "XX01") -> dict[str, KpiWords]:
    return {code: KpiWords(code, "mash", "A name of its own", "%", "higher", "", "", also_called)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Four in five contacts had a decision within 24 hours.", "MA03"),
        ("We decided 81% of our contacts in time.", "MA03"),
        ("91% of ICPCs fell inside 15 working days.", "SR01"),
        ("Repeat plans make up a fifth of all plans.", "SR03"),
        ("PEP completion is at its best.", "LC13"),
        ("IHAs are late for one child in ten.", "LC12"),
        ("The EET figure for our care leavers is 48%.", "CL03"),
        ("Too many of them are NEET.", "CL04"),
        ("There are 210 CLA at the end of the quarter.", "LC01"),
        ("S47s were finished in time in 93% of cases.", "MA12"),
        ("Vacancies stand at 14% in the service.", "PW03"),
        ("EHCPs are issued within 20 weeks for half.", "CD03"),
        ("Step-ups have come down.", "EH06"),
        ("More EHAs are held by partners.", "EH04"),
        ("Audit quality is better than it was.", "MA14"),
        ("Supervision in the MASH is compliant.", "MA13"),
        ("Most children took part in their review.", "SR13"),
        ("A few young people are out of contact.", "CL01"),
    ],
)
def test_people_s_words_name_a_kpi(text, code):
    assert code in named(text)


def test_every_kpi_is_named_by_something():
    nothing = [code for code, one in KPIS.items() if not one.also_called]
    assert nothing == []


def test_endings_and_little_words_make_no_difference():
    assert named("The reviewing of pathway plans", kpi("pathway plans reviewed")) == set()
    assert named("A pathway plan is reviewed", kpi("pathway plans reviewed")) == {"XX01"}


def test_parts_with_a_plus_may_stand_in_any_order_and_near_each_other():
    kpis = kpi("visits + in time")
    assert named("In time were most of the visits.", kpis) == {"XX01"}
    far = "The visits " + "of a long and winding road that leads to no door " * 4 + "in time"
    assert named(far, kpis) == set()


def test_a_slash_is_either_word():
    kpis = kpi("forms sent/posted")
    assert named("Forms were posted.", kpis) == named("Forms were sent.", kpis) == {"XX01"}


def test_a_word_with_a_hyphen_must_not_be_near():
    assert named("Reviews held for carers", kpi("reviews -carers")) == set()
    assert named("Reviews held for carers", kpi("reviews", "-carers")) == set()
    assert named("Reviews held for children", kpi("reviews -carers")) == {"XX01"}


def test_a_fuller_name_takes_the_place_of_a_piece_of_it():
    kpis = kpi("health assessments") | kpi("first health assessments", code="XX02")
    assert named("The first health assessments were late.", kpis) == {"XX02"}


def test_a_name_with_a_tilde_is_meant_in_the_area_s_own_texts_alone():
    (mention,) = vocabulary_of(kpi("~the visits")).mentions(words("Visits were short."))
    assert mention.own_only
