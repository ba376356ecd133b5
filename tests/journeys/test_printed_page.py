"""A page on paper has what there is to read, and nothing that is pressed or filled in."""

import pytest
from playwright.sync_api import expect

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scripts() -> bool:
    return True


def test_a_printed_page_has_no_links_of_the_frame_and_no_empty_forms(cast, quarter, browse):
    load_catalogue(by=User.objects.command_line())
    page = browse(cast.head)
    page.goto("/2020-21-q2/mash/indicators/")
    link = page.get_by_role("contentinfo").get_by_text("Privacy notice")
    to_fill_in = page.locator("summary").first
    expect(link).to_be_visible()
    expect(to_fill_in).to_be_visible()
    page.emulate_media(media="print")
    expect(link).to_be_hidden()
    expect(to_fill_in).to_be_hidden()
    page.goto("/2020-21-q2/mash/know/")
    expect(page.get_by_text("What good looks like").first).to_be_visible()
