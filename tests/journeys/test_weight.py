"""Pages are light: managers fill them in on phones and on the slow networks of council offices."""

import gzip

import pytest
from playwright.sync_api import Page, Response

from performance.catalogue import load_catalogue
from selfassess.accounts.models import User

from .conftest import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST_TIME, AFTERWARDS = 150_000, 25_000  # bytes over the wire


@pytest.fixture
def scripts() -> bool:
    """They weigh something too."""
    return True


class Scales:
    """What came over the wire, by address: compressed, as production serves it."""

    def __init__(self, page: Page):
        self.weights: dict[str, int] = {}
        page.on("requestfinished", lambda request: self.put(request.response()))

    def put(self, response: Response) -> None:
        body = response.body()
        self.weights[response.url] = min(len(body), len(gzip.compress(body, mtime=0)))

    def empty(self) -> None:
        self.weights.clear()

    @property
    def of_pages(self) -> int:
        """Without what a browser keeps for good: production names static files by their content."""
        return sum(weight for url, weight in self.weights.items() if "/static/" not in url)

    @property
    def all(self) -> int:
        return sum(self.weights.values())


def test_a_form_weighs_little_and_the_next_even_less(cast, quarter, browse: Browse):
    page = browse(cast.head)
    scales = Scales(page)
    page.goto("/2020-21-q2/mash/know/", wait_until="networkidle")
    assert scales.of_pages < scales.all <= FIRST_TIME, scales.weights
    scales.empty()
    page.goto("/2020-21-q2/mash/evidence/", wait_until="networkidle")
    assert 0 < scales.of_pages <= AFTERWARDS, scales.weights


def test_only_who_explores_figures_loads_the_chart_library(cast, quarter, browse: Browse):
    load_catalogue(by=User.objects.command_line())
    page = browse(cast.analyst)
    scales = Scales(page)
    for address in ("/", "/2020-21-q2/mash/", "/2020-21-q2/mash/indicators/", "/kpis/"):
        page.goto(address, wait_until="networkidle")
    assert [url for url in scales.weights if "plotly" in url] == []
    page.goto("/kpis/MA03/explore/", wait_until="networkidle")
    assert any("plotly" in url for url in scales.weights)
