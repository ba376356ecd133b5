"""What every reader must know of a quarter's data is told wherever the quarter is read."""

import pytest

from selfassess.quarters.models import Quarter
from selfassess.reporting.pdf import report_html
from tests.factories import get_assessment, make_issued, make_quarter
from tests.pages import words_on

NOTE = "Made up for <this> test & no other."

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted() -> Quarter:
    quarter = make_quarter()
    Quarter.objects.filter(pk=quarter.pk).update(note=NOTE)
    return quarter


@pytest.mark.parametrize(
    "address", ["/", "/{0}/", "/{0}/mash/", "/{0}/mash/know/", "/reports/{0}/"]
)
def test_it_is_told_once_on_every_page_of_the_quarter(sign_in, cast, noted, address):
    page = words_on(sign_in(cast.director).get(address.format(noted.code)))
    assert page.count(NOTE) == 1


def test_nothing_is_drawn_for_a_quarter_without_one(sign_in, cast):
    quarter = make_quarter()
    assert "sa-quarter-note" not in words_on(sign_in(cast.head).get(f"/{quarter.code}/mash/"))


def test_a_page_of_no_quarter_says_nothing(sign_in, cast, noted):
    assert NOTE not in words_on(sign_in(cast.director).get("/reports/"))


@pytest.mark.usefixtures("quick_pdf")
def test_a_viewer_finds_it_beside_the_latest_report_and_on_its_cover(sign_in, cast):
    make_quarter()
    Quarter.objects.update(note=NOTE)
    report = make_issued(get_assessment("2020-21-q2").quarter_id)
    viewer = sign_in(cast.viewer)
    assert words_on(viewer.get("/")).count(NOTE) == 1
    assert words_on(viewer.get(report.get_absolute_url())).count(NOTE) == 1
    assert "Made up for &lt;this&gt; test &amp; no other." in report_html(report.frozen)
