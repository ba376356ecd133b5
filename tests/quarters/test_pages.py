"""The administrator's pages of quarters: they say what happened, and why not when nothing did.
Who has them is in the access matrix."""

from datetime import date

import pytest

from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import get_assessment, make_quarter, make_sent
from tests.pages import fill_in, form_on, words_on

Q2 = "2020-21-q2"
LONGER = f"/quarters/{Q2}/mash/longer/"


@pytest.fixture
def client(cast, sign_in):
    return sign_in(cast.administrator)


def press(client, address: str, **answers: str):
    """Open a page, fill it in, press its button, and follow where that leads."""
    return client.post(address, form_on(client.get(address)) | answers, follow=True)


def test_the_page_offers_each_quarter_its_next_step(client):
    make_quarter("2020-21-q1", state=QuarterState.ISSUED)
    make_quarter("2020-21-q2")
    make_quarter("2020-21-q3", state=QuarterState.PLANNED)
    page = words_on(client.get("/quarters/"))
    assert "Close Q2 2020/21" in page
    assert "Open Q3 2020/21" in page
    assert "Open Q2 2020/21" not in page
    assert "Change the date of Q1 2020/21" not in page


def test_a_quarter_is_planned(client):
    page = words_on(client.post("/quarters/", {"code": "2020-21-q3"}, follow=True))
    assert "Q3 2020/21 is planned, due on 15 January 2021." in page
    assert Quarter.objects.get().state == QuarterState.PLANNED


def test_the_next_quarter_is_offered_with_its_dates_and_one_button(client):
    make_quarter("2020-21-q2")
    page = words_on(client.get("/quarters/"))
    assert "October to December 2020, due on Friday 15 January 2021." in page
    told = words_on(
        client.post(
            "/quarters/", form_on(client.get("/quarters/")) | {"code": "2020-21-q3"}, follow=True
        )
    )
    assert "Q3 2020/21 is planned" in told
    assert "Plan Q4 2020/21" in told


def test_one_that_is_there_is_not_said_to_be_planned(client):
    make_quarter("2020-21-q1", state=QuarterState.ISSUED)
    page = words_on(client.post("/quarters/", {"code": "Q1 2020/21"}, follow=True))
    assert "Q1 2020/21 is there already. It is issued." in page
    assert "is planned, due" not in page


def test_a_slip_in_the_year_is_not_planned(client):
    page = words_on(client.post("/quarters/", {"code": "Q3 2999/00"}, follow=True))
    assert "Q3 2999/00 begins on 1 October 2999. Quarters are planned a year ahead at most." in page
    assert not Quarter.objects.exists()


def test_the_next_one_is_the_first_that_is_missing(client):
    make_quarter("2020-21-q2")
    make_quarter("2020-21-q4", state=QuarterState.PLANNED)
    assert "Plan Q3 2020/21" in words_on(client.get("/quarters/"))
    make_quarter("2020-21-q3", state=QuarterState.PLANNED)
    assert "Plan Q1 2021/22" in words_on(client.get("/quarters/"))


def test_opening_one_that_has_not_begun_says_so(client):
    begun = make_quarter("2020-21-q2", state=QuarterState.PLANNED)
    later = make_quarter("2998-99-q1", state=QuarterState.PLANNED)
    says = "has not begun: it begins on"
    assert says not in words_on(client.get(f"/quarters/{begun.code}/open/"))
    page = words_on(client.get(f"/quarters/{later.code}/open/"))
    assert f"{later.name} {says} 1 April 2998." in page


def test_it_is_understood_as_pages_write_it(client):
    page = words_on(client.post("/quarters/", {"code": "Q3 2020/21"}, follow=True))
    assert "Q3 2020/21 is planned" in page


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "Enter a quarter, such as 2020-21-q3."),
        ("2020", "is not a quarter. Write it like 2020-21-q1."),
        ("2020-22-q1", "is not a quarter: 2020-21-q1 would be."),
        ("9999-00-q4", "is not a quarter."),
    ],
)
def test_a_quarter_that_is_none_is_refused_beside_the_field(client, code, problem):
    response = client.post("/quarters/", {"code": code})
    assert response.status_code == 200
    assert problem in words_on(response)
    assert not Quarter.objects.exists()


def test_a_quarter_is_opened_then_closed(client):
    make_quarter(Q2, state=QuarterState.PLANNED)
    opened = press(client, f"/quarters/{Q2}/open/")
    assert "Q2 2020/21 is open." in words_on(opened)
    closed = press(client, f"/quarters/{Q2}/close/")
    assert "Q2 2020/21 is closed." in words_on(closed)
    assert Quarter.objects.get().state == QuarterState.CLOSED


def test_closing_names_what_nobody_can_send_afterwards(client, cast):
    quarter = make_quarter(Q2)
    make_sent(quarter, by=cast.head)
    page = words_on(client.get(f"/quarters/{Q2}/close/"))
    assert "Not sent yet: Early Help, " in page
    assert "Nobody can write or send them once the quarter is closed." in page
    assert "MASH" not in page.partition("Not sent yet: ")[2].partition("</b>")[0]


