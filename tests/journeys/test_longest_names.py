"""At 400 % zoom, a window of 320 pixels, nothing scrolls sideways, whatever people, actions,
indicators and the council are called."""

from datetime import date

import pytest
from playwright.sync_api import Page

from performance.models.kpi import KpiDefinition
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.records.operations import raise_action
from tests.factories import get_assessment, make_quarter, make_user

from .conftest import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZOOMED = {"width": 320, "height": 256}  # 1280 by 1024 at 400 %
LONG = "Countywide Multi-Agency Safeguarding, Prevention and Reunification Partnership Board"
COUNCIL = "Royal Borough of Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.fixture
def longest(cast, settings) -> None:
    settings.AUTHORITY_NAME = COUNCIL
    load_catalogue(by=User.objects.command_line())
    KpiDefinition.objects.filter(kpi__area="mash").update(name=f"Share of {LONG} " * 2)
    User.objects.exclude(is_system=True).update(job_title=f"Interim Head of {LONG}")
    make_user(name="Wolfeschlegelsteinhausenbergerdorff " * 3)
    mash = get_assessment(make_quarter())
    for owner in ({"owner": LONG * 2}, {"owner_person": cast.head}, {"owner": "x" * 190}):
        values = {"text": f"{LONG} " * 4, "first_due": date(2020, 9, 1), **owner}
        raise_action(mash, values, by=cast.head)


def width_of(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_nothing_scrolls_sideways(cast, longest, browse: Browse):
    pages = {
        cast.head: ("/", "/actions/", "/actions/mine/", "/2020-21-q2/mash/"),
        cast.director: ("/", "/2020-21-q2/mash/review/", "/2020-21-q2/"),
        cast.administrator: ("/", "/people/"),
        cast.analyst: ("/", "/kpis/", "/kpis/MA08/", "/targets/?area=mash"),
    }
    sections = ("know", "development", "development/updates", "indicators", "rating", "check")
    more = [f"/2020-21-q2/mash/{section}/" for section in sections]
    more.append("/2020-21-q2/mash/development/actions/add/")
    wide = {}
    for person, addresses in pages.items():
        page = browse(person)
        page.set_viewport_size(ZOOMED)
        for address in [*addresses, *(more if person == cast.head else [])]:
            page.goto(address)
            if width_of(page) > ZOOMED["width"]:
                wide[address] = width_of(page)
    assert wide == {}
