"""All of an area's actions are updated on one page, each by itself."""

from datetime import date, datetime

import pytest

from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.models import ActionUpdate
from selfassess.records.operations import raise_action, remove_action, update_action
from tests.factories import get_assessment, make_quarter
from tests.pages import form_on, words_on
from tests.ui.page import Page

FIRST, THEN = "2020-21-q1", "2020-21-q2"
ADDRESS = f"/{THEN}/mash/development/updates/"


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def actions(cast):
    for code in (FIRST, THEN):
        make_quarter(code)
    dues = {"See children sooner.": date(2020, 9, 30), "Train managers.": date(2020, 12, 30)}
    return [
        raise_action(get_assessment(FIRST), {"text": text, "first_due": due}, by=cast.head)
        for text, due in reversed(dues.items())
    ]


@pytest.fixture
def head(cast, sign_in):
    return sign_in(cast.head)


def row(action, **typed: str) -> dict[str, str]:
    return {f"action-{action.pk}-{name}": value for name, value in typed.items()}


def send(client, *rows: dict[str, str]):
    """The page as it is shown, its selects too, with what is typed into these rows."""
    page = client.get(ADDRESS)
    chosen = Page(page.text).all("//main//select[option[@selected]]")
    typed = form_on(page) | {s.get("name"): s.value for s in chosen}
    return client.post(ADDRESS, typed | {k: v for one in rows for k, v in one.items()})


def said() -> dict[str, str]:
    return {one.action.text: one.progress for one in ActionUpdate.objects.all()}


def test_what_was_typed_in_is_saved_and_nothing_else(actions, head):
    _later, overdue = actions
    answer = send(head, row(overdue, status="under_way", progress="It has begun."))
    assert answer.status_code == 302
    assert answer.url == f"/{THEN}/mash/development/"
    assert said() == {overdue.text: "It has begun."}


def test_overdue_actions_come_first(actions, head):
    page = Page(head.get(ADDRESS).text)
    assert next(h.text for h in page.all("//h3")) == "See children sooner."
    assert page.words("//main//h2[1][contains(., 'Overdue')]") == "Overdue (1)"


def test_every_problem_is_shown_and_holds_up_no_other_row(actions, head, cast):
    later, overdue = actions
    third = raise_action(get_assessment(THEN), {"text": "Ask families."}, by=cast.head)
    answer = send(
        head,
        row(overdue, due="1 November 2020", progress="Half is done."),
        row(later, status="done"),
        row(third, progress="Asked."),
    )
    page = Page(answer.text)
    links = [a.text for a in page.all("//div[contains(@class, 'govuk-error-summary')]//a")]
    assert [link.split(":")[0] for link in links] == ["See children sooner.", "Train managers."]
    assert said() == {"Ask families.": "Asked."}
    assert form_on(answer)[f"action-{overdue.pk}-progress"] == "Half is done."

    mended = dict(form_on(answer).items())
    mended |= row(overdue, reason="Staff left.", status="under_way")
    mended |= row(later, status="done", difference="Managers ask more.")
    assert head.post(ADDRESS, mended).status_code == 302
    assert set(said()) == {"Ask families.", overdue.text, later.text}


def test_what_somebody_else_said_meanwhile_is_shown_and_not_written_over(actions, head, cast):
    _later, overdue = actions
    page = form_on(head.get(ADDRESS)) | row(overdue, status="under_way")
    values = {"status": "under_way", "progress": "By the deputy."}
    update_action(overdue, get_assessment(THEN), values, version=0, by=cast.deputy)
    answer = head.post(ADDRESS, page | row(overdue, progress="By the head."))
    assert answer.status_code == 409
    assert "By the deputy." in words_on(answer)
    assert "By the head." in words_on(answer)
    assert said()[overdue.text] == "By the deputy."

    again = form_on(answer) | row(overdue, status="under_way")
    assert head.post(ADDRESS, again).status_code == 302
    assert said()[overdue.text] == "By the head."


def test_what_somebody_else_said_stays_where_nothing_was_typed(actions, head, cast):
    later, overdue = actions
    page = form_on(head.get(ADDRESS)) | row(overdue, status="not_started")
    values = {"status": "under_way", "progress": "By the deputy."}
    update_action(overdue, get_assessment(THEN), values, version=0, by=cast.deputy)
    typed = page | row(later, status="under_way", progress="Booked.")
    assert head.post(ADDRESS, typed).status_code == 302
    assert said() == {overdue.text: "By the deputy.", later.text: "Booked."}


def test_what_was_typed_into_a_removed_action_can_be_copied(actions, head, cast):
    new = raise_action(get_assessment(THEN), {"text": "Ask families."}, by=cast.head)
    page = form_on(head.get(ADDRESS)) | row(new, status="under_way", progress="Asked ten.")
    remove_action(new, get_assessment(THEN), version=1, by=cast.deputy)
    answer = head.post(ADDRESS, page)
    assert answer.status_code == 409
    assert "Asked ten." in words_on(answer)
