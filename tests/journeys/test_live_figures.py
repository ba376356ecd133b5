"""A live figure is put into a text, where the cursor is or at its end, and follows the record."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from performance.models import Kpi, Measure
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.live_figures import recent
from tests.factories import get_assessment

from .browsing import box, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTION = "/2020-21-q2/mash/know/"


@pytest.fixture
def figure(quarter) -> Measure:
    system = User.objects.command_line()
    load_catalogue(by=system)
    kpi = Kpi.objects.get(code="MA03")
    values = {"value": Decimal("74.6"), "source": "Weekly report", "as_at": quarter.period.ends}
    return add_measure(get_assessment(quarter), kpi, by=system, **values)


def insert(page: Page, written: str) -> None:
    page.get_by_text("Insert a live figure").click()
    page.get_by_label("Figure", exact=True).select_option(written)
    page.get_by_role("button", name="Insert into").click()


def test_a_figure_is_inserted_and_follows_the_record(cast, figure, browse, scripts):
    page = browse(cast.head)
    page.goto(SECTION)
    box(page).fill("We decided  in time.")
    if scripts:
        box(page).evaluate("(box) => box.setSelectionRange(11, 11)")
    insert(page, "{MA03}")
    written = "We decided {MA03} in time." if scripts else "We decided  in time. {MA03}"
    expect(box(page)).to_have_value(written)
    expect(box(page)).to_be_visible()
    if scripts:
        expect(box(page)).to_be_focused()
    expect(page.locator("[data-live-list]")).to_have_text("{MA03} says 74.6%")
    Measure.objects.update(value=Decimal(75))
    recent.forget()  # as the event of an operation would make it
    if scripts:
        box(page).press_sequentially(" ")
        expect(page.locator("[data-live-list]")).to_have_text("{MA03} says 75%")
        page.get_by_text("How it reads").click()
        expect(page.locator("[data-live-words]")).to_contain_text("We decided 75%")
    press(page, "Save and continue")
    page.goto("/2020-21-q2/mash/history/know/v1/")
    expect(page.get_by_role("main")).to_contain_text("75%")
