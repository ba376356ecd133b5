"""A director releases words without a mouse: a marked sentence by a tick, the rest by a button."""

import pytest
from playwright.sync_api import expect

from selfassess.reporting.release.operations import release
from selfassess.reporting.release.standing import words_of
from tests.factories import make_issued

from .browsing import heading, tab_to, told

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("quick_pdf"),
]

WORDS = "/reports/2020-21-q1/v1/scrutiny/words/"
TELLING = "Three children went home."


@pytest.fixture
def scripts() -> bool:
    return True


def test_a_marked_sentence_is_ticked_and_released_by_keyboard(cast, browse):
    report = make_issued("2020-21-q1", text=f"{TELLING} All is well.")
    for words in words_of(report)[1:]:
        release(report, words.slug, ticked=(), by=cast.director)
    page = browse(cast.director)
    page.goto(WORDS)
    tab_to(page.locator("#progress").get_by_role("link"))
    page.keyboard.press("Enter")
    heading(page, words_of(report)[0].name)
    tick = page.get_by_role("checkbox", name=TELLING).first
    tab_to(tick)
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
    tab_to(page.get_by_role("main").get_by_role("button", name="Release"))
    page.keyboard.press("Enter")
    told(page, "is decided.")
    first = words_of(report)[0]
    assert [one.is_released for one in first.marked][:1] == [True]
    assert first.is_decided
    expect(page.locator("#progress")).to_contain_text("8 of 8 decided")
