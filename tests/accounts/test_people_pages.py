"""Administrators keep people and roles in Django's admin: behind the portal's own door, and every
change through an action that leaves an event."""

import pytest
from django.contrib import admin
from django.test import Client

from selfassess.access import Role
from selfassess.accounts.models import Assignment, User
from selfassess.audit.models import Event
from selfassess.people.operations.leaving import leave
from tests.factories import PASSWORD, make_user

PEOPLE = "/admin/accounts/user/"


def page_of(user: User) -> str:
    return f"{PEOPLE}{user.pk}/change/"


def events() -> list[tuple[str, str, str, str]]:
    found = Event.objects.order_by("pk").values_list("verb", "by__name", "subject", "area")
    return list(found)


def typed(user: User, *new_roles: tuple[str, str], without: Assignment | None = None, **changes):
    """What the person's form sends: her fields, her roles, and perhaps new ones."""
    held = list(user.assignments.all()) if user.pk else []
    form = {"email": user.email, "name": user.name, "job_title": user.job_title}
    form |= changes
    form |= {
        "assignments-TOTAL_FORMS": len(held) + len(new_roles),
        "assignments-INITIAL_FORMS": len(held),
    }
    for number, assignment in enumerate(held):
        form |= {f"assignments-{number}-id": assignment.pk, f"assignments-{number}-user": user.pk}
        if assignment == without:
            form[f"assignments-{number}-DELETE"] = "on"
    for number, (role, area) in enumerate(new_roles, start=len(held)):
        form |= {f"assignments-{number}-role": role, f"assignments-{number}-area": area}
    return {name: value for name, value in form.items() if value is not None}


@pytest.fixture
def office(cast, sign_in) -> Client:
    """The administrator's browser."""
    return sign_in(cast.administrator)


# --- The door ---------------------------------------------------------------------------------

