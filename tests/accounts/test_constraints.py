"""What the database promises about people and roles, whoever writes to it."""

import pytest
from django.db import IntegrityError, connection, transaction

from selfassess.access import Role
from selfassess.accounts.models import Assignment, User
from tests.factories import make_user


def refused(name: str):
    """The constraint of this name says no. (SQLite names a CHECK, but not the columns of a key.)"""
    match = name if connection.vendor == "postgresql" else f"{name}|UNIQUE constraint failed"
    return pytest.raises(IntegrityError, match=match)


def test_an_address_belongs_to_one_person(db):
    make_user(email="somebody@example.org")
    with refused("an_address_belongs_to_one_person"), transaction.atomic():
        User.objects.create(email="SOMEBODY@example.org", name="Twin")


def test_the_system_account_cannot_sign_in(db):
    system = User.objects.command_line()
    with refused("the_system_account_cannot_sign_in"), transaction.atomic():
        User.objects.filter(pk=system.pk).update(is_active=True)


def test_nobody_holds_a_role_twice(db):
    user = make_user((Role.HEAD, "mash"))
    with refused("nobody_holds_a_role_twice"), transaction.atomic():
        Assignment.objects.create(user=user, role=Role.HEAD, area="mash")
    Assignment.objects.create(user=user, role=Role.HEAD, area="lac")


@pytest.mark.parametrize("role", list(Role))
def test_only_heads_and_deputies_have_an_area(db, role):
    user = make_user()
    wrong = "" if role in (Role.HEAD, Role.DEPUTY) else "mash"
    with refused("only_heads_and_deputies_have_an_area"), transaction.atomic():
        Assignment.objects.create(user=user, role=role, area=wrong)
    Assignment.objects.create(user=user, role=role, area="" if wrong else "mash")
