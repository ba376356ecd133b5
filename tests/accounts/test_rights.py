"""A right that is taken away is gone at the next request, and the last administrator stays."""

import threading
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from selfassess.access import EVERYWHERE, GRANTS, OVERVIEW, Permission, Role, areas_where, can
from selfassess.accounts.models import Assignment, User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.people.operations.accounts import assign, change_person, invite, unassign
from selfassess.people.operations.leaving import leave
from services.registry import all_areas
from tests.factories import make_quarter, make_user

QUARTER = "2020-21-q2"


@pytest.fixture
def area_page(cast) -> str:
    make_quarter(QUARTER)
    return f"/{QUARTER}/mash/"


def test_a_role_taken_away_is_gone_at_the_next_request(cast, sign_in, area_page):
    client = sign_in(cast.head)
    assert client.get(area_page).status_code == 200
    unassign(cast.head.assignments.get(), by=cast.administrator)
    assert client.get(area_page).status_code == 404
    assert client.post(f"{area_page}know/", {"know-text": "Too late."}).status_code == 404


def test_a_role_given_is_there_at_the_next_request(cast, sign_in, area_page):
    client = sign_in(cast.viewer)
    assert client.get(area_page).status_code == 404
    assign(cast.viewer, role=Role.DEPUTY, area="mash", by=cast.administrator)
    assert client.get(area_page).status_code == 200


def test_a_closed_account_is_out_at_the_next_request(cast, sign_in, area_page):
    client = sign_in(cast.head)
    leave(cast.head, by=cast.administrator)
    response = client.get(area_page)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/accounts/login/?next={area_page}"


@pytest.mark.parametrize("who", ["head", "deputy", "director", "analyst", "viewer", "nobody"])
def test_only_administrators_change_people(cast, who):
    by = getattr(cast, who)
    for act in (
        lambda: assign(cast.viewer, role=Role.ADMINISTRATOR, by=by),
        lambda: unassign(cast.head.assignments.get(), by=by),
        lambda: change_person(cast.viewer, name="Renamed", by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert not Event.objects.exists()


def test_the_last_administrator_cannot_go(cast):
    with pytest.raises(Refused, match="only administrator"):
        unassign(cast.administrator.assignments.get(), by=cast.administrator)


def test_her_other_roles_may_go_and_other_people_may_be_closed_out(cast):
    viewer = assign(cast.administrator, role=Role.VIEWER, by=cast.administrator)
    unassign(viewer, by=cast.administrator)
    leave(cast.head, by=cast.administrator)
    assert cast.administrator.assignments.get().role == Role.ADMINISTRATOR


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["role", "account"])
def test_two_administrators_cannot_show_each_other_out_at_once(way):
    one, two = (make_user(Role.ADMINISTRATOR, name=name) for name in ("One", "Two"))
    start = threading.Barrier(2)

    def show_out(user: User, by: User) -> None:
        start.wait()
        try:
            with suppress(Refused, PermissionDenied):
                if way == "role":
                    unassign(user.assignments.get(), by=by)
                else:
                    leave(user, by=by)
        finally:
            connection.close()

    threads = [threading.Thread(target=show_out, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.holding(Role.ADMINISTRATOR).count() == 1


# --- The table in access.py --------------------------------------------------------------------


def test_every_role_and_every_permission_is_in_the_table():
    assert set(GRANTS) == set(Role)
    assert set().union(*GRANTS.values()) == set(Permission)


def test_a_deputy_may_do_what_a_head_may_but_send_or_begin_from_a_document():
    alone = {Permission.SEND, Permission.IMPORT_DOCUMENTS}
    assert GRANTS[Role.HEAD] - GRANTS[Role.DEPUTY] == alone
    assert GRANTS[Role.DEPUTY] < GRANTS[Role.HEAD]


def test_the_roles_of_an_area_reach_no_further(cast):
    for permission in GRANTS[Role.HEAD] - EVERYWHERE:
        assert areas_where(cast.head, permission) == ["mash"]
        assert not can(cast.head, permission)
        assert not can(cast.head, permission, "lac")


def test_the_roles_of_the_council_reach_everywhere(cast):
    everywhere = sorted([OVERVIEW, *(area.slug for area in all_areas())])
    assert areas_where(cast.director, Permission.READ_WORDS) == everywhere
    assert areas_where(cast.analyst, Permission.READ_WORDS) == []


def test_a_person_without_a_role_may_do_nothing(cast):
    assert not any(can(cast.nobody, permission) for permission in Permission)


def test_the_command_line_may_do_everything_and_cannot_sign_in(db):
    system = User.objects.command_line()
    assert all(can(system, permission, "mash") for permission in Permission)
    assert not system.is_active
    assert not system.has_usable_password()
    assert User.objects.command_line() == system  # one, however often it is asked for


def test_a_person_may_hold_several_roles(cast):
    user = invite(
        email="head.of.mash@example.org", role=Role.HEAD, areas=["lac"], by=cast.administrator
    )
    assign(user, role=Role.DIRECTOR, by=cast.administrator)
    user = User.objects.get(pk=user.pk)
    assert areas_where(user, Permission.WRITE_WORDS) == ["lac", "mash"]
    assert can(user, Permission.REVIEW, "cwd")
    assert Assignment.objects.filter(user=user).count() == 3
