"""Every kind of finding is found among rows of the database, and drawn where it is answered."""

import pytest

from selfassess.accounts.models import User
from selfassess.claims.finding import Tier
from selfassess.claims.kinds import title_of_finding
from selfassess.quarters.models import Quarter
from services.base import Problem
from services.registry import find_area
from tests.claims.counting import found_in, kinds
from tests.claims.every_kind import write_every_kind
from tests.pages import words_on

OPEN = "2020-21-q2"
KINDS = {
    "number",
    "own_numbers",
    "parts",
    "comparison",
    "trend",
    "target",
    "audits_improve",
    "done",
    "unchanged",
    "dates",
    "rating",
    "silence",
    "strength",
    "voice",
    "own",
    "two_values",
    "text_of_another_area",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture
def quarter(monkeypatch) -> Quarter:
    def asks(area, texts, known):
        yield Problem("know", "know", "MASH does not say who decides")

    monkeypatch.setattr(find_area("mash"), "word_checks", (asks,), raising=False)
    quarter = Quarter.objects.get(code=OPEN)
    write_every_kind(quarter, by=User.objects.command_line())
    return quarter


def test_every_kind_is_found_and_stands_where_it_is_read(quarter, sign_in):
    found = found_in(OPEN)
    assert set(kinds(found)) == KINDS
    head = words_on(sign_in(person("head", "mash")).get(f"/{OPEN}/mash/findings/"))
    director = words_on(sign_in(person("director")).get(f"/{OPEN}/findings/"))
    for finding in found["mash"].findings:
        assert title_of_finding(finding) in head
        assert finding.record_says in head
        if finding.tier == Tier.CONTRADICTS:
            assert finding.record_says in director
    for between_areas in ("88.8%", "The same words stand in"):
        assert between_areas in director
        assert between_areas not in head
    assert "MASH &amp; Assessment, know" not in director


def person(role: str, area: str = "") -> User:
    return User.objects.get(assignments__role=role, assignments__area=area)
