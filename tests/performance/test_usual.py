"""A figure that is not as usual is asked about, and never refused."""

from decimal import Decimal

import pytest

from performance.imports import csv_file, operations, plan
from performance.models import Kpi, Measure
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.series import Point
from performance.usual import question
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import get_assessment
from tests.ui.page import Page

SWINGING = [80, 82, 81, 83, 82, 80, 81, 83, 82, 84, 83, 82]
ADDRESS = "/2020-21-q2/mash/indicators/"


def before(*values: object) -> list[Point]:
    found, period = [], QuarterPeriod(2020, 2)
    for value in reversed(values):
        period = period.before
        found.append(Point(period.code, None if value is None else Decimal(str(value))))
    return found[::-1]


def asked(now: object, *values: object, unit: str = "%") -> str:
    return question(Point("2020-21-q2", Decimal(str(now))), before(*values), unit)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (83, ""),
        (85, ""),
        (77, "Three times its usual change (5 points since last quarter): is it right?"),
        (60, "15 times its usual change (22 points since last quarter): is it right?"),
    ],
)
def test_a_change_beyond_what_is_usual_is_asked_about(now, says):
    assert asked(now, *SWINGING) == says


def test_a_figure_outside_its_range_is_asked_about_where_the_last_is_missing():
    said = asked(60, *SWINGING, None)
    assert said == "Outside its usual range (78 to 85.8%): is it right?"


def test_eleven_figures_are_too_few_to_say_what_is_usual():
    assert asked(0, *SWINGING[1:]) == ""


def test_no_share_is_usual_above_100():
    assert "to 100%" in asked(0, *([98, 100] * 6), None)


@pytest.fixture
def known(cast, quarter):
    for point in before(*SWINGING):
        Quarter.objects.get_or_create(
            code=point.quarter, defaults={"state": QuarterState.ISSUED, "due": quarter.due}
        )
        Measure.objects.create(
            kpi_id="MA03",
            quarter_id=point.quarter,
            source="List",
            value=point.value,
            as_at=QuarterPeriod.parse(point.quarter).ends,
            saved_by=cast.analyst,
        )


def test_the_page_saves_it_asks_and_stars_it_until_there_is_a_comment(cast, known, sign_in):
    client = sign_in(cast.analyst)
    client.post(ADDRESS, {"MA03-value": "60"})
    assert Measure.objects.get(kpi="MA03", quarter="2020-21-q2").value == 60
    words = Page(client.get(ADDRESS).text).words("//*[@id='id_MA03_question']")
    assert words.startswith("★To follow up: 15 times its usual change")
    entry = Entry(
        Kpi.objects.get(code="MA03"), Decimal(60), comment="Staff left.", measure_version=1
    )
    save_indicators(get_assessment("2020-21-q2"), [entry], by=cast.analyst)
    assert "★" not in Page(client.get(ADDRESS).text).words("//*[@id='id_MA03_question']")


def test_an_import_asks_before_it_is_made(cast, quarter, known):
    table = csv_file.read_text("kpi,value\nMA03,60\nMA01,5\n")
    brought = operations.bring(table, quarter=quarter, name="x", data=b"", by=cast.analyst)
    doing = plan.make(table, brought.mapping, quarter)
    assert list(doing.questions) == [2]
    assert "15 times its usual change" in str(doing.told()[0])
    assert operations.apply(brought, by=cast.analyst).added == 2
