"""The board in pages: a hundred actions each, and totals of all."""

from datetime import date, datetime

import pytest

from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.models import Action
from tests.factories import make_quarter
from tests.ui.page import Page


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def many(cast) -> None:
    """230 actions of two owners: 20 overdue, 190 due later, 20 without a date."""
    quarter = make_quarter()
    Action.objects.bulk_create(
        Action(
            area="mash",
            raised_in=quarter,
            text=f"Action {number}",
            owner="Health" if number % 2 else "Schools",
            first_due=due,
            position=number,
            saved_by=cast.head,
        )
        for number, due in enumerate(
            [date(2020, 9, 1)] * 20 + [date(2021, 5, 1)] * 190 + [None] * 20
        )
    )


def board(client, query: str = "") -> Page:
    return Page(client.get(f"/actions/{query}").text)


def test_totals_are_of_all_pages(many, cast, sign_in):
    client = sign_in(cast.director)
    first, last = board(client), board(client, "?page=3")
    assert first.words("//*[@id='count']") == "230 open, 20 overdue. Page 1 of 3."
    assert last.words("//*[@id='count']") == "230 open, 20 overdue. Page 3 of 3."
    assert first.all("//h2/text()")[:2] == ["Overdue (20)", "Later (190)"]
    assert last.all("//h2/text()")[:2] == ["Later (190)", "No date (20)"]


def test_every_action_stands_on_one_page(many, cast, sign_in):
    client = sign_in(cast.director)
    pages = [board(client, f"?page={number}") for number in (1, 2, 3)]
    rows = [page.all("//tbody//th/a/text()") for page in pages]
    assert [len(found) for found in rows] == [100, 100, 30]
    assert len({text for found in rows for text in found}) == 230


def test_pages_keep_what_was_asked_for(many, cast, sign_in):
    page = board(sign_in(cast.director), "?owner=Health&page=2")
    assert page.words("//*[@id='count']").startswith("115 of 230 actions match.")
    nav = "//nav[@aria-label='Pages of actions']"
    assert page.all(f"{nav}//a[@rel='prev']/@href") == ["?owner=Health&page=1"]
    assert page.all(f"{nav}//a[@aria-current='page']/@aria-label") == ["Page 2"]
    assert page.all(f"{nav}//a[@rel='next']") == []


@pytest.mark.parametrize(("typed", "number"), [("0", 3), ("9", 3), ("-1", 3), ("x", 1)])
def test_whatever_is_typed_for_a_number_leads_to_a_page(many, cast, sign_in, typed, number):
    page = board(sign_in(cast.director), f"?page={typed}")
    assert f"Page {number} of 3." in page.words("//*[@id='count']")


def test_what_fits_on_one_page_has_no_others(many, cast, sign_in):
    Action.objects.exclude(first_due=None).delete()
    assert not board(sign_in(cast.director)).all("//nav[@aria-label='Pages of actions']")
