"""A page on paper has what there is to read, and nothing that is pressed or filled in."""

import pytest
from playwright.sync_api import expect

from performance.models import Kpi
from performance.operations.catalogue import change_kpi
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


def test_of_many_other_names_of_a_kpi_paper_has_a_few(cast, quarter, browse):
    load_catalogue(by=User.objects.command_line())
    names = [f"Name {number}" for number in range(1, 9)]
    change_kpi(Kpi.objects.get(code="LC13"), {"also_called": "; ".join(names)}, by=cast.analyst)
    page = browse(cast.analyst)
    page.goto("/kpis/LC13/")
    page.get_by_text("Also called (8)").click()
    more = page.get_by_text("and 3 more")
    expect(page.get_by_text("Name 8")).to_be_visible()
    expect(more).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Name 5")).to_be_visible()
    expect(page.get_by_text("Name 6")).to_be_hidden()
    expect(more).to_be_visible()
