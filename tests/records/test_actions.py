"""Actions: one record for their whole life, with an update in every quarter."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from selfassess.assessments.reading import shown_now
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.action_state import date_changes, state_in
from selfassess.records.models import Action, ActionUpdate
from selfassess.records.operations import change_action, raise_action, remove_action, update_action
from tests.factories import get_assessment, make_approved, make_quarter
from tests.pages import form_on
from tests.ui.page import Page

FIRST, THEN, LAST = "2020-21-q1", "2020-21-q2", "2020-21-q3"
AREA = f"/{THEN}/mash"
LATE = date(2021, 1, 31)


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def quarters(cast):
    return [make_quarter(code) for code in (FIRST, THEN, LAST)]


@pytest.fixture
def action(quarters, cast) -> Action:
    values = {"text": "See children sooner.", "first_due": date(2020, 9, 30), "owner": "Managers"}
    return raise_action(get_assessment(FIRST), values, by=cast.head)


@pytest.fixture
def head(cast, sign_in):
    return sign_in(cast.head)


def update(action, quarter: str, *, by, version: int = 0, **values) -> ActionUpdate:
    return update_action(
        action, get_assessment(quarter), {"status": "under_way"} | values, version=version, by=by
    )


def stands(action, quarter: str):
    found = Action.objects.with_updates().get(pk=action.pk)
    return state_in(found, quarter, on=date(2020, 10, 5))


def test_a_form_that_is_sent_twice_raises_one_action(action, cast):
    values = {"text": action.text, "first_due": action.first_due, "owner": action.owner}
    assert raise_action(get_assessment(FIRST), values, by=cast.head) == action
    assert raise_action(get_assessment(THEN), values, by=cast.head) != action


def test_an_action_is_carried_until_it_is_finished(action, cast):
    assert [stands(action, quarter).carried for quarter in (FIRST, THEN, LAST)] == [0, 1, 2]
    update(action, THEN, by=cast.head, status="done", difference="They are seen in a day.")
    open_in = [q for q in (FIRST, THEN, LAST) if Action.objects.open_in(q).exists()]
    assert open_in == [FIRST, THEN]


def test_a_moved_date_is_counted_and_the_first_one_stands(action, cast):
    update(action, FIRST, by=cast.head, due=date(2020, 12, 31), reason="Two posts are empty.")
    update(action, THEN, by=cast.head, due=LATE, reason="One post is empty.")
    now = stands(action, LAST)
    assert (now.due, now.moved, now.action.first_due) == (LATE, 2, date(2020, 9, 30))
    assert [slip.reason for slip in date_changes(now)] == [
        "Two posts are empty.",
        "One post is empty.",
    ]
    assert stands(action, FIRST).moved == 1


def test_the_first_date_is_set_once(action, cast, quarters):
    with pytest.raises(Refused, match="Move the date with an update"):
        change_action(action, get_assessment(THEN), {"first_due": LATE}, version=1, by=cast.head)
    undated = raise_action(get_assessment(THEN), {"text": "Listen."}, by=cast.head)
    change_action(undated, get_assessment(THEN), {"first_due": LATE}, version=1, by=cast.head)
    assert Action.objects.get(pk=undated.pk).first_due == LATE


@pytest.mark.parametrize("status", ["done", "stopped"])
def test_closing_needs_a_sentence_on_the_difference_made(action, head, status):
    response = head.post(f"{AREA}/development/actions/{action.pk}/update/", {"status": status})
    page = Page(response.content)
    said = page.description(page.by_id("id_difference"))
    assert "Enter one sentence on the difference it made." in said
    assert not ActionUpdate.objects.exists()


def test_moving_a_date_needs_a_reason(action, head):
    typed = {"status": "under_way", "due": "31 January 2021"}
    response = head.post(f"{AREA}/development/actions/{action.pk}/update/", typed)
    page = Page(response.content)
    assert "Enter why the date moves." in page.description(page.by_id("id_reason"))
    assert page.by_id("id_due").get("value") == "31 January 2021"
    assert not ActionUpdate.objects.exists()


@pytest.mark.parametrize(
    "values", [{"status": "done"}, {"status": "under_way", "due": LATE}], ids=["done", "moved"]
)
def test_the_database_itself_asks_for_reasons(action, cast, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionUpdate.objects.create(action=action, quarter_id=THEN, saved_by=cast.head, **values)


def test_an_update_can_be_corrected_and_what_it_finished_is_open_again(action, cast):
    said = update(action, THEN, by=cast.head, status="done", difference="They are seen.")
    assert Action.objects.get(pk=action.pk).finished_in_id == THEN
    update(action, THEN, by=cast.head, version=said.version, status="under_way", difference="")
    assert Action.objects.get(pk=action.pk).finished_in is None


def test_a_later_update_does_not_rewrite_an_earlier_quarter(action, cast):
    update(action, LAST, by=cast.head, status="done", difference="They are seen.")
    before = stands(action, THEN)
    assert (before.status, before.is_finished, before.overdue) == ("not_started", False, True)


def test_its_words_stand_while_an_earlier_quarter_is_approved_and_not_issued(action, cast):
    approved = make_approved(Quarter.objects.get(pk=FIRST), head=cast.head, director=cast.director)
    shown = shown_now(approved)
    later = get_assessment(THEN)
    with pytest.raises(Refused, match="Q1 2020/21 is approved and shows this action as it is"):
        change_action(action, later, {"text": "See nobody."}, version=1, by=cast.head)
    update_action(action, later, {"status": "under_way"}, version=0, by=cast.head)
    assert shown_now(approved) == shown
    Quarter.objects.filter(pk=FIRST).update(state=QuarterState.ISSUED)
    change_action(action, later, {"text": "See children at once."}, version=1, by=cast.head)


def test_only_an_action_of_this_quarter_can_be_taken_back(action, cast):
    with pytest.raises(Refused, match="Update it as stopped"):
        remove_action(action, get_assessment(THEN), version=1, by=cast.head)
    remove_action(action, get_assessment(FIRST), version=1, by=cast.head)
    assert not Action.objects.exists()


def test_an_owner_is_a_person_with_an_account_or_any_words(quarters, cast, head):
    add = f"{AREA}/development/actions/add/"
    head.post(add, {"text": "One", "owner": cast.deputy.email})
    head.post(add, {"text": "Two", "owner": "Health partners"})
    head.post(add, {"text": "Three"})
    names = {action.text: action.owner_name for action in Action.objects.all()}
    assert names == {"One": cast.deputy.title, "Two": "Health partners", "Three": ""}


def test_blank_owner_and_date_are_shown_and_named_before_sending(quarters, cast, head):
    head.post(f"{AREA}/development/actions/add/", {"text": "Look at night cover."})
    page = head.get(f"{AREA}/development/").content.decode()
    assert "No owner" in page
    assert "No date" in page
    check = Page(head.get(f"{AREA}/check/").content).words("//main")
    assert "1 action has no owner: “Look at night cover”" in check
    assert "1 action has no date: “Look at night cover”" in check


def test_of_many_without_an_owner_the_first_are_named(quarters, cast, head):
    for text in ("One.", "Two.", "Three is " + "long " * 20, "Four.", "Five."):
        head.post(f"{AREA}/development/actions/add/", {"text": text})
    check = Page(head.get(f"{AREA}/check/").content).words("//main")
    assert "5 actions have no owner: “One”, “Two”, “Three is long" in check
    assert "…” and 2 more" in check


@pytest.mark.parametrize("what", ["its words", "its update"])
def test_what_a_colleague_has_just_said_of_an_action_is_not_removed_unseen(
    quarters, cast, head, what
):
    said = "An hour of new words."
    mine = raise_action(get_assessment(THEN), {"text": "See children."}, by=cast.head)
    address = f"{AREA}/development/actions/{mine.pk}/"
    page = form_on(head.get(address))
    if what == "its words":
        change_action(mine, get_assessment(THEN), {"impact": said}, version=1, by=cast.deputy)
    else:
        update(mine, THEN, by=cast.deputy, progress=said)
    answer = head.post(f"{address}remove/", page)
    assert answer.status_code == 409
    assert "Nothing was removed" in answer.text
    assert said in answer.text
    assert head.post(f"{address}remove/", form_on(answer)).status_code == 302
    assert not Action.objects.exists()


def test_a_recommendation_of_an_inspection_says_so_and_stays_one(head, action):
    edit = f"{AREA}/development/actions/{action.pk}/"
    typed = {"text": action.text, "owner": "Managers", "version": 1}
    head.post(edit, typed | {"source": "inspection"})
    head.post(edit, typed | {"owner": "Heads", "version": 2})  # from a page that did not ask
    action.refresh_from_db()
    assert (action.owner, action.source) == ("Heads", "inspection")
    assert "Recommendation of an inspection" in head.get(f"{AREA}/development/").text
