"""A review begins with what to look at first: what does not add up, what is off target, what is
overdue. Everything else waits below."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import set_target
from selfassess.accounts.models import User
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.operations import raise_action, update_action
from tests.factories import get_assessment, make_quarter, write
from tests.ui.page import Page

QUARTER = "2020-21-q2"
REVIEW = f"/{QUARTER}/mash/review/"


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


@pytest.fixture
def mash(cast):
    load_catalogue(by=User.objects.command_line())
    return get_assessment(make_quarter(QUARTER))


def enter(assessment, code: str, value: int, *, target: int, by, comment: str = "") -> Kpi:
    kpi = Kpi.objects.in_force(QUARTER).get(pk=code)
    set_target(kpi, from_quarter=QUARTER, value=Decimal(target), by=by)
    assert not save_indicators(assessment, [Entry(kpi, Decimal(value), comment=comment)], by=by)
    return kpi


def first(client) -> Page | None:
    page = Page(client.get(REVIEW).text)
    return page if page.all("//*[@id='first']") else None


def under(page: Page, heading: str) -> list[str]:
    """The entries of one of its lists."""
    items = page.all(
        f"//*[@id='first']/h3[starts-with(., '{heading}')]/following-sibling::ul[1]/li"
    )
    return [" ".join(item.text_content().split()) for item in items]


def test_figures_off_target_stand_there_with_their_comment_or_without(cast, mash, sign_in):
    enter(mash, "MA03", 70, target=95, by=cast.analyst, comment="The hub opened late.")
    enter(mash, "MA08", 80, target=95, by=cast.analyst)
    enter(mash, "MA09", 99, target=95, by=cast.analyst)
    commented, bare = under(first(sign_in(cast.director)), "Off target (2)")
    assert "70%" in commented
    assert "The hub opened late." in commented
    assert "No comment" in bare


def test_overdue_actions_stand_there_and_no_others(cast, mash, sign_in):
    late = {"text": "See children sooner.", "first_due": date(2020, 9, 1)}
    done = {"text": "Train managers.", "first_due": date(2020, 9, 1)}
    later = {"text": "Meet families first.", "first_due": date(2020, 12, 1)}
    for values in (late, later):
        raise_action(mash, values, by=cast.head)
    finished = {"status": "done", "difference": "They are trained."}
    update_action(raise_action(mash, done, by=cast.head), mash, finished, version=0, by=cast.head)
    [overdue] = under(first(sign_in(cast.director)), "Overdue (1)")
    assert overdue.startswith("See children sooner.")


def test_words_that_contradict_the_record_stand_above_both(cast, mash, sign_in):
    enter(mash, "MA03", 70, target=95, by=cast.analyst, comment="Late.")
    claim = "90% of contacts had a decision within 24 hours (MA03)."
    write(mash, know=claim, by=cast.head)
    page = first(sign_in(cast.director))
    headings = [" ".join(h.split()) for h in page.all("//*[@id='first']/h3/text()")]
    assert headings == ["Does not add up (1)", "Off target (1)"]
    assert "90%" in under(page, "Does not add up")[0]


def test_each_leads_to_its_place_on_the_page(cast, mash, sign_in):
    enter(mash, "MA03", 70, target=95, by=cast.analyst)
    raise_action(mash, {"text": "Sooner.", "first_due": date(2020, 9, 1)}, by=cast.head)
    page = first(sign_in(cast.director))
    places = page.all("//*[@id='first']//a[starts-with(@href, '#')]/@href")
    assert len(places) == 2
    assert [page.by_id(place[1:]) is not None for place in places] == [True, True]


def test_nothing_stands_out_when_nothing_does(cast, mash, sign_in):
    assert first(sign_in(cast.director)) is None
