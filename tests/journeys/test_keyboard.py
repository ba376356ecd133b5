"""Everything by keyboard, in the order of the page, with the focus where one can see it."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD, get_assessment

from .browsing import box, heading, tab_to, without_scripts_it_is_long

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_STEPS = 40


@without_scripts_it_is_long
def test_a_head_signs_in_writes_and_saves_without_a_mouse(cast, quarter, browse):
    page = browse()
    keys = page.keyboard
    page.goto("/")
    tab_to(page.get_by_label("Work e-mail address"))
    keys.type(cast.head.email)
    tab_to(page.get_by_label("Password", exact=True))
    keys.type(PASSWORD)
    keys.press("Enter")

    heading(page, "Quarter 2, 2020 to 2021")
    tab_to(page.get_by_role("link", name="MASH & Assessment", exact=True))
    keys.press("Enter")
    heading(page, "MASH & Assessment")
    tab_to(page.get_by_role("link", name="What do you know?"))
    keys.press("Enter")

    heading(page, "What do you know?")
    tab_to(box(page))
    keys.type("Typed, never clicked.")
    tab_to(page.get_by_role("radio", name="Yes"))
    keys.press("ArrowRight")
    expect(page.get_by_role("radio", name="No, I’ll come back later")).to_be_checked()
    keys.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    tab_to(page.get_by_role("button", name="Save and continue"))
    keys.press("Enter")

    heading(page, "How do you know it?")
    assessment = get_assessment(quarter)
    assert assessment.answer_to("know").text == "Typed, never clicked."
    assert assessment.is_completed("know")


def test_the_first_step_leads_past_the_frame(cast, quarter, browse):
    page = browse(cast.head)
    page.goto("/2020-21-q2/mash/know/")
    skip = page.get_by_role("link", name="Skip to main content")
    tab_to(skip)
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert is_in_main(page)


def is_in_main(page: Page) -> bool:
    return page.locator("main :focus").count() == 1


@without_scripts_it_is_long
def test_the_focus_can_be_seen_on_everything_that_can_have_it(cast, quarter, browse):
    page = browse(cast.head)
    for address in ("/", "/2020-21-q2/mash/", "/2020-21-q2/mash/know/"):
        page.goto(address)
        assert unmarked(page) == []


# A radio button itself is invisible; what one sees is drawn before its label.
LOOK_OF_THE_FOCUS = """element => {
    const drawn = element.matches("[type=radio]");
    const style = drawn
        ? getComputedStyle(element.nextElementSibling, "::before")
        : getComputedStyle(element);
    const outlined = style.outlineStyle !== "none" && style.outlineColor !== "rgba(0, 0, 0, 0)";
    return outlined || style.boxShadow !== "none" ? "" : element.outerHTML.slice(0, 120);
}"""


def unmarked(page: Page) -> list[str]:
    """What has the focus without an outline or a shadow, going once through the page."""
    found = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            break
        found.append(focused.evaluate(LOOK_OF_THE_FOCUS))
    assert len(found) > 5
    return [element for element in found if element]
