"""The board of actions: all areas one may see, by urgency, filtered, with every slip on show."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.access import Role
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Stale
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.action_state import date_changes, state_in
from selfassess.records.board import BoardFilter, action_states_for, groups
from selfassess.records.models import Action
from selfassess.records.operations import (
    change_action,
    hand_over,
    raise_action,
    remove_action,
    update_action,
)
from tests.factories import freeze_now, get_assessment, make_quarter, make_user, write
from tests.pages import fill_in, form_on
from tests.ui.page import Page

TODAY = datetime(2020, 10, 5, 9, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def _october():
    with clock.at(TODAY):
        yield


@pytest.fixture
def quarter(cast):
    return make_quarter()


@pytest.fixture
def make_action(quarter, cast):
    def make_action(text: str = "See children sooner.", area: str = "mash", **values) -> Action:
        writer = cast.head if area == "mash" else cast.other_head
        return raise_action(get_assessment(quarter, area), {"text": text, **values}, by=writer)

    return make_action


def board(user) -> dict[str, list[str]]:
    quarter = get_assessment("2020-21-q2").quarter
    found = groups(action_states_for(user, quarter))
    return {g.key: [str(s.action) for s in g.rows] for g in found if g.rows}


def test_actions_are_grouped_by_how_urgent_they_are(cast, make_action):
    make_action("Overdue", first_due=date(2020, 10, 4))
    make_action("Due today", first_due=date(2020, 10, 5))
    make_action("Due at the quarter's end", first_due=date(2020, 12, 31))
    make_action("Later", first_due=date(2021, 1, 1))
    make_action("Undated")
    done = make_action("Done", first_due=date(2020, 9, 1))
    values = {"status": "done", "difference": "They are seen."}
    update_action(done, get_assessment("2020-21-q2"), values, version=0, by=cast.head)
    assert board(cast.head) == {
        "overdue": ["Overdue"],
        "soon": ["Due today", "Due at the quarter's end"],
        "later": ["Later"],
        "undated": ["Undated"],
        "finished": ["Done"],
    }


def test_overdue_is_the_same_on_every_page_and_in_the_report(cast, sign_in, make_action, quarter):
    """Also once the areas' last day has passed: what came due since is overdue nowhere, and the
    board says so."""
    before, after = make_action("Before", first_due=date(2020, 10, 9)), date(2020, 10, 28)
    since = make_action("Since", first_due=after)
    with clock.at(datetime(2020, 11, 2, 9, tzinfo=LONDON)):
        assert board(cast.head) == {"overdue": ["Before"], "since": ["Since"]}
        home = sign_in(cast.head).get("/").text
        report = freeze_now(get_assessment("2020-21-q2").quarter)
        pages = {
            action.text: [
                "Overdue" in sign_in(cast.head).get(f"/actions/{action.pk}/").text,
                ">Overdue<" in _of(sign_in(cast.head), action),
            ]
            for action in (before, since)
        }
    assert "1 overdue" in home
    assert {action.text: action.overdue for area in report.areas for action in area.actions} == {
        "Before": True,
        "Since": False,
    }
    assert pages == {"Before": [True, True], "Since": [False, False]}


def _of(client, action: Action) -> str:
    """What the section says of one action."""
    text = client.get("/2020-21-q2/mash/development/").text
    return next(part for part in text.split("<tr") if action.text in part)


def test_heads_see_their_own_area_and_the_director_every_area(cast, make_action):
    make_action("MASH", area="mash")
    make_action("Early Help", area="early-help")
    assert board(cast.head) == {"undated": ["MASH"]}
    assert board(cast.director) == {"undated": ["Early Help", "MASH"]}
    assert board(cast.analyst) == board(cast.administrator) == board(cast.director)


def test_it_can_be_asked_for_what_inspectors_recommended(cast, sign_in, make_action):
    client = sign_in(cast.director)
    make_action("Of our own plan.")
    assert "Where it comes from" not in client.get("/actions/").text
    make_action("Visit every child each month.", source="inspection")
    page = client.get("/actions/?source=inspection").text
    assert "1 of 2 actions match." in page
    assert "Visit every child each month." in page
    assert "<small>Recommendation of an inspection</small>" in page
    assert "Of our own plan." not in page
    assert '<option value="inspection" selected>' in page
    assert "Of our own plan." not in client.get("/actions.csv?source=inspection").text


def test_what_was_finished_in_an_earlier_quarter_is_not_on_the_board(cast, make_action):
    action = make_action()
    values = {"status": "stopped", "difference": "None: it was the wrong idea."}
    update_action(action, get_assessment("2020-21-q2"), values, version=0, by=cast.head)
    later = make_quarter("2020-21-q3")
    assert action_states_for(cast.director, later) == []


def test_filters_offer_what_there_is_and_show_what_matches(cast, sign_in, make_action):
    make_action("Ours", owner="Team managers")
    make_action("Nobody's")
    client = sign_in(cast.director)
    page = Page(client.get("/actions/").text)
    offered = [option.text for option in page.all("//select[@name='owner']/option")]
    assert offered == ["All", "Team managers", "No owner"]
    only = Page(client.get("/actions/?owner=-").text)
    assert "1 of 2 actions match" in only.words("//*[@id='count']")
    assert only.words("//tbody//th") == "Nobody's"


@pytest.mark.parametrize("asked", ["?area=none", "?owner=%27%3Cb%3E", "?status=lost&area=mash"])
def test_a_filter_that_matches_nothing_says_so(cast, sign_in, make_action, asked):
    make_action()
    assert "No action matches" in sign_in(cast.director).get(f"/actions/{asked}").text


def test_an_empty_wish_takes_everything(make_action):
    assert BoardFilter().takes(state_in(make_action(), "2020-21-q2", on=TODAY.date()))


def test_every_slip_is_told_with_its_reason_and_how_far(cast, make_action):
    action = make_action(first_due=date(2020, 9, 30))
    values = {"status": "under_way", "due": date(2020, 12, 9), "reason": "The post is empty."}
    update_action(action, get_assessment("2020-21-q2"), values, version=0, by=cast.head)
    fresh = Action.objects.with_updates().get(pk=action.pk)
    (slip,) = date_changes(state_in(fresh, "2020-21-q2", on=TODAY.date()))
    assert (slip.due, slip.reason, slip.later) == (
        date(2020, 12, 9),
        "The post is empty.",
        "10 weeks later",
    )


def test_an_actions_page_tells_its_dates_and_leads_writers_to_the_update(
    cast, sign_in, make_action
):
    action = make_action(first_due=date(2020, 9, 30))
    address = f"/actions/{action.pk}/"
    dates = Page(sign_in(cast.head).get(address).text).words(
        "//main//section[h2='Its dates so far']"
    )
    assert "Due 30 September 2020Set in Q2 2020/21" in dates
    update = f"/2020-21-q2/mash/development/actions/{action.pk}/update/"
    assert update in sign_in(cast.head).get(address).text
    assert update not in sign_in(cast.director).get(address).text
    assert sign_in(cast.other_head).get(address).status_code == 404


class TestHandingOver:
    @pytest.fixture
    def leaver(self, make_action):
        person = make_user((Role.DEPUTY, "lac"), name="Leaver")
        make_action("One", owner_person=person)
        make_action("Two", owner_person=person)
        make_action("Theirs", area="early-help", owner_person=person)
        person.is_active = False
        person.save()
        return person

    def test_the_board_says_that_an_owner_has_left(self, cast, sign_in, leaver):
        assert "Has left: hand over" in sign_in(cast.head).get("/actions/").text

    def test_all_of_ones_own_go_to_the_new_owner(self, cast, sign_in, leaver):
        client = sign_in(cast.head)
        fill_in(client, f"/actions/of/{leaver.pk}/", owner=cast.deputy.email)
        owners = {a.text: a.owner_person for a in Action.objects.select_related("owner_person")}
        assert owners == {"One": cast.deputy, "Two": cast.deputy, "Theirs": leaver}
        assert client.get(f"/actions/of/{leaver.pk}/").status_code == 404

    def test_a_role_or_partner_in_words_may_own_them(self, cast, sign_in, leaver):
        fill_in(sign_in(cast.head), f"/actions/of/{leaver.pk}/", owner="Health visitors")
        assert set(Action.objects.filter(area="mash").values_list("owner", "owner_person")) == {
            ("Health visitors", None)
        }

    def test_nobody_is_no_new_owner(self, cast, sign_in, leaver):
        answer = sign_in(cast.head).post(f"/actions/of/{leaver.pk}/", {"owner": " "})
        assert "Enter the new owner" in answer.text

    def test_a_locked_area_hands_nothing_over(self, cast, sign_in, leaver):
        write(get_assessment("2020-21-q2"), by=cast.head)
        send(get_assessment("2020-21-q2"), by=cast.head)
        approve(get_assessment("2020-21-q2"), by=cast.director)
        answer = fill_in(sign_in(cast.head), f"/actions/of/{leaver.pk}/", owner="Somebody")
        assert "approved and locked" in answer.text
        assert Action.objects.filter(owner_person=leaver).count() == 3

    def test_each_action_has_its_event_and_the_area_is_under_way(self, cast, sign_in, leaver):
        Assessment.objects.update(state=State.NOT_STARTED)
        fill_in(sign_in(cast.head), f"/actions/of/{leaver.pk}/", owner="Health visitors")
        handed = Event.objects.filter(verb="action.hand")
        assert {(e.subject, e.area, e.after["owner"]) for e in handed} == {
            ("One", "mash", "Health visitors"),
            ("Two", "mash", "Health visitors"),
        }
        assert not Event.objects.filter(verb="action.change").exists()
        assert get_assessment("2020-21-q2").state == State.IN_PROGRESS

    def test_all_of_them_or_none(self, cast, leaver):
        """Her own areas' actions stay as well when one is not hers to give away, or was given
        away since the page was made."""
        theirs = Action.objects.filter(owner_person=leaver).order_by("text")
        with pytest.raises(PermissionDenied):
            hand_over(list(theirs), owner="Somebody", by=cast.head)
        ours = list(theirs.filter(area="mash"))
        hand_over(list(theirs.filter(text="Two")), owner_person=cast.deputy, by=cast.head)
        with pytest.raises(Stale, match="changed this while you were writing"):
            hand_over(ours, owner="Somebody", by=cast.head)
        assert Action.objects.filter(owner_person=leaver).count() == 2

    def test_only_what_the_page_showed_is_handed_over(self, cast, sign_in, leaver, make_action):
        client, page = sign_in(cast.head), f"/actions/of/{leaver.pk}/"
        shown = form_on(client.get(page))
        make_action("Given since", owner_person=leaver)
        client.post(page, shown | {"owner": "Somebody"})
        theirs = Action.objects.filter(owner_person=leaver).values_list("text", flat=True)
        assert set(theirs) == {"Given since", "Theirs"}
        assert set(Action.objects.filter(owner="Somebody").values_list("text", flat=True)) == {
            "One",
            "Two",
        }

    @pytest.mark.parametrize("what", ["reworded", "removed", "given away", "finished"])
    def test_nothing_is_handed_over_when_an_action_has_changed_since(
        self, cast, sign_in, leaver, what
    ):
        client, page = sign_in(cast.head), f"/actions/of/{leaver.pk}/"
        shown = form_on(client.get(page))
        action = Action.objects.get(text="One")
        mash = get_assessment("2020-21-q2")
        if what == "reworded":
            change_action(action, mash, {"text": "Another thing"}, version=1, by=cast.deputy)
        elif what == "removed":
            remove_action(action, mash, version=1, by=cast.deputy)
        elif what == "given away":
            hand_over([action], owner="Somebody else", by=cast.deputy)
        else:
            done = {"status": "done", "difference": "They are seen."}
            update_action(action, mash, done, version=0, by=cast.deputy)
        answer = client.post(page, shown | {"owner": "Somebody"})
        assert answer.status_code == 409
        assert "An action changed while this page was open" in answer.text
        assert not Action.objects.filter(owner="Somebody").exists()
        client.post(page, form_on(answer))
        assert Action.objects.get(text="Two").owner == "Somebody"

    def test_another_areas_actions_cannot_be_named_in_the_form(self, cast, sign_in, leaver):
        seen = form_on(sign_in(cast.head).get(f"/actions/of/{leaver.pk}/"))["seen"]
        posted = {"owner": "Somebody", "seen": seen}
        answer = sign_in(cast.other_head).post(f"/actions/of/{leaver.pk}/", posted)
        assert answer.status_code == 409
        assert Action.objects.filter(owner_person=leaver).count() == 3

    @pytest.mark.parametrize("seen", ["", "1", "a.b", "1.1.1", "9" * 5000 + ".1"])
    def test_a_form_that_does_not_say_what_it_showed_hands_nothing_over(
        self, cast, sign_in, leaver, seen
    ):
        posted = {"owner": "Somebody", "seen": seen}
        answer = sign_in(cast.head).post(f"/actions/of/{leaver.pk}/", posted)
        assert "does not say which actions it showed" in answer.text
        assert not Action.objects.filter(owner="Somebody").exists()

    @pytest.mark.parametrize("who", ["other_head", "director", "analyst", "viewer", "nobody"])
    def test_only_who_writes_the_area_or_administers_gives_its_actions_away(
        self, cast, leaver, who
    ):
        ours = list(Action.objects.filter(area="mash"))
        with pytest.raises(PermissionDenied):
            hand_over(ours, owner="Somebody", by=getattr(cast, who))
        assert not Event.objects.filter(verb="action.hand").exists()
        hand_over(ours, owner="Somebody", by=cast.administrator)
        assert set(Action.objects.filter(area="mash").values_list("owner", flat=True)) == {
            "Somebody"
        }


def test_the_board_costs_the_same_with_many_actions(
    cast, sign_in, make_action, django_assert_max_num_queries
):
    for number in range(12):
        make_action(f"Action {number}", area="mash" if number % 2 else "early-help")
    client = sign_in(cast.director)
    with django_assert_max_num_queries(8):
        client.get("/actions/")