ADDRESSES = ["/admin/", PEOPLE, f"{PEOPLE}add/", "/admin/login/", "/admin/password_change/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_strangers_are_led_to_the_portals_own_sign_in(db, address):
    response = Client().get(address)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/accounts/login/?next={address}"


def test_to_everybody_else_there_is_nothing_there(cast, sign_in):
    found = {
        (who, address): status
        for who in ("head", "deputy", "director", "analyst", "viewer", "nobody")
        for client in [sign_in(getattr(cast, who))]
        for address in (*ADDRESSES, "/admin/nonsense/", "/admin/logout/")
        if (status := client.get(address).status_code) != 404
    }
    assert found == {}


def test_the_second_door_takes_no_password(cast):
    client = Client()
    client.post("/admin/login/", {"username": "administrator@example.org", "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_administrators_come_in_by_the_portals_door(cast):
    client = Client()
    typed = {"login": "administrator@example.org", "password": PASSWORD, "next": "/admin/login/"}
    response = client.post("/accounts/login/", typed, follow=True)
    assert response.redirect_chain == [("/admin/login/", 302), ("/admin/", 302)]
    assert response.status_code == 200


def test_only_models_whose_changes_go_through_actions_are_there():
    assert {model.__name__ for model in admin.site._registry} == {"Kpi", "Target", "User"}


# --- The pages --------------------------------------------------------------------------------


def test_the_list_names_people_and_their_roles_but_not_the_systems_account(cast, office):
    User.objects.command_line()
    page = office.get(PEOPLE).text
    assert "Head of service, MASH &amp; Assessment" in page
    assert "Nobody in particular" in page
    assert "command-line@localhost" not in page


def test_a_person_is_added_with_her_roles(cast, office):
    new = User(email="New.Person@Example.org", name="New person")
    office.post(f"{PEOPLE}add/", typed(new, (Role.HEAD, "lac"), (Role.VIEWER, "")))
    user = User.objects.get(email="new.person@example.org")
    assert set(user.assignments.values_list("role", "area")) == {("head", "lac"), ("viewer", "")}
    assert not user.has_usable_password()
    assert user.invited_at
    assert events() == [
        ("person.invite", "Administrator", "new.person@example.org", ""),
        ("person.link", "Administrator", "new.person@example.org", ""),
        ("person.assign", "Administrator", "new.person@example.org", "lac"),
        ("person.assign", "Administrator", "new.person@example.org", ""),
    ]


def test_an_address_belongs_to_one_person(cast, office):
    twin = User(email="VIEWER@example.org", name="Twin")
    page = office.post(f"{PEOPLE}add/", typed(twin)).text
    assert "Another person has this address." in page
    assert User.objects.filter(email__iexact="viewer@example.org").count() == 1
    assert events() == []


def test_a_change_is_recorded_with_before_and_after(cast, office):
    office.post(page_of(cast.viewer), typed(cast.viewer, name="Lead member", job_title="Member"))
    event = Event.objects.get()
    assert (event.verb, event.by, event.subject) == (
        "person.change",
        cast.administrator,
        "viewer@example.org",
    )
    assert event.before == {"name": "Viewer", "job_title": "Viewer"}
    assert event.after == {"name": "Lead member", "job_title": "Member"}
    cast.viewer.refresh_from_db()
    assert cast.viewer.name == "Lead member"


def test_an_older_page_changes_only_what_was_typed_on_it(cast, office):
    older = typed(cast.viewer) | {"initial-name": "Viewer", "initial-job_title": "Viewer"}
    assert 'name="initial-name"' in office.get(page_of(cast.viewer)).text
    office.post(page_of(cast.viewer), typed(cast.viewer, name="Lead member"))
    office.post(page_of(cast.viewer), older | {"job_title": "Member"})
    cast.viewer.refresh_from_db()
    assert (cast.viewer.name, cast.viewer.job_title) == ("Lead member", "Member")
    answer = office.post(page_of(cast.viewer), older | {"name": "Leader"}, follow=True)
    assert "Nothing was changed. Somebody changed Lead member" in answer.text
    cast.viewer.refresh_from_db()
    assert cast.viewer.name == "Lead member"


def test_saving_without_a_change_records_nothing(cast, office):
    office.post(page_of(cast.viewer), typed(cast.viewer))
    assert events() == []


def test_a_role_is_given(cast, office):
    office.post(page_of(cast.viewer), typed(cast.viewer, (Role.DEPUTY, "cwd")))
    assert cast.viewer.assignments.filter(role=Role.DEPUTY, area="cwd").exists()
    assert events() == [("person.assign", "Administrator", "viewer@example.org", "cwd")]


def test_a_role_is_taken_away(cast, office):
    role = cast.head.assignments.get()
    office.post(page_of(cast.head), typed(cast.head, without=role))
    assert not cast.head.assignments.exists()
    assert events() == [("person.unassign", "Administrator", "head.of.mash@example.org", "mash")]
    assert Event.objects.get().before == {"role": "head"}


def test_a_role_is_never_turned_into_another(cast, office):
    form = typed(cast.viewer) | {"assignments-0-role": Role.ADMINISTRATOR, "assignments-0-area": ""}
    office.post(page_of(cast.viewer), form)
    assert cast.viewer.assignments.get().role == Role.VIEWER
    assert events() == []


@pytest.mark.parametrize(("role", "area"), [(Role.HEAD, ""), (Role.DIRECTOR, "mash")])
def test_heads_need_an_area_and_others_have_none(cast, office, role, area):
    page = office.post(page_of(cast.viewer), typed(cast.viewer, (role, area))).text
    assert "Heads and deputies need an area; other roles have none." in page
    assert cast.viewer.assignments.count() == 1
    assert events() == []


def test_accounts_are_closed_and_opened_only_where_what_ends_with_them_is_named(cast, office):
    assert f'"/people/{cast.viewer.pk}/leave/"' in office.get(page_of(cast.viewer)).text
    leave(cast.viewer, by=cast.administrator)
    assert f'"/people/{cast.viewer.pk}/return/"' in office.get(page_of(cast.viewer)).text
    cast.viewer.refresh_from_db()
    office.post(page_of(cast.viewer), typed(cast.viewer, is_active="on"))
    cast.viewer.refresh_from_db()
    assert not cast.viewer.is_active
    assert [verb for verb, *_ in events()][-1] == "person.leave"


def test_nobody_is_deleted(cast, office):
    assert office.post(f"{PEOPLE}{cast.viewer.pk}/delete/", {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": cast.viewer.pk, "post": "yes"}
    office.post(PEOPLE, chosen)
    assert User.objects.filter(pk=cast.viewer.pk).exists()


def test_the_systems_account_cannot_be_opened(cast, office):
    system = User.objects.command_line()
    office.post(page_of(system), typed(system, is_active="on"))
    system.refresh_from_db()
    assert not system.is_active


# --- The last administrator --------------------------------------------------------------------


def test_the_last_administrator_keeps_her_role_and_everything_else_of_the_form(cast, office):
    role = cast.administrator.assignments.get()
    form = typed(cast.administrator, (Role.VIEWER, ""), without=role, name="Another name")
    page = office.post(page_of(cast.administrator), form, follow=True).text
    assert "is the only administrator" in page
    assert "was changed successfully" not in page
    cast.administrator.refresh_from_db()
    assert cast.administrator.name == "Administrator"
    assert list(cast.administrator.assignments.all()) == [role]
    assert events() == []


def test_a_closed_account_does_not_count_as_another_administrator(cast, office):
    make_user(Role.ADMINISTRATOR, name="Gone", is_active=False)
    role = cast.administrator.assignments.get()
    office.post(page_of(cast.administrator), typed(cast.administrator, without=role))
    assert list(cast.administrator.assignments.all()) == [role]


def test_with_a_second_one_the_first_may_go(cast, office):
    make_user(Role.ADMINISTRATOR, name="Second")
    role = cast.administrator.assignments.get()
    office.post(page_of(cast.administrator), typed(cast.administrator, without=role))
    assert not cast.administrator.assignments.exists()
    assert office.get("/admin/").status_code == 404
