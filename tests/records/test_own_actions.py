"""Somebody's own actions across areas: whoever owns one may read it, and no other."""

from datetime import date, datetime

import pytest

from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.operations import raise_action, update_action
from tests.factories import get_assessment, make_quarter
from tests.ui.page import Page

QUARTER = "2020-21-q2"


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def owned(cast):
    """Two of the viewer's in two areas, and one of the deputy's."""
    make_quarter(QUARTER)
    first = {"text": "See children sooner.", "first_due": date(2020, 9, 1)}
    second = {"text": "Meet families first.", "first_due": date(2020, 12, 1)}
    return [
        raise_action(get_assessment(QUARTER), first | {"owner_person": cast.viewer}, by=cast.head),
        raise_action(
            get_assessment(QUARTER, "early-help"),
            second | {"owner_person": cast.viewer},
            by=cast.other_head,
        ),
        raise_action(get_assessment(QUARTER), second | {"owner_person": cast.deputy}, by=cast.head),
    ]


def test_they_stand_on_one_page_whatever_their_area(owned, cast, sign_in):
    page = Page(sign_in(cast.viewer).get("/actions/mine/").text)
    assert page.all("//h2/text()") == ["Overdue (1)", "Due by 31 December (1)"]
    assert page.all("//tbody//th/a/text()") == ["See children sooner.", "Meet families first."]
    assert page.words("//*[@id='count']") == "2 open, 1 overdue."


def test_nobody_else_reads_them_there(owned, cast, sign_in):
    page = sign_in(cast.nobody).get("/actions/mine/").text
    assert "You own no open action." in page
    assert "children sooner" not in page


def test_the_owner_opens_her_own_action_and_no_other(owned, cast, sign_in):
    viewer = sign_in(cast.viewer)
    update_action(
        owned[0],
        get_assessment(QUARTER),
        {"status": "under_way", "progress": "Two posts are filled."},
        version=0,
        by=cast.head,
    )
    assert "Two posts are filled." in viewer.get(f"/actions/{owned[0].pk}/").text
    assert viewer.get(f"/actions/{owned[2].pk}/").status_code == 404
    owned[0].refresh_from_db()
    owned[0].owner_person = cast.deputy
    owned[0].save()
    assert viewer.get(f"/actions/{owned[0].pk}/").status_code == 404


def test_the_board_leads_to_ones_own(owned, cast, sign_in):
    page = Page(sign_in(cast.deputy).get("/actions/").text)
    assert page.all("//a[@href='/actions/mine/']/text()") == ["Your own actions (1)"]
    assert "/actions/mine/" not in sign_in(cast.head).get("/actions/").text
