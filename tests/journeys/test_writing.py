"""Writing an answer: starting from the last one, and writing too much."""

import re

import pytest
from playwright.sync_api import expect

from selfassess.assessments.operations.writing import LONGEST_ANSWER
from tests.factories import get_assessment, make_quarter, make_user, write

from .browsing import box, choose, heading, press
from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# No script of a form knows how wide its window is
in_both_ways = pytest.mark.parametrize(
    ("scripts", "width"),
    [
        (True, PHONE),
        (False, DESK),
        pytest.param(True, DESK, marks=pytest.mark.long),
        pytest.param(False, PHONE, marks=pytest.mark.long),
    ],
)


@in_both_ways
def test_starting_from_last_quarters_text_loses_nothing_typed_elsewhere(
    transactional_db, browse, scripts, width
):
    head = make_user(("head", "performance"), name="Head of Performance")
    write(
        get_assessment(make_quarter("2020-21-q1"), "performance"),
        know="Last quarter’s quality.",
        know_impact="Last quarter’s impact.",
        by=head,
    )
    make_quarter("2020-21-q2")
    page = browse(head, width=width)
    page.goto("/2020-21-q2/performance/know/")
    box(page, "know", "performance").fill("New words.")
    box(page, "know-impact", "performance").fill("Typed just now.")
    choose(page, "Yes")
    page.get_by_role("button", name="Start from this text").first.click()

    expect(box(page, "know", "performance")).to_have_value("New words.\n\nLast quarter’s quality.")
    expect(box(page, "know-impact", "performance")).to_have_value("Typed just now.")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()


@in_both_ways
def test_a_text_that_is_too_long_stays_and_is_led_to(cast, quarter, browse, scripts, width):
    page = browse(cast.head, width=width)
    page.goto("/2020-21-q2/mash/know/")
    text = "Ten signs." * (LONGEST_ANSWER // 10) + "!"
    box(page).fill(text)
    choose(page, "Yes")
    press(page, "Save and continue")

    problem = "This answer has 10,001 characters."
    expect(page).to_have_title(re.compile("^Error: What do you know"))
    summary = page.locator(".govuk-error-summary")
    expect(page.locator(".sa-answer p.govuk-error-message")).to_contain_text(problem)
    expect(box(page)).to_have_value(text)
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    summary.get_by_role("link", name=problem).click()
    expect(box(page)).to_be_focused()

    box(page).fill(text[:-1])
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    assert len(get_assessment(quarter).answer_to("know").text) == LONGEST_ANSWER


# What Word puts on the clipboard as plain text: its own bullets, numbers, a table's cells parted by
# tabs, a soft line break, spaces that do not break, a heading, quotation marks.
FROM_WORD = (
    "Findings\r\n"
    "\u2022\tVisits are on time\r\n"
    "o\tplans are not\r\n"
    "\u2013\tand say \u201cwhy\u201d\r\n"
    "1.\tRead them\r\n"
    "2)\tRead them again\r\n"
    "Team\tVisits\tPlans\r\n"
    "North\t92\u00a0%\t\r\n"
    "One line\x0bgoes on\r\n"
)
IN_HTML = "<p class=MsoListParagraph>·&nbsp;Visits are on time</p><table><td>North</td></table>"
TIDIED = (
    "Findings\n"
    "- Visits are on time\n- plans are not\n- and say \u201cwhy\u201d\n"
    "1. Read them\n2. Read them again\n"
    "Team; Visits; Plans\nNorth; 92 %; –\n"
    "One line\ngoes on"
)


@pytest.mark.parametrize("scripts", [True], ids=["scripts"])
def test_what_is_pasted_from_word_keeps_its_sense(cast, quarter, browse, scripts):
    page = browse(cast.head)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/2020-21-q2/mash/know/")
    page.evaluate(
        """([text, html]) => navigator.clipboard.write([new ClipboardItem({
            "text/plain": new Blob([text], {type: "text/plain"}),
            "text/html": new Blob([html], {type: "text/html"}),
        })])""",
        [FROM_WORD, IN_HTML],
    )
    box(page).focus()
    page.keyboard.press("Control+V")
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    page.go_back()
    assert get_assessment(quarter).answer_to("know").text == TIDIED
