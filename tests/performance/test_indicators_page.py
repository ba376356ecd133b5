"""The page on which an area's figures are entered leads back to where its reader may go."""

import pytest

from tests.ui.page import Page

ADDRESS = "/2020-21-q2/mash/indicators/"


@pytest.mark.parametrize(
    ("who", "leads_to"), [("head", "/2020-21-q2/mash/"), ("analyst", "/2020-21-q2/")]
)
def test_the_way_back_is_open_to_whoever_enters_figures(cast, quarter, sign_in, who, leads_to):
    client = sign_in(getattr(cast, who))
    page = Page(client.get(ADDRESS).text)
    (way,) = page.all("//a[contains(@class, 'govuk-back-link')]/@href")
    assert way == leads_to
    assert client.get(way).status_code == 200
