"""Who owns an action: somebody with an account, by name, or a role or a partner in words."""

from datetime import datetime

import pytest

from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.models import Action
from selfassess.records.operations import raise_action
from tests.factories import get_assessment, make_quarter, make_user
from tests.pages import fill_in, words_on
from tests.ui.page import Page

ADD = "/2020-21-q2/mash/development/actions/add/"


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def head(cast, sign_in):
    make_quarter()
    return sign_in(cast.head)


@pytest.mark.parametrize(
    "typed", ["Jo Lane", "jo lane", "jo.lane@example.org", "Jo Lane (JO.LANE@example.org)"]
)
def test_a_person_is_found_by_name_or_address(head, typed):
    jo = make_user(name="Jo Lane", job_title="Practice lead")
    fill_in(head, ADD, text="See children sooner.", owner=typed)
    action = Action.objects.get()
    assert (action.owner_person, action.owner) == (jo, "")
    assert action.owner_name == "Practice lead"


@pytest.mark.parametrize("typed", ["Team managers", "Health (school nurses)", ""])
def test_all_other_words_stay_as_they_are(head, typed):
    fill_in(head, ADD, text="See children sooner.", owner=typed)
    action = Action.objects.get()
    assert (action.owner_person, action.owner) == (None, typed)


def test_an_address_that_is_nobodys_is_told(head):
    make_user(name="Gone Away", email="gone@example.org", is_active=False)
    for address in ("nobody@example.org", "gone@example.org", "Jo (jo@example.org)"):
        page = words_on(fill_in(head, ADD, text="See children sooner.", owner=address))
        assert f"Nobody who can sign in here has the address in “{address}”." in page
    assert not Action.objects.exists()


def test_of_two_with_one_name_the_address_decides(head):
    first, second = (
        make_user(name="Jo Lane", email=f"{one}@example.org") for one in ("one", "two")
    )
    offered = Page(head.get(ADD).text).all("//datalist/option/@value")
    assert {"Jo Lane (one@example.org)", "Jo Lane (two@example.org)"} <= set(offered)
    assert "Jo Lane" not in offered
    fill_in(head, ADD, text="See children sooner.", owner="Jo Lane")
    fill_in(head, ADD, text="See families sooner.", owner="Jo Lane (two@example.org)")
    owners = Action.objects.order_by("pk").values_list("owner_person", "owner")
    assert list(owners) == [(None, "Jo Lane"), (second.pk, "")]
    assert first.pk not in dict(owners)


def test_only_people_who_can_sign_in_are_suggested(head, cast):
    make_user(name="Gone Away", is_active=False)
    offered = Page(head.get(ADD).text).all("//datalist/option/@value")
    assert cast.deputy.name in offered
    assert "Gone Away" not in offered


def test_who_has_left_stays_the_owner_until_somebody_is_chosen(head, cast):
    jo = make_user(name="Jo Lane")
    values = {"text": "See children sooner.", "owner_person": jo}
    action = raise_action(get_assessment("2020-21-q2"), values, by=cast.head)
    jo.is_active = False
    jo.save()
    edit = f"/2020-21-q2/mash/development/actions/{action.pk}/"
    fill_in(head, edit, text="See all children sooner.")
    action.refresh_from_db()
    assert (action.text, action.owner_person) == ("See all children sooner.", jo)
    fill_in(head, edit, owner=cast.deputy.name)
    action.refresh_from_db()
    assert action.owner_person == cast.deputy
