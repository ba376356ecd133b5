"""Going back in a browser shows a page anew. What was typed on the old one comes back with it, or
does not: it is never put on a newer version, to be saved over words that nobody has seen."""

import pytest
from playwright.sync_api import Page, expect

from selfassess.records.models import Strength
from selfassess.records.operations import add, change
from tests.factories import get_assessment, write

from .browsing import box, heading, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SETTLED = 100  # milliseconds; no event tells of it, and without scripts no page could listen
SECTION = "/2020-21-q2/mash/know/"


def go_back(page: Page, title: str) -> None:
    """And wait until the browser has put back what it wants to: shortly after the page is there."""
    page.go_back()
    heading(page, title)
    page.wait_for_timeout(SETTLED)


def go_away_and_back(page: Page, title: str, meanwhile=lambda: None) -> None:
    """By a link, and without saving."""
    page.get_by_role("link", name="Reports", exact=True).click()
    heading(page, "Reports")
    meanwhile()
    go_back(page, title)


class TestAnAnswerWithoutScripts:
    """With scripts, the page saves by itself: see test_autosave.py."""

    @pytest.fixture
    def scripts(self) -> bool:
        return False

    @pytest.fixture
    def page(self, cast, quarter, browse) -> Page:
        write(get_assessment(quarter), know="The first text.", by=cast.head)
        page = browse(cast.head)
        page.goto(SECTION)
        box(page).fill("Typed and not saved.")
        return page

    def test_what_was_typed_comes_back_while_nobody_else_has_saved(self, quarter, page):
        go_away_and_back(page, "What do you know?")
        expect(box(page)).to_have_value("Typed and not saved.")
        press(page, "Save and continue")
        heading(page, "How do you know it?")
        assert get_assessment(quarter).answer_to("know").text == "Typed and not saved."

    def test_but_not_over_what_somebody_has_saved_since(self, cast, quarter, page):
        def meanwhile():
            write(get_assessment(quarter), know="The deputy’s text.", by=cast.deputy)

        go_away_and_back(page, "What do you know?", meanwhile)
        expect(box(page)).to_have_value("The deputy’s text.")
        press(page, "Save and continue")
        heading(page, "How do you know it?")
        assert get_assessment(quarter).answer_to("know").text == "The deputy’s text."

    def test_nor_over_what_somebody_has_made_of_a_text_that_was_saved(self, cast, quarter, page):
        press(page, "Save and continue")
        heading(page, "How do you know it?")
        write(get_assessment(quarter), know="The deputy’s text.", by=cast.deputy)
        go_back(page, "What do you know?")
        expect(box(page)).to_have_value("The deputy’s text.")


def test_a_strength_that_somebody_has_changed_is_shown_as_it_is(cast, quarter, browse):
    strength = Strength(assessment=get_assessment(quarter), text="We see children early.")
    add(strength, section="strengths", by=cast.head)
    page = browse(cast.head)
    page.goto(f"/2020-21-q2/mash/strengths/strengths/{strength.pk}/")
    title = page.get_by_role("heading", level=1).inner_text()
    text = page.get_by_label("What is strong?")
    text.fill("Typed and not saved.")

    go_away_and_back(page, title)
    expect(text).to_have_value("Typed and not saved.")

    values = {"text": "The deputy’s words.", "evidence": ""}
    go_away_and_back(
        page,
        title,
        lambda: change(strength, values, version=1, section="strengths", by=cast.deputy),
    )
    expect(text).to_have_value("The deputy’s words.")
