"""An area's page says who heads it and who stands in."""

import pytest

from selfassess.people.operations.accounts import unassign
from selfassess.people.operations.leaving import leave
from selfassess.quarters.models import Quarter, QuarterState
from tests.ui.page import Page

ADDRESS = "/2020-21-q2/mash/"


@pytest.fixture
def said(mash, sign_in):
    def said(user) -> str:
        page = Page(sign_in(user).get(ADDRESS).text)
        return page.words("//aside//section[h2='Who writes here']")

    return said


def test_a_head_sees_who_stands_in_for_her(cast, said):
    assert "DeputyDeputy of MASH" in said(cast.head)


def test_so_does_the_deputy_and_whoever_reviews(cast, said):
    assert "Head of serviceHead of MASH" in said(cast.deputy)
    assert "Head of serviceHead of MASH" in said(cast.director)


def test_people_of_other_areas_are_not_named(cast, said):
    assert "Early Help" not in said(cast.head)


def test_an_area_without_a_deputy_says_who_can_change_that(cast, said):
    unassign(cast.deputy.assignments.get(), by=cast.administrator)
    assert "No deputy" in said(cast.head)
    assert "Administrators give the role." in said(cast.head)


def test_whoever_has_left_stands_in_no_more(cast, said):
    leave(cast.deputy, by=cast.administrator)
    assert "No deputy" in said(cast.head)


def test_an_issued_quarter_names_nobody_of_today(cast, mash, sign_in):
    Quarter.objects.update(state=QuarterState.ISSUED)
    assert "Who writes here" not in sign_in(cast.viewer).get(ADDRESS).text
