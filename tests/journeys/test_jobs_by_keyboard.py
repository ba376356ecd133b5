"""The three main jobs without a mouse: an area is written and sent, reviewed, and given figures."""

import pytest
from playwright.sync_api import Locator, Page, expect

from performance.models import Measure
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.workflow import State
from tests.factories import get_assessment, make_sent

from .browsing import box, heading, tab_to, told

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.django_db(transaction=True)]

MOST_STEPS = 150  # the indicators are one long form


@pytest.fixture
def scripts() -> bool:
    return True


def press(target: Locator) -> None:
    tab_to(target, steps=MOST_STEPS)
    target.page.keyboard.press("Enter")


def type_into(target: Locator, text: str) -> None:
    tab_to(target, steps=MOST_STEPS)
    target.page.keyboard.type(text)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=True)


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def complete(page: Page) -> None:
    tab_to(page.get_by_role("radio", name="Yes", exact=True), steps=MOST_STEPS)
    page.keyboard.press("Space")
    press(button(page, "Save and continue"))


def test_a_head_writes_an_area_and_sends_it(cast, quarter, browse):
    load_catalogue(by=User.objects.command_line())
    page = browse(cast.head)
    page.goto("/")
    press(link(page, "Start MASH & Assessment"))
    type_into(box(page, "know"), "Decisions were better than in spring.")
    complete(page)
    heading(page, "How do you know it?")
    type_into(box(page, "evidence"), "We read forty decisions again.")
    complete(page)
    heading(page, "Strengths")
    press(button(page, "Add a strength"))
    type_into(page.get_by_label("What is strong?"), "Partners trust the desk.")
    press(button(page, "Save"))
    expect(page.locator("li:focus")).to_contain_text("Partners trust the desk.")
    complete(page)
    heading(page, "Areas for development")
    press(button(page, "Add an action"))
    type_into(page.get_by_label("What will you do?"), "Call every family back within a day.")
    type_into(page.get_by_label("Who owns it?"), "Team managers")
    press(button(page, "Save"))
    expect(page.locator("tr:focus")).to_contain_text("Team managers")
    complete(page)
    heading(page, "Indicators")
    type_into(page.locator("#id_MA01-value"), "1,872")
    complete(page)
    heading(page, "Rating, 0 to 10")
    tab_to(page.locator("[name=rating-value][value='0']"), steps=MOST_STEPS)
    for _ in range(13):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[name=rating-value][value='6.5']")).to_be_checked()
    type_into(box(page, "rating"), "The figures rose.")
    complete(page)
    heading(page, "Check and send")
    press(button(page, "Send to the director"))
    told(page, "MASH & Assessment is with the director.")
    assert get_assessment(quarter).state == State.WITH_DIRECTOR


def test_a_director_comments_and_approves(cast, quarter, browse):
    make_sent(quarter, by=cast.head)
    page = browse(cast.director)
    page.goto("/")
    tab_to(page.locator("#waiting").get_by_role("link", name="MASH & Assessment", exact=True))
    page.keyboard.press("Enter")
    heading(page, "Review: MASH & Assessment")
    comment = page.locator("#comment")
    tab_to(comment.get_by_label("Change needed", exact=True), steps=MOST_STEPS)
    page.keyboard.press("ArrowDown")
    expect(comment.get_by_label("Note", exact=False)).to_be_checked()
    type_into(comment.get_by_role("textbox"), "Well put.")
    press(comment.get_by_role("button"))
    told(page, "Saved.")
    press(link(page, "Approve"))
    press(button(page, "Approve"))
    told(page, "MASH & Assessment is approved.")


def test_an_analyst_enters_a_figure(cast, quarter, browse):
    load_catalogue(by=User.objects.command_line())
    page = browse(cast.analyst)
    page.goto("/")
    tab_to(link(page, "MASH & Assessment"))
    page.keyboard.press("Enter")
    heading(page, "Indicators")
    type_into(page.locator("#id_MA01-value"), "1,872")
    press(button(page, "Save"))
    told(page, "Saved.")
    assert Measure.objects.get(kpi="MA01").value == 1872
