"""The four answers to what contradicts the record, without a mouse, and with nothing said aloud but
that it is saved."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.claims.models import Decision, Verdict
from selfassess.records.models import Fact
from tests.factories import get_assessment, write

from .browsing import box, told, without_scripts_it_is_long
from .test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTION = "/2020-21-q2/mash/know/"
CLAIMS = [f"99.{number}% of contacts were decided in time." for number in (9, 8, 7, 6)]
MADE_TO_BE_READ_OUT = "[aria-live], [role=status], [role=alert], [role=log]"

NOTE_WHAT_IS_SAID = """() => {
    window.said = [];
    const spoken = document.querySelectorAll("[aria-live], [role=status], [role=alert]");
    for (const region of spoken) {
        new MutationObserver(() => window.said.push(region.textContent.trim()))
            .observe(region, {childList: true, characterData: true, subtree: true});
    }
}"""


@pytest.fixture
def claims(quarter, cast) -> None:
    """74.6% of contacts were decided in time, and MASH's head writes four other values."""
    load_catalogue(by=User.objects.command_line())
    about = {"source": "weekly report", "as_at": quarter.period.ends, "by": cast.analyst}
    kpi = Kpi.objects.get(code="MA03")
    add_measure(get_assessment(quarter), kpi, value=Decimal("74.6"), **about)
    write(get_assessment(quarter), know="\n".join(CLAIMS), by=cast.head)


@without_scripts_it_is_long
def test_all_four_answers(cast, quarter, claims, browse, scripts):
    page = browse(cast.head)
    answer(page, "Use 74.6% in place of 99.9%")
    told(page, "The record’s figure stands in the text now.")
    expect(box(page)).to_have_value(re.compile("^{MA03} of contacts"))

    answer(page, re.compile("It is another figure.*99.8%"))
    typed(page, "What is counted", "Contacts decided by the next day")
    typed(page, "Source", "Our own count")
    enter(page.get_by_role("button", name="Add the figure"))
    told(page, "Added")
    assert Fact.objects.get().value == Decimal("99.8")

    answer(page, "The record is wrong beside 99.7%")
    typed(page, "What is wrong with the record?", "Two days are missing.")
    enter(page.get_by_role("button", name="The record is wrong", exact=True))
    told(page, "The performance analyst is told")

    answer(page, "It stays, because… 99.6%")
    typed(page, "It stays, because", "It counts the last week.")
    enter(page.get_by_role("button", name="Keep it and say why"))
    told(page, "Saved. The director reads your reason")
    said = Decision.objects.order_by("pk").values_list("verdict", flat=True)
    assert list(said) == [Verdict.USED, Verdict.ANOTHER_FIGURE, Verdict.RECORD_WRONG, Verdict.STAYS]


def answer(page: Page, name: str | re.Pattern[str]) -> None:
    """Press a button beside the box, from the box on and by keys alone; nothing beside it is read
    out by itself."""
    page.goto(SECTION)
    beside = page.get_by_role("complementary").first
    expect(beside).to_contain_text("to look at")
    assert beside.locator(MADE_TO_BE_READ_OUT).count() == 0
    box(page).focus()
    enter(page.get_by_role("button", name=name))


def enter(target: Locator) -> None:
    tab_to(target)
    target.page.keyboard.press("Enter")


def typed(page: Page, label: str, text: str) -> None:
    tab_to(page.get_by_label(label, exact=True))
    page.keyboard.type(text)


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_what_is_found_while_she_types_is_not_read_out(cast, quarter, claims, browse):
    """Only that it is saved, once for all saves, and nothing else speaks or moves the focus."""
    page = browse(cast.head)
    page.goto(SECTION)
    page.evaluate(NOTE_WHAT_IS_SAID)
    box(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" We decided 12% of contacts in time.")
    beside = page.get_by_role("complementary").first
    expect(beside).to_contain_text("You write 12%")
    page.keyboard.type(" In August it was 11% of contacts that we decided in time.")
    expect(beside).to_contain_text("Of 6 numbers")
    expect(box(page)).to_be_focused()
    said = [one for one in page.evaluate("said") if "words left" not in one]  # of the box itself
    assert said == ["Saved"]