def test_opening_a_closed_quarter_says_why_not(client):
    make_quarter(Q2, state=QuarterState.CLOSED)
    page = words_on(press(client, f"/quarters/{Q2}/open/"))
    assert "Q2 2020/21 is closed, so you cannot open it." in page


def test_the_pages_before_opening_and_closing_name_the_effect(client):
    make_quarter(Q2)
    assert "only adds areas that are new" in words_on(client.get(f"/quarters/{Q2}/open/"))
    page = words_on(client.get(f"/quarters/{Q2}/close/"))
    assert "can then change only what the director returned" in page
    assert "<dt>MASH & Assessment</dt><dd>Not started</dd>" in page


@pytest.mark.parametrize("day", ["23 October 2020", "23 Oct 2020", "23/10/2020", "2020-10-23"])
def test_a_date_is_read_as_people_write_it(client, day):
    make_quarter(Q2)
    page = words_on(press(client, f"/quarters/{Q2}/due/", due=day))
    assert "Q2 2020/21 is due on 23 October 2020." in page
    assert Quarter.objects.get().due == date(2020, 10, 23)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("soon", "Enter a date such as 17 July 2020"),
        ("31/12/9999", "Enter a date such as 17 July 2020"),
        ("1 October 0202", "Enter a date such as 17 July 2020"),
        ("31 February 2021", "Enter a date such as 17 July 2020"),
        ("30 September 2020", "ends on 30 September 2020: choose a later day"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_the_field(client, day, problem):
    make_quarter(Q2)
    response = press(client, f"/quarters/{Q2}/due/", due=day)
    assert response.status_code == 200
    assert problem in words_on(response)
    assert f'value="{day}"' in words_on(response)
    assert Quarter.objects.get().due == date(2020, 10, 16)


def test_an_area_is_given_longer(client):
    quarter = make_quarter(Q2)
    answer = fill_in(client, LONGER, until="30 October 2020", reason="The head is ill.")
    page = words_on(client.get(answer.url))
    assert "MASH & Assessment has more time." in page
    assert "has until 30 October" in page
    assert get_assessment(quarter).longer_reason == "The head is ill."


def test_longer_needs_a_reason_and_keeps_what_was_typed(client):
    make_quarter(Q2)
    page = words_on(client.post(f"/quarters/{Q2}/mash/longer/", {"until": "30 October 2020"}))
    assert "Enter a reason. It is kept in the history." in page
    assert 'value="30 October 2020"' in page


def test_a_moved_date_shows_when_it_is_later_than_the_longer_time(client):
    make_quarter(Q2)
    fill_in(client, LONGER, until="30 October 2020", reason="The head is ill.")
    press(client, f"/quarters/{Q2}/due/", due="6 November 2020")
    page = words_on(client.get(f"/{Q2}/"))
    assert "has until 30 October" not in page
    assert "has until 6 November" in page


def test_a_quarter_that_is_not_there_is_not_found(client):
    assert client.get(f"/quarters/{Q2}/open/").status_code == 404
    assert client.get("/quarters/2020-22-q1/open/").status_code == 404
    assert client.get(f"/quarters/{Q2}/mash/longer/").status_code == 404


@pytest.mark.parametrize("page", ["open", "close", "due"])
def test_what_moved_on_meanwhile_is_told_and_nothing_changes(client, page):
    quarter = make_quarter(Q2, state=QuarterState.PLANNED if page == "open" else QuarterState.OPEN)
    address = f"/quarters/{Q2}/{page}/"
    form = form_on(client.get(address)) | {"due": "30 October 2020"}
    Quarter.objects.update(due=date(2020, 10, 23))
    answer = client.post(address, form)
    assert answer.status_code == 409
    assert "this changed after you opened the page" in words_on(answer)
    assert "added: </span>23" in words_on(answer)
    stored = Quarter.objects.get()
    assert (stored.state, stored.due) == (quarter.state, date(2020, 10, 23))
    again = form_on(answer) | {"due": "30 October 2020"}
    assert client.post(address, again).status_code == 302


def test_an_area_that_was_sent_meanwhile_is_not_given_longer_unseen(client, cast):
    quarter = make_quarter(Q2)
    form = form_on(client.get(LONGER)) | {"until": "30 October 2020", "reason": "Ill."}
    make_sent(quarter, by=cast.head)
    answer = client.post(LONGER, form)
    assert answer.status_code == 409
    assert "added: </span>With the director" in words_on(answer)
    assert get_assessment(quarter).longer_until is None
    assert form_on(answer)["reason"] == "Ill."


@pytest.mark.parametrize("page", ["open", "close", "reopen", "due", "mash/longer"])
def test_without_a_page_nothing_is_done(client, page):
    states = {"open": QuarterState.PLANNED, "reopen": QuarterState.CLOSED}
    quarter = make_quarter(Q2)
    Quarter.objects.update(state=states.get(page, QuarterState.OPEN))
    before = Quarter.objects.values().get()
    sent = {"due": "30 October 2020", "until": "30 October 2020", "reason": "Ill."}
    assert client.post(f"/quarters/{Q2}/{page}/", sent).status_code == 409
    assert Quarter.objects.values().get() == before
    assert get_assessment(quarter).longer_until is None
