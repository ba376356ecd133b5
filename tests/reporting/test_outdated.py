"""A final is outdated when facts in it have changed, and only then: not when another release words
or works out something else, and not when somebody new heads an area."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import ApprovedStatus, Kpi, Measure, Period
from performance.operations.catalogue_from_files import load_catalogue
from performance.rag import Status
from selfassess.accounts.models import User
from selfassess.assessments.models import Rating
from selfassess.quarters.models import Quarter
from selfassess.reporting.content.read import read, to_stored
from selfassess.reporting.content.schema import SCHEMA, ReportContent
from selfassess.reporting.models import Report
from selfassess.reporting.operations import Outdated, issue
from tests.factories import (
    approve_all,
    make_issued,
    make_quarter,
    make_report,
    make_user,
)
from tests.owner import as_owner
from tests.rows import begin_with

from .sample import area_of, as_stored_under

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]


@pytest.fixture
def report(cast) -> Report:
    return begin_with("outdated", make_final)


def make_final() -> Report:
    """With a year to date, and two ratings of earlier quarters."""
    by = User.objects.command_line()
    load_catalogue(by=by)
    for code in ("2019-20-q4", "2020-21-q1"):
        make_issued(code)
    quarter = make_quarter("2020-21-q2")
    for code, numerator, denominator in (("2020-21-q1", 10, 30), ("2020-21-q2", 32, 60)):
        Measure.objects.create(
            kpi=Kpi.objects.get(code="MA03"),
            quarter_id=code,
            source="A list",
            as_at=date(2020, 9, 30),
            period=Period.YEAR_TO_DATE,
            value=round(Decimal(100 * numerator) / denominator, 2),
            numerator=numerator,
            denominator=denominator,
            saved_by=by,
        )
    approve_all(quarter)
    Quarter.objects.filter(pk=quarter.pk).update(state="closed")
    return make_report(Quarter.objects.get(pk=quarter.pk), by=by, kind="final")


def indicator(content: ReportContent):
    return next(one for one in area_of(content).indicators if one.code == "MA03")


def stored_by_an_earlier_release(report: Report, schema: int) -> Report:
    """It had other sentences, and no words on periods."""
    content = read(as_stored_under(schema, report.frozen))
    content.schema = schema
    mash = area_of(content)
    indicator(content).trend = "Up 20 points."
    mash.anchors.ten, mash.charts, mash.order = "Other words.", [], 99
    with as_owner():
        Report.objects.filter(pk=report.pk).update(content=as_stored_under(schema, content))
    return Report.objects.get(pk=report.pk)


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_what_another_release_words_otherwise_is_no_change(report, cast, schema):
    earlier = stored_by_an_earlier_release(report, schema)
    assert indicator(earlier.frozen).trend != indicator(report.frozen).trend
    assert issue(earlier, by=cast.director).is_issued


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
@pytest.mark.parametrize("quarter", ["2020-21-q1", "2020-21-q2"])
def test_a_figure_that_changed_is_told_whatever_release_froze_it(report, cast, quarter, schema):
    earlier = stored_by_an_earlier_release(report, schema)
    Measure.objects.filter(kpi="MA03", quarter=quarter).update(value=12)
    with pytest.raises(Outdated, match="MASH & Assessment changed"):
        issue(earlier, by=cast.director)


def test_a_new_head_in_office_is_no_change(report, cast):
    make_user(("head", "mash"), name="New head")
    assert issue(report, by=cast.director).is_issued


def test_the_rating_of_an_older_quarter_is_told(report, cast):
    Rating.objects.filter(assessment__quarter="2019-20-q4").update(value=2)
    with pytest.raises(Outdated, match="Ratings over the quarters changed"):
        issue(report, by=cast.director)


@pytest.mark.parametrize("change", [{"due": date(2021, 3, 1)}, {"note": "Counted late."}])
def test_the_quarters_due_date_and_note_are_told(report, cast, change):
    Quarter.objects.filter(pk=report.quarter_id).update(**change)
    with pytest.raises(Outdated, match="The quarter’s dates or note changed"):
        issue(report, by=cast.director)


def test_a_status_of_the_quarter_before_is_told(report, cast):
    kept = ApprovedStatus.objects.filter(quarter="2020-21-q1", kpi="MA03")
    assert kept.update(status=str(Status.OFF_TARGET)) == 1
    with pytest.raises(Outdated, match="Indicators by status changed"):
        issue(report, by=cast.director)


def test_figures_are_frozen_as_reported_and_beside_them_what_compares(report):
    before, now = indicator(report.frozen).series[-2:]
    assert (before.shown, before.beside) == ("33.33%", Decimal("33.33"))
    assert (now.shown, now.value, now.alike) == ("53.33%", Decimal("53.33"), False)
    assert now.beside == Decimal("73.33")  # 22 of 30
    assert to_stored(report.frozen)["schema"] == SCHEMA
