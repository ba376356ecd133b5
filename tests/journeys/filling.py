"""A head of service fills all six sections of MASH & Assessment, from empty."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .browsing import box, choose, follow, heading, press

KNOW = "Decisions were better than in spring."
EVIDENCE = "We read forty decisions again, and a family panel read ten of them."
REASON = "The figures rose and the audit agrees."

# What an audit whose grades do not add up to its cases, a voice and a further figure say
AUDIT = {
    "Theme": "Repeat referrals",
    "Month": "September 2020",
    "Method": "Dip sample",
    "Cases audited": "8",
    "Good": "3",
    "Requires improvement": "4",
    "What you learned, and what you did about it": "Chronologies come too late.",
}
VOICE = {
    "How you heard it": "Survey of forty parents",
    "What they said": "We were called back on the same day.",
    "What changed because of it": "The desk calls back within two hours.",
}
FACT = {
    "What is counted": "Contacts from schools",
    "Figure": "412",
    "Out of": "1,204",
    "Period": "July to September 2020",
    "Source": "Weekly list",
}
STRENGTHS = (
    ("Partners trust the desk.", "Nine of ten said so in July."),
    ("A senior practitioner sits with the desk every morning.", "Rota, July to September."),
)
OWNED = {
    "What will you do?": "Call every family back within a day.",
    "What will be different for children?": "Help comes sooner.",
    "Who owns it?": "Team managers",
    "Due on": "30 November 2020",
}
BARE = {"What will you do?": "Look at night-time cover again."}
COMMENT = "The hub opened late, so the figure is still low."
NO_NUMBER = "The list is not closed until November."

# Words and figures that the report must hold, one way or another
ENTRIES = [
    EVIDENCE,
    REASON,
    "Repeat referrals",
    "The grades add up to 7 of 8 cases",
    "Chronologies come too late.",
    *VOICE.values(),
    "Contacts from schools",
    "412 of 1,204",
    *(text for pair in STRENGTHS for text in pair),
    "Call every family back within a day.",
    "Help comes sooner.",
    "Team managers",
    "30 Nov 2020",
    BARE["What will you do?"],
    "No owner",
    "No date",
    "1,872",
    "77.5%",
    COMMENT,
    NO_NUMBER,
    "It is not ready yet",
    "6.5 out of 10",
]


def complete(page: Page) -> None:
    choose(page, "Yes")
    press(page, "Save and continue")


def fill(page: Page, values: dict[str, str]) -> None:
    for label, value in values.items():
        page.get_by_label(label, exact=True).fill(value)


def add(page: Page, button: str, values: dict[str, str], also: Callable[[], None] | None = None):
    press(page, button)
    fill(page, values)
    if also:
        also()
    press(page, "Save")


def fill_all_sections(page: Page) -> None:
    follow(page, "Start MASH & Assessment")
    heading(page, "What do you know?")
    box(page, "know").fill(KNOW)
    complete(page)
    fill_evidence(page)
    fill_strengths(page)
    fill_development(page)
    fill_indicators(page)
    heading(page, "Rating, 0 to 10")
    choose(page, "6.5")
    box(page, "rating").fill(REASON)
    complete(page)
    heading(page, "Check and send")  # every section is completed


def fill_evidence(page: Page) -> None:
    heading(page, "How do you know it?")
    box(page, "evidence").fill(EVIDENCE)
    add(page, "Add an audit", AUDIT)
    heading(page, "How do you know it?")
    expect(box(page, "evidence")).to_have_value(EVIDENCE)  # the button saved what stood there
    add(page, "Add what people said", VOICE, lambda: choose(page, "Families and carers"))
    add(page, "Add a figure", FACT)
    heading(page, "How do you know it?")
    complete(page)


def fill_strengths(page: Page) -> None:
    heading(page, "Strengths")
    for text, evidence in STRENGTHS:
        add(page, "Add a strength", {"What is strong?": text, "How do you know?": evidence})
        heading(page, "Strengths")
    page.get_by_role("button", name=re.compile("^Up.*strength 2$")).click()
    expect(page.locator(".sa-rows > li").first).to_contain_text(STRENGTHS[1][0])
    complete(page)


def fill_development(page: Page) -> None:
    for values in (OWNED, BARE):
        heading(page, "Areas for development")
        add(page, "Add an action", values)
    heading(page, "Areas for development")
    complete(page)


def fill_indicators(page: Page) -> None:
    heading(page, "Indicators")
    page.locator("#id_MA01-value").fill("1,872")
    row(page, "MA03").fill("74.6%")  # corrected below: it does not agree with its parts
    page.locator("#id_MA03-numerator").fill("1,451")
    page.locator("#id_MA03-denominator").fill("1,872")
    page.locator("#id_MA03-comment").fill(COMMENT)
    row(page, "MA09")
    page.locator("#id_MA09-missing").select_option("It is not ready yet")
    page.locator("#id_MA09-comment").fill(NO_NUMBER)
    press(page, "Save and continue")
    expect(page.get_by_text(re.compile("is 77.51%, not 74.6%")).first).to_be_visible()
    expect(page.locator("#id_MA03-comment")).to_have_value(COMMENT)
    row(page, "MA03").fill("77.5")
    complete(page)


def row(page: Page, code: str):
    """The value's field of an indicator, with its further fields open."""
    comment = page.locator(f"#id_{code}-comment")
    if not comment.is_visible():
        page.locator("details").filter(has=comment).locator("summary").click()
    return page.locator(f"#id_{code}-value")
