"""What a page says where there is nothing yet: nothing that is not so, and no empty frame."""

import pytest

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from tests.factories import get_assessment, make_approved, make_quarter
from tests.ui.page import Page

AREA = "/2020-21-q2/mash/"


@pytest.fixture
def said(sign_in):
    return lambda person, address: Page(sign_in(person).get(address).text).words("//main")


class TestFreshPortal:
    def test_a_catalogue_without_kpis_is_not_a_search_without_matches(self, cast, said):
        assert "There are no KPIs yet." in said(cast.analyst, "/kpis/")
        assert "No KPI matches." in said(cast.analyst, "/kpis/?q=contacts")

    def test_no_heading_stands_over_nothing(self, cast, said):
        assert "there is nothing to compile" in said(cast.director, "/reports/")
        assert "Download the figures" not in said(cast.analyst, "/imports/")


class TestNothingWritten:
    @pytest.fixture(autouse=True)
    def _quarter(self, cast):
        load_catalogue(by=User.objects.command_line())
        make_quarter()

    @pytest.mark.parametrize(
        ("page", "open_", "approved"),
        [
            ("know/", "Not answered yet.", "No answer was given."),
            ("strengths/", "No strength yet.", "No strength was entered."),
            ("rating/", "No rating yet", "Not rated"),
            ("review/", "Not answered yet.", "No answer was given."),
        ],
    )
    def test_what_may_still_come_is_not_told_as_missing(self, cast, said, page, open_, approved):
        assert open_ in said(cast.director, AREA + page)
        assert approved not in said(cast.director, AREA + page)

    def test_what_was_sent_without_an_answer_is(self, cast, said):
        make_approved(
            get_assessment("2020-21-q2").quarter, head=cast.head, director=cast.director, text=""
        )
        assert "No answer was given." in said(cast.director, f"{AREA}know/")

    def test_the_first_source_is_no_other_one(self, cast, said):
        assert "Add what a source says" in said(cast.head, f"{AREA}indicators/MA08/")

    def test_of_no_numbers_nothing_is_said_twice(self, cast, said):
        page = said(cast.head, f"{AREA}findings/")
        assert "No numbers have been written yet." in page
        assert page.count("record") == 2  # contradicts the record; set beside the record

    def test_what_is_counted_is_counted_alike(self, cast, said):
        assert "Not answered yet, 0 audits, 0 voices, 0 further figures" in said(cast.head, AREA)
