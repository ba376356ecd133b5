"""How many pages somebody waits for until a job is done: `bin/bench jobs` prints them.

Every document that the browser loads counts, from the first page after the address was typed to the
one that says it is done. Without scripts, which load no page less.
"""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Action
from tests.factories import get_assessment, make_quarter, make_sent, write

from .browsing import box, choose, follow, heading, press, sign_in, told
from .filling import AUDIT, OWNED, STRENGTHS, add, complete, fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST = {
    "MASH, from signing in to sent, with ten updates": 18,
    "the director’s review of an area: a comment, returned": 5,
    "the director’s review of an area: approved": 5,
    "somebody is invited": 3,
    "a target is changed": 4,
    "last year’s sentence about a word is found": 2,
}
UPDATES = 10


@pytest.fixture
def scripts() -> bool:
    return False


@pytest.fixture
def loads(request, capsys) -> Callable[[Page, str], None]:
    """Count what a page loads, and compare it when the test is over."""
    counted: list[tuple[str, list[str]]] = []

    def count(page: Page, job: str) -> None:
        addresses: list[str] = []
        page.on("domcontentloaded", lambda loaded: addresses.append(loaded.url))
        counted.append((job, addresses))

    yield count
    for job, addresses in counted:
        with capsys.disabled():
            print(f"\n  {len(addresses):3} page loads, at most {MOST[job]:2}: {job}", end="")
        assert len(addresses) <= MOST[job], addresses


@pytest.mark.slow
def test_an_area_is_filled_and_sent(cast, quarter, browse, loads):
    load_catalogue(by=User.objects.command_line())
    make_actions(by=cast.head)
    page = browse()
    loads(page, "MASH, from signing in to sent, with ten updates")
    page.goto("/")
    sign_in(page, cast.head)
    follow(page, "Start MASH & Assessment")
    box(page, "know").fill("Decisions were better than in spring.")
    complete(page)
    box(page, "evidence").fill("We read forty decisions again.")
    add(page, "Add an audit", AUDIT)
    complete(page)
    [text, evidence] = STRENGTHS[0]
    add(page, "Add a strength", {"What is strong?": text, "How do you know?": evidence})
    complete(page)
    add(page, "Add an action", OWNED)
    follow(page, "Update all actions")
    for number in range(UPDATES):
        said = page.get_by_label("What was done this quarter?", exact=True).nth(number)
        said.fill(f"Step {number + 1} is taken.")
    press(page, "Save all updates")
    told(page, f"{UPDATES} actions are updated.")
    complete(page)
    page.locator("#id_MA01-value").fill("1,872")
    complete(page)
    choose(page, "6.5")
    box(page, "rating").fill("The figures rose and the audit agrees.")
    complete(page)
    heading(page, "Check and send")
    press(page, "Send to the director")
    told(page, "MASH & Assessment is with the director.")


def make_actions(*, by: User) -> None:
    """Ten of last quarter that are not finished."""
    earlier = make_quarter("2020-21-q1", state=QuarterState.ISSUED)
    Action.objects.bulk_create(
        Action(
            area="mash",
            raised_in=earlier,
            text=f"Action number {number}",
            owner="Team managers",
            first_due=date(2020, 9, 1),
            position=number,
            saved_by=by,
        )
        for number in range(UPDATES)
    )


def test_an_area_is_reviewed_and_returned(cast, quarter, browse, loads):
    make_sent(quarter, by=cast.head)
    page = browse(cast.director)
    loads(page, "the director’s review of an area: a comment, returned")
    open_review(page)
    comment = page.locator("#comment")
    comment.get_by_label("Change needed", exact=True).check()
    comment.get_by_role("textbox").fill("By how much? Give the figure.")
    comment.get_by_role("button").click()
    told(page, "Saved.")
    follow(page, "Return for changes")
    press(page, "Return to the head of service")
    told(page, "MASH & Assessment is returned to its head of service.")


def test_an_area_is_reviewed_and_approved(cast, quarter, browse, loads):
    make_sent(quarter, by=cast.head)
    page = browse(cast.director)
    loads(page, "the director’s review of an area: approved")
    open_review(page)
    follow(page, "Approve")
    press(page, "Approve")
    told(page, "MASH & Assessment is approved.")


def open_review(page: Page) -> None:
    page.goto("/")
    waiting = page.locator("#waiting")
    waiting.get_by_role("link", name="MASH & Assessment", exact=True).click()
    heading(page, "Review: MASH & Assessment")


def test_somebody_is_invited(cast, quarter, browse, loads):
    page = browse(cast.administrator)
    loads(page, "somebody is invited")
    page.goto("/")
    follow(page, "Invite somebody")
    fill(page, {"Name": "Robin Newcomer", "E-mail address": "robin@example.org"})
    choose(page, "Viewer")
    page.locator("form.sa-invite button[type=submit]").click()
    expect(page.locator(".govuk-notification-banner")).to_contain_text("robin@example.org")


def test_a_target_is_changed(cast, quarter, browse, loads):
    load_catalogue(by=User.objects.command_line())
    page = browse(cast.analyst)
    loads(page, "a target is changed")
    page.goto("/")
    follow(page, "Targets of Early Help")
    page.locator("[id^=id_EH][id$=-value]").first.fill("77")
    press(page, "Preview the changes")
    page.get_by_label("Why do these targets change?").fill("Agreed by the board.")
    press(page, "Save 1 target")
    told(page, "1 target saved")


def test_a_sentence_of_last_year_is_found(cast, quarter, browse, loads):
    last_year = make_quarter("2019-20-q2")
    write(get_assessment(last_year), know="The night desk is staffed again.", by=cast.head)
    Quarter.objects.filter(pk=last_year.pk).update(state=QuarterState.ISSUED)
    page = browse(cast.head)
    loads(page, "last year’s sentence about a word is found")
    page.goto("/")
    page.get_by_label("Search everything you may read").fill("desk")
    press(page, "Search")
    expect(page.locator(".sa-results")).to_contain_text("The night desk is staffed again.")
