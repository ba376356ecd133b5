"""An area's answers in any two quarters, word by word."""

import pytest

from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import get_assessment, make_quarter, write
from tests.ui.page import Page

FIRST, THEN, LAST = "2019-20-q2", "2020-21-q1", "2020-21-q2"


@pytest.fixture
def quarters(cast):
    for code, text in (
        (FIRST, "Six in ten decisions came within a day."),
        (THEN, "Seven in ten decisions came within a day."),
        (LAST, "Eight in ten decisions came within a day."),
    ):
        write(get_assessment(make_quarter(code)), know=text, by=cast.head)


def compared(client, query: str = "") -> Page:
    return Page(client.get(f"/{LAST}/mash/compare/{query}").text)


def test_the_quarter_before_stands_there_first(quarters, cast, sign_in):
    page = compared(sign_in(cast.head))
    assert page.all("//section[@id='know']//del/text()") == ["Seven"]
    assert page.all("//section[@id='know']//ins/text()") == ["Eight"]


def test_any_other_can_be_chosen(quarters, cast, sign_in):
    page = compared(sign_in(cast.head), f"?with={FIRST}")
    assert page.all("//option/text()") == ["Q1 2020/21", "Q2 2019/20"]
    assert page.all("//option[@selected]/@value") == [FIRST]
    assert page.all("//section[@id='know']//del/text()") == ["Six"]


def test_the_earlier_one_stands_first_from_either_side(quarters, cast, sign_in):
    page = Page(sign_in(cast.head).get(f"/{FIRST}/mash/compare/?with={LAST}").text)
    assert page.all("//section[@id='know']//del/text()") == ["Six"]
    assert page.all("//section[@id='know']//ins/text()") == ["Eight"]


def test_what_is_the_same_or_is_there_once_says_so(quarters, cast, sign_in):
    write(get_assessment(LAST), know="Seven in ten decisions came within a day.", by=cast.head)
    write(get_assessment(FIRST), evidence="Audits.", by=cast.head)
    client = sign_in(cast.head)
    assert "The same in both quarters:" in compared(client).words("//section[@id='know']")
    evidence = compared(client, f"?with={FIRST}").words("//section[@id='evidence']")
    assert "Answered in Q2 2019/20 only:Audits." in evidence


def test_nobody_compares_with_what_is_out_of_sight(quarters, cast, sign_in):
    Quarter.objects.filter(pk=FIRST).update(state=QuarterState.ISSUED)
    get = sign_in(cast.other_head).get
    assert get(f"/{LAST}/mash/compare/").status_code == 404
    assert get(f"/{LAST}/early-help/compare/?with={FIRST}").status_code == 200
    assert get(f"/{LAST}/early-help/compare/?with=2010-11-q1").status_code == 404


def test_an_area_of_one_quarter_has_nothing_to_compare(cast, sign_in):
    make_quarter(LAST)
    assert "no other quarter" in sign_in(cast.head).get(f"/{LAST}/mash/compare/").text
