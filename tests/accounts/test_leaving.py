"""A person leaves: everything that ends with it, ends at once; nothing is deleted, and she can come
back. Her areas may get a new head, her open actions a new owner."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.people.operations.accounts import assign
from selfassess.people.operations.leaving import come_back, effect, leave, roles_before_leaving
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Action
from selfassess.records.operations import hand_over, raise_action, update_action
from tests.factories import PASSWORD, get_assessment, make_quarter, make_user, write
from tests.pages import form_on, words_on

QUARTER = "2020-21-q2"
EMAIL = "head.of.mash@example.org"


@pytest.fixture
def quarter(cast):
    return make_quarter(QUARTER)


@pytest.fixture
def owned(cast, quarter):
    """An open action of the head of MASH in her own area, one in another, and one that is done."""

    def own(text: str, area: str, by: User) -> Action:
        values = {"text": text, "owner_person": cast.head}
        return raise_action(get_assessment(quarter, area), values, by=by)

    done = own("Done", "mash", cast.head)
    values = {"status": "done", "difference": "They are seen."}
    update_action(done, get_assessment(quarter), values, version=0, by=cast.head)
    return [own("Theirs", "early-help", cast.other_head), own("Ours", "mash", cast.head)]


def owners() -> dict[str, User]:
    return {a.text: a.owner_person for a in Action.objects.select_related("owner_person")}


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# --- What ends ----------------------------------------------------------------------------------


def test_her_roles_end_and_the_trail_says_which(cast):
    assign(cast.head, role=Role.VIEWER, by=cast.administrator)
    assert leave(cast.head, by=cast.administrator)
    assert not cast.head.assignments.exists()
    ended = Event.objects.filter(verb="person.unassign", subject=EMAIL)
    assert {(e.before["role"], e.area) for e in ended} == {("head", "mash"), ("viewer", "")}
    assert Event.objects.get(verb="person.leave").by == cast.administrator


def test_her_session_ends_at_once_and_no_old_one_is_good_after_she_has_come_back(
    cast, quarter, sign_in
):
    client = sign_in(cast.head)
    assert client.get(f"/{QUARTER}/mash/").status_code == 200
    leave(cast.head, by=cast.administrator)
    assert client.get(f"/{QUARTER}/mash/").headers["Location"].startswith("/accounts/login/")
    come_back(cast.head, roles=[("head", "mash")], by=cast.administrator)
    assert client.get(f"/{QUARTER}/mash/").headers["Location"].startswith("/accounts/login/")


def test_she_cannot_sign_in_again(cast):
    leave(cast.head, by=cast.administrator)
    client = Client()
    client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_what_she_wrote_keeps_her_name(cast, quarter, sign_in):
    write(get_assessment(quarter), by=cast.head)
    leave(cast.head, by=cast.administrator)
    page = words_on(sign_in(cast.deputy).get(f"/{QUARTER}/mash/history/"))
    assert "Head of MASH started writing." in page
    assert User.objects.filter(email=EMAIL).exists()


def test_leaving_twice_changes_nothing_more(cast):
    leave(cast.head, by=cast.administrator)
    before = verbs()
    assert not leave(cast.head, by=cast.administrator)
    assert verbs() == before


# --- Who takes over -----------------------------------------------------------------------------


def test_her_area_gets_a_new_head(cast):
    leave(cast.head, heads={"mash": cast.deputy}, by=cast.administrator)
    assert cast.deputy.assignments.filter(role=Role.HEAD, area="mash").exists()


def test_only_areas_that_nobody_else_heads_are_left_without(cast):
    assign(cast.head, role=Role.HEAD, area="lac", by=cast.administrator)
    assign(cast.other_head, role=Role.HEAD, area="lac", by=cast.administrator)
    assert list(effect(cast.head, by=cast.administrator).headless) == ["mash"]


def test_her_open_actions_are_handed_on_and_what_is_done_stays_hers(cast, owned):
    leave(cast.head, actions_to=cast.deputy, by=cast.administrator)
    assert owners() == {"Ours": cast.deputy, "Theirs": cast.deputy, "Done": cast.head}
    handed = Event.objects.filter(verb="action.hand")
    assert {(e.quarter, e.area, e.after["owner"]) for e in handed} == {
        (QUARTER, "mash", "Deputy of MASH"),
        (QUARTER, "early-help", "Deputy of MASH"),
    }


def test_handing_on_does_not_begin_an_assessment(cast, owned):
    before = get_assessment(QUARTER, "early-help").state
    leave(cast.head, actions_to=cast.deputy, by=cast.administrator)
    assert get_assessment(QUARTER, "early-help").state == before
    begun = Event.objects.filter(verb="assessment.start", by=cast.administrator)
    assert not begun.exists()


def test_a_form_opened_before_does_not_bring_the_old_owner_back(cast, owned):
    versions = {a.pk: a.version for a in owned}
    leave(cast.head, actions_to=cast.deputy, by=cast.administrator)
    assert all(a.version == versions[a.pk] + 1 for a in Action.objects.filter(pk__in=versions))


def test_without_a_new_owner_her_actions_stay_as_they_are(cast, owned):
    leave(cast.head, by=cast.administrator)
    assert set(owners().values()) == {cast.head}


def test_an_area_that_is_locked_keeps_its_owner_and_the_page_says_why(cast, owned):
    write(get_assessment(QUARTER), by=cast.head)
    Assessment.objects.filter(area="mash").update(state=State.WITH_DIRECTOR)
    found = {o.action.text: o.locked for o in effect(cast.head, by=cast.administrator).actions}
    assert "is with the director" in found["Ours"]
    assert found["Theirs"] == ""
    leave(cast.head, actions_to=cast.deputy, by=cast.administrator)
    assert (owners()["Ours"], owners()["Theirs"]) == (cast.head, cast.deputy)


def test_between_two_quarters_every_open_action_can_be_handed_on(cast, owned):
    Quarter.objects.update(state=QuarterState.ISSUED)
    leave(cast.head, actions_to=cast.deputy, by=cast.administrator)
    assert (owners()["Ours"], owners()["Theirs"]) == (cast.deputy, cast.deputy)


# --- Who cannot leave ---------------------------------------------------------------------------


def test_nobody_closes_her_own_account(cast):
    make_user(Role.ADMINISTRATOR, name="Second")
    with pytest.raises(Refused, match="cannot close your own account"):
        leave(cast.administrator, by=cast.administrator)


def test_the_last_administrator_stays_with_everything_of_hers(cast, owned):
    Action.objects.update(owner_person=cast.administrator)
    with pytest.raises(Refused, match="is the only administrator"):
        leave(cast.administrator, actions_to=cast.deputy, by=User.objects.command_line())
    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active
    assert cast.administrator.assignments.exists()
    assert set(owners().values()) == {cast.administrator}
    assert "person.unassign" not in verbs()


@pytest.mark.parametrize("who", ["head", "deputy", "director", "analyst", "viewer", "nobody"])
def test_only_administrators_let_people_go_and_come(cast, who):
    by = getattr(cast, who)
    for act in (
        lambda: leave(cast.other_head, by=by),
        lambda: come_back(cast.other_head, by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Event.objects.exists()


# --- Coming back --------------------------------------------------------------------------------


def test_she_comes_back_with_the_roles_that_ended(cast):
    leave(cast.head, by=cast.administrator)
    assert roles_before_leaving(cast.head) == [("head", "mash")]
    assert come_back(cast.head, roles=roles_before_leaving(cast.head), by=cast.administrator)
    cast.head.refresh_from_db()
    assert cast.head.is_active
    assert [str(held) for held in cast.head.assignments.all()] == [
        "Head of service, MASH & Assessment"
    ]
    assert verbs()[-2:] == ["person.assign", "person.return"]
    assert not come_back(cast.head, by=cast.administrator)


def test_the_systems_account_never_comes_back(cast):
    with pytest.raises(Refused, match="system’s own account"):
        come_back(User.objects.command_line(), by=cast.administrator)


# --- The pages ----------------------------------------------------------------------------------


@pytest.fixture
def office(cast, sign_in) -> Client:
    return sign_in(cast.administrator)


def test_the_page_names_everything_that_ends(cast, owned, office):
    page = words_on(office.get(f"/people/{cast.head.pk}/leave/"))
    assert "Head of service, MASH & Assessment" in page
    assert "nobody can send them to the director: MASH & Assessment." in page
    assert "Ours" in page
    assert "Theirs" in page
    assert ">Done<" not in page


def test_the_page_offers_everybody_but_the_leaver(cast, owned, office):
    page = words_on(office.get(f"/people/{cast.head.pk}/leave/"))
    offered = page[page.index("<select") : page.rindex("</select>")]
    assert f'value="{cast.deputy.pk}"' in offered
    assert f'value="{cast.head.pk}"' not in offered
    assert f'value="{User.objects.command_line().pk}"' not in offered


def test_one_button_does_it_all(cast, owned, office):
    address = f"/people/{cast.head.pk}/leave/"
    chosen = {"head-mash": cast.deputy.pk, "actions_to": cast.deputy.pk}
    chosen |= form_on(office.get(address))
    page = words_on(office.post(address, chosen, follow=True))
    assert "Head of MASH has left and can no longer sign in." in page
    assert cast.deputy.assignments.filter(role=Role.HEAD, area="mash").exists()
    assert owners()["Theirs"] == cast.deputy
    assert office.post(address, chosen).headers["Location"] == "/people/"  # a double click


def test_nobody_has_to_take_over_at_once(cast, owned, office):
    page = words_on(office.post(f"/people/{cast.head.pk}/leave/", follow=True))
    assert "Areas without a head of service" in page
    assert owners()["Ours"] == cast.head


def test_ones_own_page_says_who_can_do_it(cast, office):
    address = f"/people/{cast.administrator.pk}/leave/"
    assert "Ask another administrator." in words_on(office.get(address))
    assert "Ask another administrator." in words_on(office.post(address, follow=True))
    cast.administrator.refresh_from_db()
    assert cast.administrator.is_active


def test_the_list_says_who_is_here_and_who_has_left(cast, office):
    leave(cast.viewer, by=cast.administrator)
    page = words_on(office.get("/people/"))
    here, gone = page.split("Can no longer sign in (1)")
    assert "viewer@example.org" in gone
    assert "viewer@example.org" not in here
    assert f"/people/{cast.administrator.pk}/leave/" not in page


def test_coming_back_asks_which_roles_begin_again(cast, office):
    leave(cast.head, heads={"mash": cast.deputy}, by=cast.administrator)
    address = f"/people/{cast.head.pk}/return/"
    page = words_on(office.get(address))
    assert 'value="head mash"' in page
    assert "checked" not in page  # the area has a head by now
    page = words_on(office.post(address, {"roles": ["head mash"]}, follow=True))
    assert "may sign in again, with a new password." in page
    assert "A link to choose a password is on its way to head.of.mash@example.org." in page
    assert cast.head.assignments.count() == 1


def test_roles_that_nobody_else_holds_are_ticked(cast, office):
    leave(cast.head, by=cast.administrator)
    page = words_on(office.get(f"/people/{cast.head.pk}/return/"))
    assert 'value="head mash" checked' in page


def test_what_somebody_who_has_left_still_owns_is_handed_on_later(cast, owned, office):
    leave(cast.head, by=cast.administrator)
    address = f"/people/{cast.head.pk}/actions/"
    assert f'href="{address}"' in words_on(office.get("/"))
    assert "Choose the new owner" in words_on(office.post(address))
    chosen = form_on(office.get(address)) | {"actions_to": cast.deputy.pk}
    page = words_on(office.post(address, chosen, follow=True))
    assert "Deputy of MASH owns 2 more open actions." in page
    assert owners()["Ours"] == cast.deputy
    assert "None." in words_on(office.get(address))


def test_the_page_says_when_no_action_can_change_hands_now(cast, owned, office):
    leave(cast.head, by=cast.administrator)
    Assessment.objects.update(state=State.WITH_DIRECTOR)
    address = f"/people/{cast.head.pk}/actions/"
    assert "stays for now" in words_on(office.get(address))
    page = words_on(office.post(address, {"actions_to": cast.deputy.pk}, follow=True))
    assert "no open action can change hands now" in page


# --- Only what the page showed is handed on -------------------------------------------------------


@pytest.fixture(params=["leave", "actions"])
def handing_on(request, cast, owned, office) -> str:
    """The two pages on which actions get a new owner."""
    if request.param == "actions":
        leave(cast.head, by=cast.administrator)
    return f"/people/{cast.head.pk}/{request.param}/"


def test_an_action_given_to_her_since_stays_hers(cast, quarter, office, handing_on):
    sent = form_on(office.get(handing_on)) | {"actions_to": cast.deputy.pk}
    values = {"text": "Given since", "owner_person": cast.head}
    raise_action(get_assessment(quarter, "mash"), values, by=cast.deputy)
    assert office.post(handing_on, sent).status_code == 302
    assert owners()["Ours"] == owners()["Theirs"] == cast.deputy
    assert owners()["Given since"] == cast.head


def test_nothing_is_handed_on_when_an_action_has_changed_since(cast, office, owned, handing_on):
    sent = form_on(office.get(handing_on)) | {"actions_to": cast.deputy.pk}
    hand_over(owned[:1], owner="Health visitors", by=cast.administrator)
    active = User.objects.get(pk=cast.head.pk).is_active
    answer = office.post(handing_on, sent)
    assert answer.status_code == 409
    assert "An action changed while this page was open" in words_on(answer)
    assert owners()["Ours"] == cast.head
    assert User.objects.get(pk=cast.head.pk).is_active == active
    office.post(handing_on, form_on(answer) | {"actions_to": cast.deputy.pk})
    assert owners()["Ours"] == cast.deputy


def test_nobody_leaves_unseen_when_every_action_was_locked_since(cast, office, owned):
    address = f"/people/{cast.head.pk}/leave/"
    sent = form_on(office.get(address)) | {"actions_to": cast.deputy.pk}
    Assessment.objects.update(state=State.WITH_DIRECTOR)
    answer = office.post(address, sent)
    assert answer.status_code == 409
    assert "so none was handed over" in words_on(answer)
    assert User.objects.get(pk=cast.head.pk).is_active
    office.post(address, form_on(answer))  # now it is known that they stay as they are
    assert not User.objects.get(pk=cast.head.pk).is_active
    assert set(owners().values()) == {cast.head}


def test_a_form_that_does_not_say_what_it_showed_hands_nothing_on(cast, office, handing_on):
    page = words_on(office.post(handing_on, {"actions_to": cast.deputy.pk}))
    assert "does not say which actions it showed" in page
    assert owners()["Ours"] == cast.head


def test_a_role_given_to_her_since_is_shown_before_it_ends(cast, quarter, office):
    """So is an area that she heads alone now."""
    address = f"/people/{cast.head.pk}/leave/"
    older = form_on(office.get(address))
    assign(cast.head, role=Role.HEAD, area="lac", by=cast.administrator)
    answer = office.post(address, older)
    assert answer.status_code == 409
    assert "What Head of MASH holds changed while this page was open" in words_on(answer)
    assert "Looked After Children" in words_on(answer)
    assert User.objects.get(pk=cast.head.pk).is_active
    office.post(address, form_on(answer))
    assert not User.objects.get(pk=cast.head.pk).is_active
