"""People come in by invitation: an account, a role, and a link that works once."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.people.links import invitation_link
from selfassess.people.operations.accounts import invite
from tests.factories import make_user

CHOSEN = "a password of her own"
TYPED = {"password1": CHOSEN, "password2": CHOSEN}


def roles_of(user: User) -> set[tuple[str, str]]:
    return set(user.assignments.values_list("role", "area"))


def visit(link: str) -> tuple[Client, str]:
    """Follow a link from an e-mail: the browser, and the page that asks for a password."""
    client = Client()
    address = link.removeprefix(settings.PUBLIC_URL)
    response = client.get(address)
    return client, response.headers.get("Location", address)


def use(link: str) -> bool:
    """Choose a password with the link, and say whether that went well."""
    client, page = visit(link)
    return client.post(page, TYPED).headers.get("Location") == "/accounts/password/reset/key/done/"


def may_sign_in(email: str, password: str = CHOSEN) -> bool:
    client = Client()
    client.post("/accounts/login/", {"login": email, "password": password})
    return client.get("/").status_code == 200


def test_a_new_person_gets_an_account_a_role_and_two_events(cast):
    user = invite(
        email="new@example.org", role=Role.HEAD, areas=["lac", "cwd"], by=cast.administrator
    )
    assert roles_of(user) == {("head", "lac"), ("head", "cwd")}
    assert user.is_active
    assert not user.has_usable_password()
    verbs = Event.objects.filter(subject="new@example.org").values_list("verb", "by__name", "area")
    assert sorted(verbs) == [
        ("person.assign", "Administrator", "cwd"),
        ("person.assign", "Administrator", "lac"),
        ("person.invite", "Administrator", ""),
    ]


def test_a_second_invitation_adds_a_role_to_the_same_account(cast):
    again = invite(email="HEAD.OF.MASH@example.org", role=Role.DIRECTOR, by=cast.administrator)
    assert again.pk == cast.head.pk
    assert roles_of(again) == {("head", "mash"), ("director", "")}


def test_the_same_invitation_twice_changes_nothing_the_second_time(cast):
    invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator)
    events = Event.objects.count()
    user = invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator)
    assert roles_of(user) == {("viewer", "")}
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("role", "areas", "why"),
    [
        ("king", [], "'king' is not a role"),
        (Role.HEAD, [], "needs at least one area"),
        (Role.DEPUTY, [], "needs at least one area"),
        (Role.DIRECTOR, ["mash"], "has no area"),
        (Role.HEAD, ["mash", "fostering"], "'fostering' is not a service area"),
        (Role.HEAD, ["overview"], "'overview' is not a service area"),
    ],
)
def test_a_role_and_areas_that_do_not_go_together_are_refused(cast, role, areas, why):
    people = User.objects.count()
    with pytest.raises(Refused, match=why):
        invite(email="new@example.org", role=role, areas=areas, by=cast.administrator)
    assert User.objects.count() == people


def test_nobody_is_invited_into_the_systems_own_account(cast):
    system = User.objects.command_line()
    with pytest.raises(Refused, match="system's own account"):
        invite(email=system.email, role=Role.ADMINISTRATOR, by=cast.administrator)
    assert roles_of(system) == set()


@pytest.mark.parametrize("who", ["head", "deputy", "director", "analyst", "viewer", "nobody"])
def test_only_administrators_invite(cast, who):
    with pytest.raises(PermissionDenied):
        invite(email="new@example.org", role=Role.VIEWER, by=getattr(cast, who))
    assert not User.objects.filter(email="new@example.org").exists()


def test_the_link_leads_to_the_portals_own_address_and_to_a_password(cast, settings):
    settings.PUBLIC_URL = "https://portal.example.org/"
    link = invitation_link(invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator))
    assert link.startswith("https://portal.example.org/accounts/password/reset/key/")
    assert use(link.removeprefix("https://portal.example.org"))
    assert may_sign_in("new@example.org")


def test_the_link_works_once(cast):
    link = invitation_link(invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator))
    assert use(link)
    assert not use(link)
    client, page = visit(link)
    assert "This link no longer works" in client.get(page).text


def test_the_link_is_dead_when_its_days_are_over(cast):
    lives = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    user = invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator)
    link, now = invitation_link(user), timezone.now()
    with time_machine.travel(now + lives + timedelta(seconds=2)):
        assert not use(link)
    with time_machine.travel(now + lives - timedelta(seconds=2)):
        assert use(link)


def test_the_link_is_dead_when_the_address_changes(cast):
    user = invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator)
    link = invitation_link(user)
    User.objects.filter(pk=user.pk).update(email="newer@example.org")
    assert not use(link)


def test_the_link_of_one_person_does_not_open_anothers_account(cast):
    link = invitation_link(invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator))
    other = invitation_link(make_user(name="Other"))
    key = link.rpartition("-")[2]
    assert not use(f"{other.rpartition('-')[0]}-{key}")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "at least 12"),
        ("password1234", "too common"),
        ("new@example.org", "similar to"),
    ],
)
def test_a_weak_password_is_not_taken(cast, password, why):
    link = invitation_link(invite(email="new@example.org", role=Role.VIEWER, by=cast.administrator))
    client, page = visit(link)
    response = client.post(page, {"password1": password, "password2": password})
    assert why in response.text
    assert not may_sign_in("new@example.org", password)


def test_the_command_makes_the_first_administrator_and_prints_the_link(db, capsys):
    call_command("invite", "first@example.org", role="administrator", name="First", job_title="IT")
    says, link = capsys.readouterr().out.splitlines()
    assert says == "first@example.org sets a password here, once, within 3 days:"
    assert use(link)
    assert may_sign_in("first@example.org")
    first = User.objects.get(email="first@example.org")
    assert (first.name, first.job_title, roles_of(first)) == (
        "First",
        "IT",
        {("administrator", "")},
    )
    assert Event.objects.filter(verb="person.invite", by=User.objects.command_line()).exists()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["not-an-address", "--role", "viewer"], "not an e-mail address"),
        (["new@example.org", "--role", "king"], "invalid choice"),
        (["new@example.org"], "required: --role"),
        (["new@example.org", "--role", "head"], "needs at least one area"),
        (["new@example.org", "--role", "head", "--area", "moon"], "'moon' is not a service area"),
        (["new@example.org", "--role", "viewer", "--area", "mash"], "leave --area out"),
    ],
)
def test_the_command_says_what_is_wrong_and_makes_nobody(db, arguments, why):
    with pytest.raises(CommandError, match=why):
        call_command("invite", *arguments)
    assert not User.objects.filter(is_system=False).exists()
