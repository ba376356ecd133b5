"""The page on which an area's figures are entered: a row each, and a way back."""

from decimal import Decimal

import pytest

from performance.models import Kpi, Target
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from tests.factories import get_assessment
from tests.pages import form_on
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


@pytest.fixture
def shown(cast, sign_in):
    client = sign_in(cast.head)
    return lambda query="": Page(client.get(ADDRESS + query).text)


def enter(cast, code: str, value: str, comment: str = "") -> None:
    entry = Entry(Kpi.objects.get(code=code), value=Decimal(value), comment=comment)
    save_indicators(get_assessment("2020-21-q2"), [entry], by=cast.head)


def aim(cast, code: str, value: int = 95) -> None:
    Target.objects.create(kpi_id=code, from_quarter="2020-21-q1", value=value, set_by=cast.analyst)


def rows(page: Page) -> list[str]:
    return [row.get("id") for row in page.all("//tbody[@id]")]


def folded(page: Page, field: str) -> bool:
    return bool(page.all(f"//details//*[@id='id_{field}']"))


def test_a_written_comment_is_not_folded_away(cast, quarter, shown):
    enter(cast, "MA03", "99", "Two new workers.")
    assert not folded(shown(), "MA03-comment")
    assert folded(shown(), "MA08-comment")


def test_the_comment_of_a_figure_off_target_is_asked_for_in_sight(cast, quarter, shown):
    aim(cast, "MA03")
    assert folded(shown(), "MA03-comment")
    enter(cast, "MA03", "10")
    assert not folded(shown(), "MA03-comment")


def test_what_is_off_target_comes_first_on_request(cast, quarter, shown):
    aim(cast, "MA09")
    enter(cast, "MA09", "10")
    assert rows(shown())[0] == "id_MA01"
    assert rows(shown("?order=off-target"))[0] == "id_MA09"
    (form,) = shown("?order=off-target").all("//main//form/@action")
    assert form.endswith("?order=off-target")


def test_what_is_not_due_is_folded_until_something_is_said_of_it(cast, quarter, sign_in):
    client = sign_in(cast.analyst)

    def shown():
        return Page(client.get("/2020-21-q2/early-help/indicators/").text)

    assert folded(shown(), "EH04-value")
    entry = Entry(Kpi.objects.get(code="EH04"), value=Decimal("50"))
    save_indicators(get_assessment("2020-21-q2", "early-help"), [entry], by=cast.analyst)
    assert not folded(shown(), "EH04-value")


def test_an_error_names_its_kpi(cast, quarter, sign_in):
    client = sign_in(cast.head)
    typed = form_on(client.get(ADDRESS)) | {"MA03-value": "ninety", "MA08-value": "86,4"}
    page = Page(client.post(ADDRESS, typed).text)
    links = page.all("//div[contains(@class, 'govuk-error-summary')]//a")
    names = [Kpi.objects.get(code=code).name for code in ("MA03", "MA08")]
    assert [link.text.split(" (")[0] for link in links] == names
    assert [link.get("href") for link in links] == ["#id_MA03-value", "#id_MA08-value"]
