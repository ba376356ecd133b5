"""What an area's words may be set beside: everything of its own, and of others what is issued."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from performance.benchmarks.models import Benchmark, Place
from performance.models import Kpi, Measure, Remark, Target
from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.workflow import State
from selfassess.claims.agreement import says_same
from selfassess.claims.known import What
from selfassess.claims.known_from_database import known_of
from selfassess.claims.reader.read import read
from selfassess.quarters.clock import now
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Audit, Fact, Unit, Voice
from tests.factories import get_assessment, kpis_before, make_quarter

LAST, NOW = "2020-21-q1", "2020-21-q2"


@pytest.fixture(autouse=True)
def quarters(db):
    kpis_before()
    last = make_quarter(LAST, state=QuarterState.ISSUED)
    approved = {"approved_at": now(), "approved_by": User.objects.command_line()}
    last.assessments.update(state=State.APPROVED, **approved)
    make_quarter(NOW)


def measured(kpi: str, value: str, quarter: str = NOW, **more) -> Measure:
    """A figure, as the weekly report has it."""
    stored = {"source": "weekly report", "as_at": date(2020, 9, 30), "period": "quarter"} | more
    stored["saved_by"] = User.objects.command_line()
    return Measure.objects.create(kpi_id=kpi, quarter_id=quarter, value=Decimal(value), **stored)


def known(area: str = "mash"):
    return known_of(Quarter.objects.get(code=NOW), [area])[area]


def values(found) -> set[str]:
    return {f"{one.value:f}".rstrip("0").rstrip(".") for one in found}


def test_a_figure_is_known_with_its_parts_its_rest_and_its_complement():
    measured("MA03", "80", numerator=Decimal(12), denominator=Decimal(15))
    found = known()
    assert found.now("MA03").shown == "80%"
    assert found.now("MA03").source == "weekly report"
    assert values(found.of("MA03", What.PART)) == {"12"}
    assert values(found.of("MA03", What.WHOLE)) == {"15"}
    assert values(found.of("MA03", What.REST)) == {"3", "20"}


def test_every_source_is_known_and_which_of_them_counts():
    measured("MA03", "80")
    measured("MA03", "75", source="monthly report", adopted=False)
    assert values(known().of("MA03", What.NOW)) == {"80", "75"}
    assert known().now("MA03").value == 80


def test_last_quarter_is_known_and_whether_it_may_be_compared():
    measured("MA01", "400")
    measured("MA01", "390", LAST)
    measured("MA03", "70", LAST, period="12m")
    measured("MA03", "80")
    before = {one.kpi: one for one in known().figures if one.what == What.BEFORE and one.adopted}
    assert (before["MA01"].value, before["MA01"].alike) == (390, True)
    assert (before["MA03"].value, before["MA03"].alike) == (70, False)


def test_a_target_that_is_no_longer_in_force_is_known_as_such():
    system = User.objects.command_line()
    Target.objects.filter(kpi="MA03").delete()
    Target.objects.create(kpi_id="MA03", from_quarter=LAST, value=90, set_by=system)
    Target.objects.create(kpi_id="MA03", from_quarter=NOW, value=95, set_by=system)
    measured("MA03", "80")
    found = {one.value: one.adopted for one in known().of("MA03", What.TARGET)}
    assert found == {90: False, 95: True}
    assert known().kpis["MA03"].status == "Off target"


def test_of_targets_those_of_a_year_are_known_as_of_figures():
    system = User.objects.command_line()
    Target.objects.filter(kpi="MA03").delete()
    for quarter, value in (("2018-19-q1", 80), ("2018-19-q3", 85), ("2019-20-q3", 90), (NOW, 95)):
        Target.objects.create(kpi_id="MA03", from_quarter=quarter, value=value, set_by=system)
    measured("MA03", "80")
    found = {one.value: one.adopted for one in known().of("MA03", What.TARGET)}
    assert found == {85: False, 90: False, 95: True}  # 85 was in force a year ago


@pytest.mark.parametrize(("comment", "asked"), [("", True), ("A new team.", False)])
def test_whether_a_figure_is_unusual_is_read_where_silence_asks_for_it(comment, asked):
    """Five years are read for it."""
    quarters = [QuarterPeriod.parse(LAST)]
    while len(quarters) < 14:
        quarters.append(quarters[-1].before)
        make_quarter(quarters[-1].code, state=QuarterState.ISSUED)
    for number, one in enumerate(quarters):
        measured("MA01", str(400 + number % 2), one.code)
    measured("MA01", "900")
    if comment:
        Remark.objects.create(
            assessment=get_assessment(Quarter.objects.get(code=NOW)),
            kpi_id="MA01",
            comment=comment,
            saved_by=User.objects.command_line(),
        )
    assert bool(known().kpis["MA01"].unusual) == asked


class TestAnotherArea:
    def test_what_is_not_issued_is_not_known(self):
        measured("LC01", "310")
        measured("LC08", "83", numerator=Decimal(83), denominator=Decimal(100))
        assert known().of("LC01") == known().of("LC08") == ()
        assert known().kpis["LC08"].status == ""
        assert known("lac").now("LC08").value == 83

    def test_what_is_issued_is(self):
        measured("LC01", "300", LAST)
        assert values(known().of("LC01")) == {"300"}

    def test_what_a_report_left_out_is_not(self):
        measured("LC01", "300", LAST)
        get_assessment(LAST, "lac").quarter.assessments.filter(area="lac").update(
            state=State.IN_PROGRESS, approved_at=None, approved_by=None
        )
        assert known().of("LC01") == ()

    def test_its_evidence_and_actions_are_not(self):
        by = {"saved_by": User.objects.command_line()}
        lac = get_assessment(Quarter.objects.get(code=NOW), "lac")
        Fact.objects.create(assessment=lac, label="Beds", value=7, period="now", **by)
        Audit.objects.create(assessment=lac, theme="Plans", month=date(2020, 8, 1), cases=9, **by)
        assert {one.area for one in known().figures} <= {"mash"}
        assert known().audits == ()
        assert known("lac").audits[0].theme == "Plans"

    def test_the_director_knows_it(self):
        measured("LC01", "310")
        measured("MA01", "400")
        found = known(OVERVIEW)
        assert values(found.of("LC01", What.NOW)) == {"310"}
        assert values(found.of("MA01", What.NOW)) == {"400"}


def test_audits_are_known_with_grades_that_people_count_together():
    audit = Audit.objects.create(
        assessment=get_assessment(Quarter.objects.get(code=NOW)),
        theme="Assessments",
        month=date(2020, 8, 1),
        cases=20,
        good=Decimal(9),
        requires_improvement=Decimal(8),
        inadequate=Decimal(3),
        saved_by=User.objects.command_line(),
    )
    found = {(one.name, one.unit): one.value for one in known().figures if one.what == What.AUDIT}
    assert found["cases", "count"] == 20
    assert found["good or better", "%"] == 45
    assert found["requires improvement or worse", "count"] == 11
    assert known().audits[0].number == audit.pk


def test_an_audit_in_per_cent_is_known_as_the_cases_that_it_may_be():
    Audit.objects.create(
        assessment=get_assessment(Quarter.objects.get(code=NOW)),
        theme="Assessments",
        month=date(2020, 8, 1),
        cases=45,
        unit=Unit.PERCENT,
        good=Decimal(50),
        inadequate=Decimal(20),
        saved_by=User.objects.command_line(),
    )
    found = [one for one in known().figures if one.what == What.AUDIT and one.unit == "count"]
    assert values(one for one in found if one.name == "good") == {"22", "23"}
    assert values(one for one in found if one.name == "inadequate") == {"9"}


@pytest.mark.parametrize(
    ("mean", "shown", "same", "other"),
    [
        ("52.85", "52.9%", ("52.9%", "52.8%", "52.85%", "53%"), ("52.7%", "53.0%")),
        ("52.86", "52.9%", ("52.9%", "53%"), ("52.8%",)),
    ],
)
def test_an_official_figure_is_known_as_shown_and_a_half_rounded_down(mean, shown, same, other):
    Benchmark.objects.create(
        kpi_id="MA04",
        year=2019,
        period="year 2019",
        ends=date(2019, 3, 31),
        place=Place.ENGLAND,
        name="England",
        value=Decimal(mean),
        source="DfE",
    )
    [england] = known().of("MA04", What.ENGLAND)
    assert england.shown == shown
    said = [(text, says_same(read(text)[0].numbers[0], england)) for text in (*same, *other)]
    assert said == [*((text, True) for text in same), *((text, False) for text in other)]


def test_a_further_figure_is_known_with_what_it_is_out_of():
    Fact.objects.create(
        assessment=get_assessment(Quarter.objects.get(code=NOW)),
        label="Parents who answered",
        value=31,
        out_of=40,
        period="July",
        saved_by=User.objects.command_line(),
    )
    facts = [one for one in known().figures if one.name == "Parents who answered"]
    assert values(facts) == {"31", "40", "9", "77.5"}


def test_voices_are_known_by_whose_they_are():
    Voice.objects.create(
        assessment=get_assessment(Quarter.objects.get(code=NOW)),
        whose="children",
        how="Cards",
        said="It is calmer.",
        saved_by=User.objects.command_line(),
    )
    assert [(one.whose, one.changed) for one in known().voices] == [("children", "")]


def test_it_costs_as_many_queries_for_all_areas_as_for_one():
    """And with more figures, audits and quarters."""
    with CaptureQueriesContext(
        connection,
    ) as one:
        known()
    areas = [*dict.fromkeys(Kpi.objects.values_list("area", flat=True))]
    for kpi in Kpi.objects.all():
        measured(kpi.code, "5")
        measured(kpi.code, "6", LAST)
    quarter = Quarter.objects.get(code=NOW)
    with CaptureQueriesContext(connection) as several:
        known_of(quarter, areas)
    assert len(several) <= len(one) + 1
    assert len(several) <= MOST_QUERIES


MOST_QUERIES = 18
