"""On a phone nothing that matters is cut off or too small to read."""

from datetime import date

import pytest
from playwright.sync_api import Page

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from tests.factories import get_assessment, make_quarter, write

from .conftest import PHONE, Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUARTERS = ["2019-20-q1", "2019-20-q2", "2019-20-q3", "2019-20-q4", "2020-21-q1", "2020-21-q2"]
SMALLEST = 9  # pixels of a letter in a picture
CUT_OFF = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
LETTERS = """all => all.filter(one => one.checkVisibility())
    .map(one => 12 * one.ownerSVGElement.getScreenCTM().a)"""


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture(params=[PHONE, 320])
def width(request) -> int:
    return request.param


def test_all_ratings_and_states_are_in_sight(cast, browse: Browse, width: int):
    for code in QUARTERS:
        write(get_assessment(make_quarter(code)), by=cast.head)
    for person in (cast.head, cast.director):
        page: Page = browse(person, width=width)
        page.goto("/")
        assert page.locator(".sa-heat").is_visible()
        assert page.locator(".sa-scroll").evaluate_all(CUT_OFF) == 0
        assert page.locator(".sa-heat td:visible").count() == page.locator(".sa-heat td").count()


def test_the_words_of_charts_can_be_read(cast, browse: Browse, width: int):
    load_catalogue(by=User.objects.command_line())
    mash = get_assessment(make_quarter("2020-21-q2"))
    for code in ("MA03", "MA08"):
        kpi = Kpi.objects.get(code=code)
        add_measure(
            mash, kpi, value=80, source="A report", as_at=date(2020, 9, 30), by=cast.analyst
        )
    page = browse(cast.head, width=width)
    page.goto("/2020-21-q2/mash/explore/")
    letters = page.locator(".sa-chart text").evaluate_all(LETTERS)
    assert letters
    assert min(letters) >= SMALLEST
