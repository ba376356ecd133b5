"""A session that ends in the middle of writing costs nobody a word."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests.factories import get_assessment

from .browsing import (
    box,
    choose,
    follow,
    heading,
    kept_texts,
    press,
    sign_in,
    stop_the_clock,
    without_scripts_it_is_long,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SECTION = "/2020-21-q2/mash/know/"
TEXT = "Written while the session ended."


def write_and_lose_the_session(page: Page) -> None:
    """The server has forgotten who she is; her browser has not."""
    page.goto(SECTION)
    box(page).fill(TEXT)
    Session.objects.all().delete()
    press(page, "Save and continue")
    heading(page, "Sign in to Self-assessment")


def take_it_back(page: Page) -> None:
    """The section offers the text; she uses it."""
    heading(page, "What do you know?")
    expect(box(page)).to_have_value("")
    follow(page, "Look at both texts and decide")
    heading(page, "We kept the text you sent while you were signed out")
    assert kept_texts(page)[1] == TEXT
    choose(page, "My text, which is not saved")
    press(page, "Save and continue")
    expect(box(page)).to_have_value(TEXT)
    assert get_assessment("2020-21-q2").answer_to("know").text == TEXT


def test_a_text_is_offered_back_after_signing_in_again(cast, quarter, browse):
    page = browse(cast.head)
    write_and_lose_the_session(page)
    sign_in(page, cast.head)
    take_it_back(page)


@without_scripts_it_is_long
def test_also_when_the_browser_has_lost_its_cookies(cast, quarter, browse):
    page = browse(cast.head)
    page.goto(SECTION)
    box(page).fill(TEXT)
    page.context.clear_cookies()
    press(page, "Save and continue")
    heading(page, "This page was open for too long")
    follow(page, "Open the page again")
    sign_in(page, cast.head)
    take_it_back(page)


@without_scripts_it_is_long
def test_also_when_she_has_signed_in_again_in_another_window(cast, quarter, browse):
    page = browse(cast.head)
    stop_the_clock(page)  # she is quicker than the save that would renew the token
    page.goto(SECTION)
    box(page).fill(TEXT)
    Session.objects.all().delete()
    other = page.context.new_page()
    other.goto("/")
    sign_in(other, cast.head)  # which gives the browser a new token
    heading(other, "Quarter 2, 2020 to 2021")
    press(page, "Save and continue")
    heading(page, "This page was open for too long")
    follow(page, "Open the page again")
    take_it_back(page)


@without_scripts_it_is_long
def test_it_is_offered_to_nobody_else(cast, quarter, browse):
    page = browse(cast.head)
    write_and_lose_the_session(page)
    sign_in(page, cast.deputy)  # at the same machine
    heading(page, "What do you know?")
    expect(page.get_by_text(TEXT)).to_have_count(0)
    expect(page.get_by_text("We kept text")).to_have_count(0)
    page.goto(f"{SECTION}kept/")
    heading(page, "What do you know?")
    expect(page.get_by_text(TEXT)).to_have_count(0)
