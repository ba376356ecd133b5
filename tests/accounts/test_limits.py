"""Limits on guessing hold against whoever tries to get round them, and stop nobody else."""

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from selfassess import settings as given
from selfassess.people.links import invitation_link
from tests.factories import PASSWORD


def guess(email: str, password: str = "a wrong but long password") -> str:  # noqa: S107
    return Client().post("/accounts/login/", {"login": email, "password": password}).text


def is_locked(email: str) -> bool:
    return "Too many attempts" in guess(email, PASSWORD)


@pytest.mark.parametrize(
    "typed", ["analyſt@example.org", "ANALYST@example.org", " Analyst@EXAMPLE.org"]
)
def test_an_address_written_in_another_way_is_the_same_address(cast, typed):
    """PostgreSQL takes the long s for an s."""
    for _ in range(5):
        guess(typed)
    assert is_locked("analyst@example.org")


def test_a_flood_of_other_counts_makes_no_limit_forgotten(cast, settings):
    settings.CACHES = settings.CACHES | {"default": given.CACHES["default"]}
    call_command("createcachetable")
    for _ in range(5):
        guess("analyst@example.org")
    for number in range(310):
        cache.set(f"second-factor.{number}", True)
    assert is_locked("analyst@example.org")


def test_a_whole_council_follows_its_invitations_from_one_address(cast):
    link = invitation_link(cast.viewer).split("/", 3)[3]
    assert 429 not in {Client().post(f"/{link}").status_code for _ in range(30)}
