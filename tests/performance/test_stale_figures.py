"""Two people enter figures at once: nothing is saved over what somebody has not seen, and the page
then shows both, and stands on what is saved."""

from decimal import Decimal

import pytest

from performance.models import Kpi, Measure, Remark
from performance.operations.figures import Entry, save_indicators
from tests.factories import get_assessment
from tests.ui.page import Page

ADDRESS = "/2020-21-q2/mash/indicators/"


@pytest.fixture
def head(cast, quarter, sign_in):
    return sign_in(cast.head)


def typed(page: Page, **changes: str) -> dict[str, str]:
    """What a page would post, with some fields typed over."""
    fields = page.all("//main//form[@method='post']//input[@name and not(@type='checkbox')]")
    texts = page.all("//main//form[@method='post']//textarea")
    values = {field.get("name"): field.get("value") or "" for field in fields}
    values |= {field.get("name"): field.text_content().strip() for field in texts}
    return values | {name.replace("_", "-"): value for name, value in changes.items()}


def shown(response) -> Page:
    return Page(response.text)


def enter(cast, value: str, comment: str = "") -> None:
    entry = Entry(Kpi.objects.get(code="MA03"), Decimal(value), comment=comment)
    assert not save_indicators(get_assessment("2020-21-q2"), [entry], by=cast.analyst)


def values() -> dict[str, Decimal]:
    return dict(Measure.objects.values_list("kpi", "value"))


def test_a_stale_figure_is_not_saved_and_both_are_shown(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92")
    answer = head.post(ADDRESS, typed(before, MA03_value="80", MA08_value="95", stay=""))
    assert "Analyst saved 92% while you were on this page. Yours is not saved." in answer.text
    assert values() == {"MA03": 92, "MA08": 95}
    assert shown(answer).by_id("id_MA03-value").get("value") == "80"


def test_saving_again_replaces_what_was_shown(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92")
    page = shown(head.post(ADDRESS, typed(before, MA03_value="80", MA08_value="95", stay="")))
    head.post(ADDRESS, typed(page, stay=""))
    assert values() == {"MA03": 80, "MA08": 95}


def test_a_stale_comment_is_shown_beside_the_one_that_is_saved(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92", comment="Two weeks are missing.")
    post = typed(before, MA03_value="92", MA03_version="1", MA03_comment="All is there.", stay="")
    answer = head.post(ADDRESS, post)
    assert (
        "Analyst saved “MA03: Two weeks are missing.” while you were on this page." in answer.text
    )
    assert Remark.objects.get().comment == "Two weeks are missing."
    head.post(ADDRESS, typed(shown(answer), stay=""))
    assert Remark.objects.get().comment == "All is there."


def test_of_a_row_both_the_figure_and_the_comment_are_told(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92", comment="Two weeks are missing.")
    post = typed(before, MA03_value="80", MA03_comment="All is there.", stay="")
    answer = head.post(ADDRESS, post)
    assert "Analyst saved 92% while you were on this page." in answer.text
    assert "Analyst saved “MA03: Two weeks are missing.” while" in answer.text


def test_a_row_with_an_error_is_told_as_stale_once_it_is_right(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92")
    page = shown(head.post(ADDRESS, typed(before, MA03_value="eighty", stay="")))
    answer = head.post(ADDRESS, typed(page, MA03_value="80", stay=""))
    assert "Analyst saved 92% while you were on this page." in answer.text
    assert values() == {"MA03": 92}
