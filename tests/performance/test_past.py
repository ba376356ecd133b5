"""Of a KPI's past only the last year is read for a page, and nothing that is said is cut by it."""

from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.benchmarks.models import Benchmark, NeighbourSet, Place
from performance.benchmarks.reading import comparators
from performance.indicator import Indicator
from performance.models import Kpi, Measure, Target
from performance.reading import indicators, with_whole_past
from performance.series import Point, trend
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState, default_due

LAST = QuarterPeriod.parse("2020-21-q2")
pytestmark = pytest.mark.usefixtures("quarter")
KPI = "MA03"  # higher is better


def enter(code: str, *values: float | None, by) -> list[Point]:
    """A value a quarter, the last one in the quarter that is open; None is a gap."""
    period, points = LAST, []
    for value in reversed(values):
        Quarter.objects.get_or_create(
            code=period.code,
            defaults={"state": QuarterState.ISSUED, "due": default_due(period)},
        )
        if value is not None:
            Measure.objects.create(
                kpi_id=code,
                quarter_id=period.code,
                source="The case system",
                value=Decimal(str(value)),
                as_at=period.ends,
                saved_by=by,
            )
            points.append(Point(period.code, Decimal(str(value))))
        period = period.before
    return points[::-1]


def indicator(code: str) -> Indicator:
    area = Kpi.objects.get(code=code).area
    return next(one for one in indicators([area], LAST.code)[area] if one.kpi.code == code)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 6, 15, 16, 17, 18, 30])
@pytest.mark.parametrize("before", [[], [99], [None], [5, 99, None, 99]], ids=str)
def test_a_run_is_counted_to_its_beginning(cast, length, before):
    points = enter(KPI, *before, *range(10, 11 + length), by=cast.analyst)
    all_of_them = trend(points, direction="higher", unit="%")
    assert indicator(KPI).trend == all_of_them.sentence
    assert all_of_them.run == length


def test_what_is_said_of_a_long_run(cast):
    enter(KPI, *range(20, 50), by=cast.analyst)
    assert indicator(KPI).trend == "Up 1 point, 29th quarter of improvement."


def test_only_values_on_which_something_rests_are_read(cast):
    enter(KPI, *(40 + (number % 3) for number in range(30)), by=cast.analyst)
    assert [len(indicator(KPI).earlier), len(indicator(KPI).older)] == [4, 0]


@pytest.mark.parametrize("quarters", [1, 4, 5, 13])
def test_the_value_before_is_found_however_old_it_is(cast, quarters):
    enter(KPI, 30, 31, *[None] * quarters, 40, by=cast.analyst)
    assert indicator(KPI).last_time == 31
    assert indicator(KPI).trend == ""


def test_a_first_value_has_none_before_it(cast):
    enter(KPI, 40, by=cast.analyst)
    assert indicator(KPI).last_time is None


def test_a_chart_over_the_years_has_all_values(cast):
    points = enter(KPI, *(40 + (number % 3) for number in range(30)), by=cast.analyst)
    drawn = with_whole_past(indicator(KPI)).points
    assert [(point.quarter, point.value) for point in drawn] == [
        (point.quarter, point.value) for point in points
    ]


def test_an_old_value_still_puts_a_kpi_among_an_areas_charts(cast, sign_in):
    enter(KPI, 30, *[None] * 9, by=cast.analyst)
    name = Kpi.objects.get(code=KPI).name
    page = sign_in(cast.analyst).get(f"/{LAST.code}/mash/explore/").text
    assert f"/kpis/{KPI}/explore/" in page
    assert name in page


def test_queries_are_as_many_for_long_runs_as_for_one(cast):
    numbers = count()
    for kpi in Kpi.objects.filter(area="mash"):
        enter(kpi.code, *(next(numbers) for _ in range(30)), by=cast.analyst)
    with CaptureQueriesContext(connection) as queries:
        for one in indicators(["mash"], LAST.code)["mash"]:
            assert (one.trend, one.outturns) != ("", None)
    assert len(queries) == 8  # four of them for what stands beside this quarter's values


class TestTargets:
    def test_the_last_that_was_set_is_in_force(self, cast):
        for code, value in (("2018-19-q1", 80), ("2019-20-q1", 85), ("2020-21-q3", 90)):
            Target.objects.create(kpi_id=KPI, from_quarter=code, value=value, set_by=cast.analyst)
        assert indicator(KPI).target.value == 85
        assert Target.objects.in_force("2019-20-q4")[KPI].value == 85
        assert Target.objects.in_force("2018-19-q4")[KPI].value == 80
        assert KPI not in Target.objects.in_force("2017-18-q4")

    def test_one_that_says_none_ends_the_one_before(self, cast):
        Target.objects.create(kpi_id=KPI, from_quarter="2018-19-q1", value=80, set_by=cast.analyst)
        Target.objects.create(kpi_id=KPI, from_quarter="2019-20-q1", set_by=cast.analyst)
        assert indicator(KPI).target is None


class TestOfficialFigures:
    def publish(self, year: int, place: Place, value: int, neighbours=None) -> None:
        Benchmark.objects.create(
            kpi_id=KPI,
            year=year,
            period=f"year {year}",
            ends=date(year, 3, 31),
            place=place,
            name=place.label,
            neighbour_set=neighbours,
            value=value,
            source="DfE",
        )

    def test_of_many_years_those_that_stand_beside_it_are_read(self, django_assert_num_queries):
        sets = [
            NeighbourSet.objects.create(name=f"April {year}", published=date(year, 4, 1))
            for year in (2014, 2019, 2021)
        ]
        for year in range(2008, 2023):
            self.publish(year, Place.ENGLAND, year)
            for one in sets:
                self.publish(year, Place.NEIGHBOURS, year, one)
        self.publish(2012, Place.REGION, 2012)
        kpi = Kpi.objects.get(code=KPI)
        with django_assert_num_queries(1):
            found = comparators([kpi], LAST.code)[KPI]
        assert {one.place: (one.period, one.label) for one in found} == {
            "neighbours": ("year 2019", "Neighbours of April 2019"),
            "region": ("year 2012", "Region"),
            "england": ("year 2019", "England"),
        }
        assert {one.newest for one in found} == {"year 2022"}
        rows = Benchmark.objects.newest_at(date(2019, 12, 31))
        assert len(rows) == 9  # of 61: each place's newest then and now
