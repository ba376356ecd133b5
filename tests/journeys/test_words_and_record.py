"""Words are tested: a head uses the record's figure, another keeps hers with a reason, the director
asks, it comes back explained, she accepts, and the PDF says so."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdf
import pytest
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from performance.models import Kpi, Measure
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import issue
from tests.factories import get_assessment, make_report, write
from tests.pages import fill_in

from .browsing import box, heading, press, told, without_scripts_it_is_long
from .inspection import faults_of
from .test_keyboard import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CLAIM = "99.9% of contacts were decided in time, above our target of 90%."
Q = "/2020-21-q2"


@pytest.fixture
def record(quarter, cast) -> Measure:
    """74.6% of contacts were decided within a day."""
    load_catalogue(by=User.objects.command_line())
    kpi = Kpi.objects.get(code="MA03")
    about = {"source": "weekly report", "as_at": date(2020, 9, 30), "by": cast.analyst}
    return add_measure(get_assessment(quarter), kpi, value=Decimal("74.6"), **about)


def beside(page: Page) -> Locator:
    """What stands beside the first box."""
    return page.get_by_role("complementary").first


@without_scripts_it_is_long
def test_a_head_uses_the_records_figure_and_the_text_follows_it(
    cast, quarter, record, browse, scripts, sign_in
):
    page = browse(cast.head)
    page.goto(f"{Q}/mash/know/")
    box(page).fill(CLAIM)
    if not scripts:
        press(page, "Save and continue")
        page.goto(f"{Q}/mash/know/")
    both = "You write 99.9%. The record says 74.6% (Q2 2020/21, weekly report)."
    expect(beside(page)).to_contain_text(both)
    assert not scripts or faults_of(page, names=[cast.head.name]) == []
    if scripts:  # nothing is read aloud but that it is saved
        expect(page.locator("[data-announce]")).to_have_text("Saved")
    box(page).focus()
    tab_to(page.get_by_role("button", name="Use 74.6% in place of 99.9%"))
    page.keyboard.press("Enter")
    told(page, "The record’s figure stands in the text now.")
    expect(box(page)).to_have_value(CLAIM.replace("99.9%", "{MA03}"))
    expect(beside(page)).not_to_contain_text("You write 99.9%")

    correct(sign_in(cast.analyst), "81.2%")
    director = browse(cast.director)
    director.goto(f"{Q}/mash/review/")
    now = CLAIM.replace("99.9%", "81.2%")
    expect(director.locator("#know").get_by_text(now).first).to_be_visible()


def correct(analyst: Client, value: str) -> None:
    answer = fill_in(analyst, f"{Q}/mash/indicators/", **{"MA03-value": value})
    assert answer.status_code == 302


@pytest.mark.slow  # tests/claims/ asks the same pages one by one
def test_a_contradiction_stays_is_asked_about_comes_back_and_is_accepted(
    cast, quarter, record, browse
):
    write(get_assessment(quarter), by=cast.head)
    write(get_assessment(quarter), know=CLAIM, by=cast.head)
    page, director = browse(cast.head), browse(cast.director)
    keep(page, "It counts contacts of the last week.")
    page.goto(f"{Q}/mash/check/")
    expect(page.get_by_text("1 explained.")).to_be_visible()
    press(page, "Send to the director")
    told(page, "MASH & Assessment is with the director.")

    director.goto(f"{Q}/findings/")
    heading(director, "What does not add up")
    expect(director.get_by_text("It counts contacts of the last week.")).to_be_visible()
    director.get_by_role("link", name="Ask about 99.9%").click()
    expect(director.get_by_label("What do you ask?")).to_contain_text("You write 99.9%")
    director.get_by_label("What do you ask?").fill("Of which week?")
    press(director, "Ask for a change")
    told(director, "Kept as a change needed. Its author reads it when you return the area.")
    director.goto(f"{Q}/mash/review/return/")
    press(director, "Return to the head of service")

    page.goto(f"{Q}/mash/know/")
    expect(page.get_by_text("Of which week?").first).to_be_visible()
    keep(page, "Of the last week of September.")
    page.goto(f"{Q}/mash/check/")
    press(page, "Send to the director")

    director.goto(f"{Q}/findings/")
    expect(director.get_by_text("Of the last week of September.")).to_be_visible()
    director.get_by_role("button", name="Accept 99.9%").click()
    told(director, "Accepted.")
    expect(director.get_by_text("1 accepted")).to_be_visible()
    approve(director)

    issued = issue_now(quarter, cast.director)
    says = "Of the last week of September."
    assert says in text_of(issued)
    Measure.objects.filter(pk=record.pk).update(value=Decimal(50))  # behind everybody's back
    page.goto(issued.get_absolute_url())
    for told_then in (says, CLAIM, "74.6%"):
        expect(page.get_by_text(told_then).first).to_be_attached()
    assert "50%" not in page.get_by_role("main").inner_text()


def approve(director: Page) -> None:
    """Nothing is open, and the page that approves says so."""
    director.goto(f"{Q}/mash/review/approve/")
    expect(director.get_by_text("Nothing is open of what was found")).to_be_visible()
    press(director, "Approve")
    told(director, "MASH & Assessment is approved.")


def issue_now(quarter: Quarter, director: User) -> Report:
    Quarter.objects.filter(pk=quarter.pk).update(state=QuarterState.CLOSED)
    quarter = Quarter.objects.get(pk=quarter.pk)
    waiting = quarter.assessments.of_areas().exclude(area="mash").values_list("area", flat=True)
    reasons = dict.fromkeys(waiting, "Not assessed.")
    return issue(make_report(quarter, by=director, kind=Kind.FINAL, left_out=reasons), by=director)


def text_of(report: Report) -> str:
    pages = pypdf.PdfReader(BytesIO(report.files.get().bytes_as_stored())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def keep(page: Page, reason: str) -> None:
    """“It stays, because …”, from beside the box."""
    page.goto(f"{Q}/mash/know/")
    button = page.get_by_role("button", name="It stays, because… 99.9%")
    if not button.is_visible():  # it was explained before, so it is folded
        page.get_by_text("explained").first.click()
    button.click()
    page.get_by_label("It stays, because").fill(reason)
    press(page, "Keep it and say why")
    told(page, "Saved. The director reads your reason beside the figures.")
