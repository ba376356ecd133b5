"""What a browser prints of a page: its words in our own type, without addresses and buttons."""

import pytest
from playwright.sync_api import expect

from .conftest import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOK = """() => [...document.querySelectorAll("main *")].map(element => ({
    type: getComputedStyle(element).fontFamily.split(",")[0],
    after: element.matches("a") ? getComputedStyle(element, "::after").content : "none",
}))"""


@pytest.fixture
def scripts() -> bool:
    return True


@pytest.mark.parametrize("address", ["/2020-21-q2/mash/", "/actions/", "/2020-21-q2/"])
def test_a_page_is_printed_plainly(cast, quarter, browse: Browse, address):
    page = browse(cast.head)
    page.goto(address)
    page.emulate_media(media="print")
    looks = page.evaluate(LOOK)
    own = page.evaluate("getComputedStyle(document.documentElement).fontFamily.split(',')[0]")
    assert "Inter" in own
    assert {look["type"] for look in looks} == {own}
    assert {look["after"] for look in looks} == {"none"}
    for control in ("nav", "main button", ".sa-person", ".sa-filter"):
        for one in page.locator(control).all():
            expect(one).to_be_hidden()
