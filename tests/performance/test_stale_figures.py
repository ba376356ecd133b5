"""Two people enter figures at once: nothing is saved over what somebody has not seen, and the page
then shows both, and stands on what is saved."""

from decimal import Decimal

import pytest

from performance.models import Kpi, Measure, Remark
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from selfassess.assessments.models import KeptPost
from tests.factories import get_assessment
from tests.sessions import browser_of, log_in, send_signed_out
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


def enter_remark(cast, comment: str) -> None:
    page = Remark.objects.get()
    seen = {"seen": Measure.objects.get().mark, "remark_seen": page.mark}
    entry = Entry(Kpi.objects.get(code="MA03"), Decimal(92), comment=comment, **seen)
    assert not save_indicators(get_assessment("2020-21-q2"), [entry], by=cast.analyst)


def values() -> dict[str, Decimal]:
    return dict(Measure.objects.values_list("kpi", "value"))


def test_a_stale_figure_is_not_saved_and_both_are_shown(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92")
    answer = head.post(ADDRESS, typed(before, MA03_value="80", MA08_value="95", stay=""))
    assert answer.status_code == 409
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


def test_what_was_saved_of_the_row_all_the_same_is_told(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92")
    answer = head.post(ADDRESS, typed(before, MA03_value="80", MA03_comment="A gap.", stay=""))
    assert "The comment is saved." in answer.text
    assert Remark.objects.get().comment == "A gap."
    before = shown(head.get(ADDRESS))
    enter_remark(cast, "Two gaps.")
    answer = head.post(ADDRESS, typed(before, MA03_value="81", MA03_comment="None.", stay=""))
    assert "The figure is saved." in answer.text
    assert values() == {"MA03": 81}


def test_whoever_has_two_windows_is_told_of_herself(cast, quarter, sign_in):
    analyst = sign_in(cast.analyst)
    before = shown(analyst.get(ADDRESS))
    enter(cast, "92")
    answer = analyst.post(ADDRESS, typed(before, MA03_value="80", stay=""))
    assert "You saved 92% while you were on this page. Yours is not saved." in answer.text
    assert "The comment is saved." not in answer.text


def test_a_row_with_an_error_is_told_as_stale_once_it_is_right(cast, head):
    before = shown(head.get(ADDRESS))
    enter(cast, "92")
    page = shown(head.post(ADDRESS, typed(before, MA03_value="eighty", stay="")))
    answer = head.post(ADDRESS, typed(page, MA03_value="80", stay=""))
    assert "Analyst saved 92% while you were on this page." in answer.text
    assert values() == {"MA03": 92}


def post(client, page: Page, **changes: str):
    return client.post(ADDRESS, typed(page, stay="", **changes))


def values_shown(page: Page) -> dict[str, str]:
    boxes = page.all("//input[contains(@name, '-value')]")
    shown = {box.get("name").removesuffix("-value"): box.get("value") for box in boxes}
    return {code: value for code, value in shown.items() if value}


def test_a_blank_row_of_an_older_page_empties_nothing(head, cast, sign_in):
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA03_value="50", MA04_value="50", MA08_value="50")
    for _ in range(2):
        answer = post(head, before, MA01_value="7")
        assert answer.status_code == 302
    assert values() == {"MA01": 7, "MA03": 50, "MA04": 50, "MA08": 50}


def test_beside_a_stale_row_the_others_show_what_is_saved(head, cast, sign_in):
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    page = shown(analyst.get(ADDRESS))
    post(analyst, page, MA03_value="50", MA04_value="60", MA04_comment="Theirs.")
    answer = post(head, before, MA03_value="80")
    assert answer.status_code == 409
    assert values_shown(shown(answer)) == {"MA03": "80", "MA04": "60"}
    assert "Theirs." in answer.text
    assert post(head, shown(answer)).status_code == 302
    assert values() == {"MA03": 80, "MA04": 60}
    assert Remark.objects.get().comment == "Theirs."


def test_a_row_that_shows_an_older_figure_takes_nothing_back(cast, head, sign_in):
    enter(cast, "92", comment="Two weeks are missing.")
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA03_value="95", MA03_comment="All is there.")
    assert post(head, before, MA01_value="7").status_code == 302
    assert values() == {"MA01": 7, "MA03": 95}
    assert Remark.objects.get().comment == "All is there."


