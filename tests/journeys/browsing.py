"""What people do on pages, as they would say it."""

import pytest
from playwright.sync_api import Locator, Page, expect

from selfassess.accounts.models import User
from services.registry import get_area
from tests.factories import PASSWORD

# Where it is scripts that could do harm, or a journey is long: without them only before a merge
without_scripts_it_is_long = pytest.mark.parametrize(
    "scripts",
    [True, pytest.param(False, marks=pytest.mark.long)],
    ids=["scripts", "no-scripts"],
    indirect=True,
)
# Where it is scripts that help: with them only before a merge
with_scripts_it_is_long = pytest.mark.parametrize(
    "scripts",
    [pytest.param(True, marks=pytest.mark.long), False],
    ids=["scripts", "no-scripts"],
    indirect=True,
)


def sign_in(page: Page, user: User) -> None:
    """Fill in the form of the sign-in page that is open."""
    page.get_by_label("Work e-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def stop_the_clock(page: Page) -> None:
    """The scripts of pages that are opened from now on wait until `page.clock` is moved."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def box(page: Page, question: str = "know", area: str = "mash") -> Locator:
    """Where the answer to a question is written."""
    asked = get_area(area).question(question).text
    return page.get_by_role("textbox", name=asked, exact=True)


def follow(page: Page, name: str) -> None:
    """Click a link of the page itself, not of the frame around it."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def tab_to(target: Locator, *, steps: int = 40) -> None:
    """Press Tab until the focus is here."""
    for _ in range(steps):
        target.page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} cannot be reached by {steps} steps.")


def choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check()


def heading(page: Page, text: str) -> None:
    """The page that has this heading is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def told(page: Page, message: str) -> None:
    """The banner at the top says this."""
    expect(page.locator(".govuk-notification-banner")).to_contain_text(message)


def kept_texts(page: Page) -> list[str]:
    """The saved text and the other one, as the page of a kept text shows them."""
    return page.locator(".sa-versus .sa-prose").all_inner_texts()


def history_of(page: Page, address: str) -> list[str]:
    """Every text in the history of an assessment, opened."""
    page.goto(address)
    for summary in page.get_by_text("The text", exact=True).all():
        summary.click()
    return page.locator("details .sa-prose").all_inner_texts()
