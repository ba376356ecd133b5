"""Writing an answer: starting from the last one, and writing too much."""

import re

import pytest
from playwright.sync_api import expect

from selfassess.assessments.writing import LONGEST_ANSWER
from tests.factories import get_assessment, make_quarter, make_user, write

from .browsing import box, choose, heading, press
from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_starting_from_last_quarters_text_loses_nothing_typed_elsewhere(
    transactional_db, browse, width
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


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_text_that_is_too_long_stays_and_is_led_to(cast, quarter, browse, width):
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
