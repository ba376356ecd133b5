"""Beside an area's tasks stand its last rating and the actions that are overdue."""

from datetime import date

import pytest

from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.operations import raise_action
from tests.factories import approve_all, get_assessment, make_quarter, write
from tests.ui.page import Page

EARLIER, LAST, NOW = "2019-20-q4", "2020-21-q1", "2020-21-q2"
ADDRESS = f"/{NOW}/mash/"


@pytest.fixture(autouse=True)
def _october(settings):
    settings.TODAY = date(2020, 10, 5)


@pytest.fixture
def panel(mash, sign_in):
    def panel(user, heading: str) -> str:
        page = Page(sign_in(user).get(ADDRESS).text)
        return " ".join(" ".join(page.all(f"//aside//section[h2='{heading}']//text()")).split())

    return panel


def test_the_last_rating_is_said(cast, panel):
    write(get_assessment(make_quarter(LAST)), by=cast.head, rating=7)
    assert "Rated 7 ." in panel(cast.head, "Last time, Q1 2020/21")


def test_a_blank_rating_says_which_was_the_last(cast, panel):
    write(get_assessment(make_quarter(EARLIER)), by=cast.head, rating=5)
    write(get_assessment(make_quarter(LAST)), by=cast.head, rating=None)
    said = panel(cast.director, "Last time, Q1 2020/21")
    assert "Not rated. The last rating was 5 , in Q4 2019/20." in said


def test_a_first_quarter_has_nothing_before_it(cast, mash, sign_in):
    assert "Last time" not in sign_in(cast.head).get(ADDRESS).text


def test_readers_are_not_told_of_a_quarter_that_they_cannot_open(cast, sign_in):
    make_quarter(LAST, state=QuarterState.CLOSED)
    approve_all(make_quarter(NOW))
    Quarter.objects.filter(code=NOW).update(state=QuarterState.ISSUED)
    page = sign_in(cast.viewer).get(ADDRESS)
    assert page.status_code == 200
    assert LAST not in page.text


def test_writers_see_when_it_was_last_saved(cast, mash, sign_in):
    assert "Last saved" not in sign_in(cast.head).get(ADDRESS).text
    write(mash, know="We know.", by=cast.head)
    assert "<dt>Last saved</dt><dd>" in sign_in(cast.head).get(ADDRESS).text


def test_overdue_actions_say_how_late_they_are(cast, mash, panel):
    late = {"text": "Join the front door.", "first_due": date(2020, 9, 17)}
    raise_action(mash, late, by=cast.head)
    raise_action(mash, {"text": "Later.", "first_due": date(2020, 12, 1)}, by=cast.head)
    said = panel(cast.head, "Overdue actions")
    assert "Join the front door." in said
    assert "18 days late" in said
    assert "Later." not in said


def test_three_are_named_and_the_rest_is_one_page_away(cast, mash, panel, sign_in):
    for number in range(5):
        values = {"text": f"Action {number}.", "first_due": date(2020, 9, 17)}
        raise_action(mash, values, by=cast.head)
    assert panel(cast.head, "Overdue actions").count("days late") == 3
    page = Page(sign_in(cast.head).get(ADDRESS).text)
    assert page.all("//aside//a[.='All 5 that are overdue']/@href") == [f"{ADDRESS}development/"]


def test_nothing_is_overdue_any_more_in_an_issued_quarter(cast, mash, sign_in):
    late = {"text": "Join the front door.", "first_due": date(2020, 9, 17)}
    raise_action(mash, late, by=cast.head)
    Quarter.objects.update(state=QuarterState.ISSUED)
    assert "Overdue actions" not in sign_in(cast.director).get(ADDRESS).text