def test_a_figure_that_was_removed_meanwhile_is_not_entered_again(cast, head, sign_in):
    enter(cast, "92")
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA03_value="")
    assert post(head, before, MA01_value="7").status_code == 302
    assert values() == {"MA01": 7}
    answer = post(head, before, MA03_value="93")
    assert "Analyst removed this figure while you were on this page." in answer.text
    assert values() == {"MA01": 7}
    post(head, shown(answer))
    assert values() == {"MA01": 7, "MA03": 93}


def test_a_figure_that_was_removed_and_entered_again_is_another(cast, head, sign_in):
    enter(cast, "92")
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    for value in ("", "60"):
        post(analyst, shown(analyst.get(ADDRESS)), MA03_value=value)
    assert post(head, before, MA03_value="93").status_code == 409
    assert values() == {"MA03": 60}


def test_a_tick_on_an_older_page_does_not_bring_the_older_figure_back(cast, head, sign_in):
    enter(cast, "92")
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA03_value="95")
    answer = post(head, before, MA03_provisional="on")
    assert answer.status_code == 409
    assert values_shown(shown(answer)) == {"MA03": "95"}
    ticked = shown(answer).all("//input[@type='checkbox'][@checked]/@name")
    assert ticked == ["MA03-provisional"]
    post(head, shown(answer), MA03_provisional="on")
    assert values() == {"MA03": 95}
    assert Measure.objects.get().provisional


def test_a_reason_for_having_no_figure_does_not_stand_beside_one(cast, head, sign_in):
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA03_value="95")
    answer = post(head, before, MA03_missing="not_ready")
    assert answer.status_code == 409
    assert "Analyst saved 95% while you were on this page." in answer.text
    assert values() == {"MA03": 95}
    assert not Remark.objects.exists()


def test_a_figure_does_not_stand_beside_a_reason_for_having_none(cast, head, sign_in):
    before = shown(head.get(ADDRESS))
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA03_missing="not_ready")
    answer = post(head, before, MA03_value="95", MA03_missing="")
    assert "Analyst saved “MA03: It is not ready yet”" in answer.text
    post(head, shown(answer), MA03_missing="")
    assert Remark.objects.get().missing == ""
    assert values() == {"MA03": 95}


@pytest.mark.parametrize("sent", [{"MA03-value": "90"}, {"MA03-comment": "Ours."}])
def test_what_is_not_sent_stays_as_it_is(cast, head, sent):
    kpi = Kpi.objects.get(code="MA03")
    parts = {"numerator": Decimal(90), "denominator": Decimal(100), "provisional": True}
    whole = Entry(kpi, Decimal(90), **parts, comment="Theirs.")
    save_indicators(get_assessment("2020-21-q2"), [whole], by=cast.analyst)
    versions = {"MA03-version": "1", "MA03-remark-version": "1"}
    assert head.post(ADDRESS, sent | versions).status_code == 302
    kept = Measure.objects.get()
    assert {name: getattr(kept, name) for name in parts} == parts
    assert Remark.objects.get().comment == sent.get("MA03-comment", "Theirs.")


def test_a_figure_that_no_longer_fits_its_parts_is_refused(cast, head):
    kpi = Kpi.objects.get(code="MA03")
    whole = Entry(kpi, Decimal(90), numerator=Decimal(90), denominator=Decimal(100))
    save_indicators(get_assessment("2020-21-q2"), [whole], by=cast.analyst)
    answer = head.post(ADDRESS, {"MA03-value": "80", "MA03-version": "1"})
    assert answer.status_code == 200
    assert values() == {"MA03": 90}


def test_a_form_that_was_kept_shows_what_others_have_entered_since(cast, quarter, sign_in):
    head = browser_of(cast.head)
    send_signed_out(head, ADDRESS, **{"MA03-value": "80"})
    analyst = sign_in(cast.analyst)
    post(analyst, shown(analyst.get(ADDRESS)), MA08_value="50")
    log_in(head, cast.head)
    page = shown(head.get(KeptPost.objects.get().get_absolute_url()))
    assert values_shown(page) == {"MA03": "80", "MA08": "50"}
    post(head, page)
    assert values() == {"MA03": 80, "MA08": 50}
