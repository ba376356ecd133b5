"""0 of 0 is an answer, and no figure: nothing is drawn of it, compared with it or added to it."""

from datetime import date
from decimal import Decimal

import pytest

from performance import seen
from performance.benchmarks.models import Benchmark, Place
from performance.explore.every_quarter import every_quarter
from performance.models import Kpi, Measure
from performance.reading import indicators
from selfassess.reporting import ranking
from selfassess.reporting.annual import figures as annual
from selfassess.reporting.content.schema import IndicatorContent
from selfassess.reporting.formats.columns import columns_of
from selfassess.reporting.templatetags.report import any_of_another_period, in_quarter
from services.base import CheckContext
from services.common import figure, there_is_a_figure
from services.registry import get_area
from services.safeguarding.checks import oversight_is_told_once
from tests.factories import freeze_now, get_assessment, make_quarter
from tests.pages import words_on

NOW, BEFORE = "2020-21-q2", "2020-21-q1"


@pytest.fixture
def enter(cast, quarter):
    """Store a share: of 100 cases, or where `share` is None of none."""
    make_quarter(BEFORE)

    def enter(code: str, share: int | None, of_quarter: str = NOW, **more) -> Measure:
        part, whole = (0, 0) if share is None else (share, 100)
        return Measure.objects.create(
            kpi=Kpi.objects.get(code=code),
            quarter_id=of_quarter,
            value=part,
            numerator=part,
            denominator=whole,
            as_at=date(2020, 9, 30),
            saved_by=cast.head,
            **{"source": "Liquidlogic"} | more,
        )

    return enter


def indicator(code: str, area: str = "mash"):
    return next(one for one in indicators([area], NOW)[area] if one.kpi.code == code)


def frozen(quarter, code: str) -> IndicatorContent:
    found = (one for area in freeze_now(quarter).areas for one in area.indicators)
    return next(one for one in found if one.code == code)


def context(area: str) -> CheckContext:
    found = {one.kpi.code: one for one in indicators([area], NOW)[area]}
    return CheckContext(get_assessment(NOW, area), found, [])


def test_it_is_entered_and_no_value(enter):
    enter("MA10", None)
    one = indicator("MA10")
    assert (one.value, one.is_entered) == (None, True)
    assert (one.judgement.status, one.judgement.reason) == ("Not judged", "no cases")
    assert seen.of_indicator(one, str)["This quarter"]["Figure"] == "no cases"


def test_a_chart_draws_no_bar_of_it(enter, quarter):
    enter("MA03", 90)
    enter("MA09", 80)
    enter("MA10", None)
    drawn = (one for area in freeze_now(quarter).areas for one in area.charts)
    chart = next(one for one in drawn if one.key == "in-time")
    assert [row.shown for row in chart.rows] == ["90%", "80%"]


@pytest.mark.parametrize("then", [90, 100])
def test_the_year_is_not_compared_with_it(enter, quarter, then):
    enter("MA03", None)
    now = frozen(quarter, "MA03")
    Measure.objects.update(value=then, numerator=then, denominator=100)
    row = annual._row({"Q2": now, "Q1": frozen(quarter, "MA03")}, ["Q1", "Q2"])
    assert [cell.shown for cell in row.cells] == [f"{then}%", "no cases"]
    assert row.over_the_year == annual.NONE
    assert (row.is_better, row.moved_by) == (None, 0)


def test_excel_has_no_number_for_it(enter, quarter):
    enter("MA03", None)
    one = frozen(quarter, "MA03")
    row = {column.label: column.of(one) for column in columns_of(IndicatorContent)}
    assert (row["Figure"], row["As printed"], row["Why"]) == (None, "no cases", "no cases")
    assert (row["Numerator"], row["Denominator"]) == (0, 0)
    assert one.measure.number == 0  # what programs read of it stays


def test_a_report_ranks_nothing_by_it(enter, quarter):
    enter("MA03", None)
    one = frozen(quarter, "MA03")
    one.target_value = Decimal(95)
    assert (ranking.number(one), ranking.gap(one)) == (None, 0)


def test_an_earlier_quarter_of_none_is_not_of_another_period(enter, quarter):
    enter("MA03", None, BEFORE)
    enter("MA03", 90)
    one = frozen(quarter, "MA03")
    assert in_quarter(one, "Q1 2020/21") == "no cases"
    assert not any_of_another_period([one])
    rows = every_quarter(indicator("MA03"), [BEFORE, NOW])
    assert [(row.value, row.note) for row in rows] == [("90%", ""), ("no cases", "")]


def test_it_is_neither_above_nor_below_england(enter):
    enter("MA09", None)
    about = {"year": 2019, "period": "year 2019", "ends": date(2019, 3, 31), "source": "DfE"}
    place = {"place": Place.ENGLAND, "name": "England"}
    Benchmark.objects.create(kpi_id="MA09", value=84, **about, **place)
    assert indicator("MA09").comparators
    assert indicator("MA09").trend == ""


@pytest.mark.parametrize(("counts", "other"), [(90, None), (None, 90)])
def test_two_sources_are_no_points_apart_where_one_saw_no_cases(enter, counts, other):
    enter("SR11", counts)
    enter("SR11", other, source="Booklet", adopted=False)
    area = get_area("safeguarding")
    (told,) = [one.text for one in oversight_is_told_once(area, context("safeguarding"))]
    assert "points" not in told
    assert "no cases" in told


def test_the_home_page_says_so_too(enter, cast, sign_in):
    enter("SR11", 90)
    enter("SR11", None, source="Booklet", adopted=False)
    page = words_on(sign_in(cast.director).get("/"))
    assert "is 90% in Liquidlogic, no cases in Booklet" in page
    assert "points apart" not in page


def test_checks_do_not_calculate_with_it(enter):
    enter("MA10", None)
    of = context("mash")
    assert figure(of, "MA10") is None
    assert not list(there_is_a_figure(get_area("mash"), of))  # an answer all the same
