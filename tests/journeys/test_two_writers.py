"""Two people, two windows, or the back button: nobody's words overwrite another's unseen."""

import pytest
from playwright.sync_api import expect

from tests.factories import get_assessment, write

from .browsing import (
    box,
    choose,
    heading,
    history_of,
    kept_texts,
    press,
    without_scripts_it_is_long,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTION = "/2020-21-q2/mash/know/"
HISTORY = "/2020-21-q2/mash/history/"


def text_now() -> str:
    return get_assessment("2020-21-q2").answer_to("know").text


def test_a_head_is_told_that_her_deputy_was_quicker_and_combines_both(cast, quarter, browse):
    head, deputy = browse(cast.head), browse(cast.deputy)
    head.goto(SECTION)
    deputy.goto(SECTION)
    box(deputy).fill("The deputy’s figures.")
    press(deputy, "Save and continue")
    heading(deputy, "How do you know it?")

    box(head).fill("The head’s judgement.")
    press(head, "Save and continue")
    heading(head, "Deputy of MASH changed this answer while you were writing")
    assert kept_texts(head) == ["The deputy’s figures.", "The head’s judgement."]
    assert text_now() == "The deputy’s figures."

    choose(head, "Both: I will combine them")
    combined = head.get_by_label("The combined answer")
    expect(combined).to_have_value("The deputy’s figures.\n\nThe head’s judgement.")
    combined.fill("The deputy’s figures and the head’s judgement.")
    press(head, "Save and continue")
    expect(box(head)).to_have_value("The deputy’s figures and the head’s judgement.")
    texts = history_of(head, HISTORY)
    assert "The head’s judgement." in texts
    assert "The deputy’s figures." in texts


MINE = ("My text, which is not saved", "Later.")
THE_SAVED_ONE = ("The text that is saved", "Earlier.")


@pytest.mark.parametrize(
    ("scripts", "choice", "outcome"),
    [
        (True, *MINE),
        (False, *THE_SAVED_ONE),
        pytest.param(True, *THE_SAVED_ONE, marks=pytest.mark.long),
        pytest.param(False, *MINE, marks=pytest.mark.long),
    ],
)
def test_one_person_in_two_windows_decides_which_text_stays(
    cast, quarter, browse, scripts, choice, outcome
):
    first = browse(cast.head)
    second = first.context.new_page()
    first.goto(SECTION)
    second.goto(SECTION)
    box(first).fill("Earlier.")
    press(first, "Save and continue")
    heading(first, "How do you know it?")
    box(second).fill("Later.")
    press(second, "Save and continue")
    heading(second, "You changed this answer in another window")
    assert kept_texts(second) == ["Earlier.", "Later."]
    choose(second, choice)
    press(second, "Save and continue")
    expect(box(second)).to_have_value(outcome)
    assert {"Earlier.", "Later."} <= set(history_of(second, HISTORY))


@without_scripts_it_is_long
def test_going_back_after_a_save_and_writing_on_is_no_conflict(cast, quarter, browse):
    page = browse(cast.head)
    page.goto(SECTION)
    box(page).fill("One.")
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    page.go_back()
    heading(page, "What do you know?")
    box(page).fill("One, and two.")
    press(page, "Save and continue")
    heading(page, "How do you know it?")
    assert text_now() == "One, and two."


@without_scripts_it_is_long
def test_a_text_waits_on_its_page_until_its_author_decides(cast, quarter, browse):
    page = browse(cast.head)
    page.goto(SECTION)
    write(get_assessment(quarter), know="The deputy’s.", by=cast.deputy)
    box(page).fill("Mine.")
    press(page, "Save and continue")
    page.goto("/2020-21-q2/mash/")
    page.locator(".sa-alert").get_by_role("link", name="What do you know?").click()
    heading(page, "Deputy of MASH changed this answer while you were writing")
    press(page, "Save and continue")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Select which text to keep.")
    assert kept_texts(page) == ["The deputy’s.", "Mine."]
