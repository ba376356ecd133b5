"""MASH's head writes another area's code: until that area is issued, no page, aside, draft, PDF or
file tells her the figure. Once it is, the next quarter's text may name it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import approve, send
from selfassess.assessments.workflow import State
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting import pdf
from selfassess.reporting.formats.registry import draw
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import issue, store_edition
from tests.factories import get_assessment, make_approved, make_quarter, make_report, write

from .browsing import box, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Q = "/2020-21-q2"
SECTION = f"{Q}/mash/know/"
CODE, SECRET = "LC07", "63.21"
UNKNOWN = f"[{{{CODE}}} is not a figure of this area]"
TEXT = f"Children in care are visited in time: {{{CODE}}}."
PAGES = ("know", "check", "findings", "history", "history/know/v1", "know/findings")


@pytest.fixture
def theirs(quarter, cast) -> None:
    """63.21% of visits to children in care were in time. MASH has written all that is asked."""
    system = User.objects.command_line()
    load_catalogue(by=system)
    about = {"source": "case system", "as_at": date(2020, 9, 30), "by": system}
    kpi = Kpi.objects.get(code=CODE)
    add_measure(get_assessment(quarter, "lac"), kpi, value=Decimal(SECRET), **about)
    write(get_assessment(quarter), by=cast.head)


@pytest.mark.slow  # tests/live_figures/test_who_may_see.py asks the same pages
@pytest.mark.usefixtures("quick_pdf")
def test_it_is_told_once_that_area_is_issued(cast, quarter, theirs, browse, scripts):
    page = browse(cast.head)
    page.goto(SECTION)
    box(page).fill(TEXT)
    if scripts:
        expect(page.locator("[data-live-list]")).to_contain_text(UNKNOWN)
    press(page, "Save and continue")
    assert not tells(page)

    system = User.objects.command_line()
    make_approved(quarter, "lac", head=system, director=cast.director)  # and not issued
    draft = make_report(Quarter.objects.get(pk=quarter.pk), by=cast.director)
    store_edition(draft, "mash", by=cast.head)
    assert not tells_of_draft(page, draft)
    assert not tells(page)

    issue_all(quarter, cast)
    assert not tells(page)  # her words are as they were approved
    make_quarter("2020-21-q3")
    page.goto("/2020-21-q3/mash/know/")
    box(page).fill(f"Last quarter {{{CODE} last quarter}} were visited in time.")
    press(page, "Save and continue")
    page.goto("/2020-21-q3/mash/know/")
    expect(page.locator("[data-live-list]")).to_contain_text(f"{SECRET}%")


def tells(page: Page) -> bool:
    """Does any page of hers, as it is drawn, or what its scripts ask for?"""
    for name in PAGES:
        answer = page.goto(f"{Q}/mash/{name}/")
        if SECRET in page.content() or (answer and SECRET in answer.text()):
            return True
    return False


def tells_of_draft(page: Page, draft: Report) -> bool:
    of_area = f"/reports/{draft.quarter_id}/{draft.key.rpartition('/')[2]}/mash"
    page.goto(f"{of_area}/")
    expect(page.get_by_text(UNKNOWN).first).to_be_attached()
    download = page.request.get(f"{of_area}.pdf")
    assert download.status == 200
    drawn_from = download.body().decode()  # the whole content (`quick_pdf`)
    assert page.request.get(f"{of_area}.json").status == 404  # nobody sends her data
    file = draw(draft.edition("mash"), "json").decode()
    pages = pypdf.PdfReader(BytesIO(pdf.draw_here(draft.edition("mash")))).pages
    printed = " ".join(one.extract_text() for one in pages)
    assert CODE in printed
    return any(SECRET in said for said in (page.content(), drawn_from, printed, file))


def issue_all(quarter: Quarter, cast) -> None:
    """MASH as people do it, so that what its figures said is kept."""
    send(get_assessment(quarter), by=cast.head)
    approve(get_assessment(quarter), by=cast.director)
    waiting = quarter.assessments.of_areas().exclude(area__in=("lac", "mash"))
    waiting.update(state=State.APPROVED, approved_by=cast.director, approved_at=now())
    Quarter.objects.filter(pk=quarter.pk).update(state=QuarterState.CLOSED)
    final = make_report(Quarter.objects.get(pk=quarter.pk), by=cast.director, kind=Kind.FINAL)
    issue(final, by=cast.director)
