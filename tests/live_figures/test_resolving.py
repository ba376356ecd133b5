"""What the live figures of a text say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.models import Benchmark, Measure
from selfassess.access import OVERVIEW
from selfassess.live_figures.resolving import LiveFigures
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import approve_all, make_quarter

from .conftest import ISSUED, OPEN, SECRET

LONG_AGO = "2015-16-q1"


@pytest.fixture
def figures_read(monkeypatch) -> set[str]:
    """The quarters of all figures that are read."""
    found: set[str] = set()
    read = Measure.from_db.__func__

    def note(cls, *row, **more):
        measure = read(cls, *row, **more)
        found.add(measure.quarter_id)
        return measure

    monkeypatch.setattr(Measure, "from_db", classmethod(note))
    return found


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{MA03}", "74.6%"),
        ("{ma03 LAST QUARTER}", "70%"),
        ("{MA03 Q1 2020/21}", "70%"),
        ("{MA03 numerator} of {MA03 denominator}", "373 of 500"),
        ("{MA03 numerator last quarter}", "700"),
        ("{MA03 change}", "up from 70%"),
        ("{MA03 target}", "90%"),
        (
            "{MA08}",
            "[no figure yet: Child and Family assessments completed within 45 working days]",
        ),
        (
            "{MA03 a year ago}",
            "[no figure: Contacts with a decision within 24 hours / one working day, Q2 2019/20]",
        ),
        ("{XX99}", "[{XX99} is not a figure of this area]"),
        (
            "{MA03 tomorrow}",
            "[{MA03 tomorrow} is no live figure. "
            "Write {MA03}, {MA03 last quarter} or {MA03 target}]",
        ),
        ("{MA03 }, {MA03: target}, {ma03}", "74.6%, 90%, 74.6%"),
        ("{LC07}", "[{LC07} is not a figure of this area]"),
        ("{LC07 target}", "[{LC07 target} is not a figure of this area]"),
        ("{LC07 last quarter}", "55%"),
        ("{{MA03}} and {see below}", "{MA03} and {see below}"),
    ],
)
def test_what_a_live_figure_of_mash_says(quarter, written, says):
    assert LiveFigures(OPEN).words(written, "mash") == says


def test_what_is_not_issued_says_the_same_as_what_does_not_exist(quarter):
    said = LiveFigures(OPEN).words("{LC07} {LC08} {LA99}", "mash")
    for code in ("LC07", "LC08", "LA99"):
        assert f"[{{{code}}} is not a figure of this area]" in said
    assert SECRET not in said


def test_a_quarter_that_is_revised_is_not_issued(quarter):
    quarter.period.before  # noqa: B018
    type(quarter).objects.filter(pk=ISSUED).update(state="closed")
    assert "is not a figure" in LiveFigures(OPEN).words("{LC07 last quarter}", "mash")
    assert LiveFigures(OPEN).words("{MA03 last quarter}", "mash") == "70%"  # its own


def test_an_area_that_a_report_left_out_is_not_issued(quarter):
    left_out = type(quarter).objects.get(pk=ISSUED).assessments.filter(area="lac")
    left_out.update(state="in_progress", approved_at=None, approved_by=None)
    assert "is not a figure" in LiveFigures(OPEN).words("{LC07 last quarter}", "mash")


def test_the_directors_overview_may_take_figures_of_all_areas(quarter):
    assert LiveFigures(OPEN).words("{MA03}, {LC07}, {XX99}", OVERVIEW) == (
        "74.6%, 63.21%, [{XX99} is not a figure of this area]"
    )


def test_no_quarter_shows_a_later_one(quarter):
    said = LiveFigures(ISSUED).words("{MA03 Q2 2020/21} {LC07 Q2 2020/21}", "mash")
    assert "74.6" not in said
    assert "63.21" not in said


def test_a_text_without_live_figures_costs_nothing(quarter, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert LiveFigures(OPEN).words("74% {see above}", "mash") == "74% {see above}"


def test_it_costs_the_same_however_many_there_are(quarter):
    def cost(text: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            LiveFigures(OPEN).words(text, "mash")
        return len(queries)

    one = "{MA03} {MA03 target} {MA03 England} {LC07 last quarter} {LC07 England}"
    one += " {MA03 Q1 2015/16} {LC07 Q1 2015/16}"
    many = one + "".join(f" {{MA{n:02} Q{n % 4 + 1} 2015/16}} {{LA{n:02}}}" for n in range(30))
    assert cost(many) == cost(one) <= 14


def test_what_is_older_than_a_year_is_read_only_for_who_names_it(quarter, enter, figures_read):
    figures = LiveFigures(OPEN)
    old = make_quarter(LONG_AGO)
    enter(LONG_AGO, "LC07", "41")
    approve_all(old)
    Quarter.objects.filter(pk=LONG_AGO).update(state=QuarterState.ISSUED)
    figures_read.clear()
    assert figures.words("{LC07 last quarter}", "mash") == "55%"
    assert LONG_AGO not in figures_read
    assert figures.words("{LC07 Q1 2015/16}", "mash") == "41%"
    assert LONG_AGO in figures_read


def test_official_figures_are_of_the_newest_year_that_the_quarter_could_know(quarter, cast):
    Benchmark.objects.create(
        kpi_id="MA03",
        year=2019,
        period="2018/19",
        ends="2019-03-31",
        place="england",
        name="England",
        value="81.25",
        source="DfE",
    )
    assert LiveFigures(OPEN).words("England had {MA03 England}", "mash") == "England had 81.3%"
