"""Whose session it is: read with her roles, in one query, since every page asks for both."""

import pytest

from selfassess.accounts.backends import Passwords
from selfassess.accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_somebody_comes_with_her_roles(django_assert_num_queries):
    person = make_user(("head", "mash"), "director")
    with django_assert_num_queries(1):
        found = Passwords().get_user(person.pk)
        assert found == person
        assert [(held.role, held.area) for held in found.held_roles] == [
            ("director", ""),
            ("head", "mash"),
        ]


def test_somebody_without_a_role_is_found_too():
    person = make_user(name="Nobody in particular")
    assert Passwords().get_user(person.pk) == person
    assert Passwords().get_user(person.pk).held_roles == []


def test_whoever_may_not_sign_in_is_nobody():
    person = make_user(("head", "mash"))
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert Passwords().get_user(person.pk) is None
    assert Passwords().get_user(0) is None


def test_a_role_taken_away_is_gone_at_the_next_click(sign_in):
    person = make_user("administrator")
    client = sign_in(person)
    assert client.get("/people/").status_code == 200
    person.assignments.all().delete()
    assert client.get("/people/").status_code == 404
