"""Pages are light: managers fill them in on phones and on the slow networks of council offices."""

import gzip

import pytest
from playwright.sync_api import Page, Request

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User

from .conftest import Browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FIRST_TIME, AFTERWARDS = 150_000, 25_000  # bytes over the wire


@pytest.fixture
def scripts() -> bool:
    """They weigh something too."""
    return True


class Scales:
    """What a page brings over the wire, by address: compressed, as production serves it.

    The addresses are noted as the page asks for them, and fetched again to be weighed: a browser
    keeps the body of a response no longer than it likes.
    """

    def __init__(self, page: Page):
        self.page = page
        self.asked: set[str] = set()
        page.on("request", self.note)

    def note(self, request: Request) -> None:
        if request.method == "GET":  # not its calls to tell that somebody is here
            self.asked.add(request.url)

    def ask(self, address: str) -> set[str]:
        self.asked.clear()
        self.page.goto(address, wait_until="networkidle")
        return self.asked

    def weigh(self, address: str) -> dict[str, int]:
        return {url: self.weight(url) for url in sorted(self.ask(address))}

    def weight(self, url: str) -> int:
        answer = self.page.request.get(url)
        assert answer.ok, url
        return min(len(answer.body()), len(gzip.compress(answer.body(), mtime=0)))


def of_pages(weights: dict[str, int]) -> int:
    """Without what a browser keeps for good: production names static files by their content."""
    return sum(weight for url, weight in weights.items() if "/static/" not in url)


def test_a_form_weighs_little_and_the_next_even_less(cast, quarter, browse: Browse):
    scales = Scales(browse(cast.head))
    first = scales.weigh("/2020-21-q2/mash/know/")
    assert of_pages(first) < sum(first.values()) <= FIRST_TIME, first
    second = scales.weigh("/2020-21-q2/mash/evidence/")
    assert 0 < of_pages(second) <= AFTERWARDS, second


def test_only_who_explores_figures_loads_the_chart_library(cast, quarter, browse: Browse):
    load_catalogue(by=User.objects.command_line())
    scales = Scales(browse(cast.director))
    for address in ("/", "/2020-21-q2/mash/", "/2020-21-q2/mash/indicators/", "/kpis/"):
        assert not chart_library(scales.ask(address))
    assert chart_library(scales.ask("/kpis/MA03/explore/"))


def chart_library(addresses: set[str]) -> list[str]:
    return [url for url in addresses if "plotly" in url]
