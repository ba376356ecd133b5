"""What each area's own figures must agree about, before it is sent."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import Kpi, Measure
from performance.operations.catalogue import choose
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.sources import add_measure, adopt
from selfassess.accounts.models import User
from selfassess.assessments.reading import check_context, sections_of
from selfassess.records.models import Fact
from selfassess.records.operations import add
from services.common import CHECKS
from services.registry import all_areas
from tests.factories import get_assessment, kpis_before, make_quarter


@pytest.fixture
def system(db):
    kpis_before()
    make_quarter()
    return User.objects.command_line()


@pytest.fixture
def report(system):
    """Enter figures for an area: by KPI a value, or a value with its two parts."""

    def report(area: str, quarter: str = "2020-21-q2", **figures):
        entries = []
        for code, typed in figures.items():
            value, *parts = typed if isinstance(typed, tuple) else (typed,)
            named = dict(zip(("numerator", "denominator"), map(Decimal, parts), strict=False))
            entries.append(Entry(Kpi.objects.get(code=code), Decimal(value), **named))
        assert not save_indicators(get_assessment(quarter, area), entries, by=system)

    return report


@pytest.fixture
def set_of(system):
    def set_of(area: str, key: str, *values: str):
        assessment = get_assessment("2020-21-q2", area)
        for number, value in enumerate(values):
            fact = Fact(assessment=assessment, label=f"No {number}", set_key=key, period="Q2")
            fact.value = Decimal(value)
            add(fact, section="evidence", by=system)

    return set_of


def told(area: str) -> str:
    """What the checks of the area alone say: that questions are open is said of every area."""
    assessment = get_assessment("2020-21-q2", area)
    context = check_context(assessment, sections_of(assessment))
    problems = assessment.config.problems(context)
    return "; ".join(p.text for p in problems if not p.text.startswith("Answer"))


def test_contacts_are_as_many_as_their_outcomes(report, set_of):
    report("mash", MA01="1938")
    assert told("mash") == ""
    set_of("mash", "contact-outcomes", "366", "1500")
    assert told("mash") == "1,938 contacts, but their outcomes add up to 1,866"
    set_of("mash", "contact-outcomes", "72")
    assert told("mash") == ""


def test_the_share_of_referrals_is_of_the_same_contacts(report):
    report("mash", MA01="1938", MA02=("18.89", "366", "1938"))
    assert told("mash") == ""
    Measure.objects.filter(kpi="MA01").update(value=1872)
    assert told("mash") == "1,872 contacts, but the share of referrals is of 1,938"


@pytest.mark.parametrize(("other", "says"), [("75", True), ("92", False)])
def test_oversight_from_two_systems_is_named_when_they_are_far_apart(system, other, says):
    kpi = Kpi.objects.get(code="SR11")
    assessment = get_assessment("2020-21-q2", "safeguarding")
    day = date(2020, 9, 30)
    weekly = add_measure(
        assessment, kpi, value=Decimal(96), source="Weekly list", as_at=day, by=system
    )
    add_measure(assessment, kpi, value=Decimal(other), source="Booklet", as_at=day, by=system)
    adopt(assessment, weekly, reason="Checked case by case.", by=system)
    assert ("96% (Weekly list) and 75% (Booklet)" in told("safeguarding")) is says


def test_sources_are_as_far_apart_as_the_first_page_says(system):
    kpi = Kpi.objects.get(code="SR11")
    assessment = get_assessment("2020-21-q2", "safeguarding")
    told_of = {"as_at": date(2020, 9, 30), "by": system}
    weekly = add_measure(assessment, kpi, value=Decimal(96), source="Weekly list", **told_of)
    add_measure(assessment, kpi, value=Decimal("75.5"), source="Booklet", **told_of)
    adopt(assessment, weekly, reason="Checked case by case.", by=system)
    assert "Two sources for oversight are 20.5 points apart" in told("safeguarding")


def test_count_and_rate_imply_one_population_from_quarter_to_quarter(system, report):
    make_quarter("2020-21-q1")
    report("lac", "2020-21-q1", LC01="345", LC02="96")
    report("lac", LC01="351", LC02="98")
    assert told("lac") == ""
    Measure.objects.filter(kpi="LC02", quarter="2020-21-q2").update(value=89)
    assert "imply a population of 39,438; last time it was 35,938" in told("lac")


def test_the_rate_is_worked_out_from_the_children_counted(report):
    report("lac", LC01="345", LC02=("96", "349", "36354"))
    assert told("lac") == "345 children looked after, but the rate is worked out from 349"


def test_shares_of_key_workers_make_the_whole(set_of):
    set_of("early-help", "key-workers", "28.3", "22.6", "17.2", "10.9", "10.2")
    assert told("early-help").startswith("The shares of key workers by agency add up to 89.2%")
    set_of("early-help", "key-workers", "0.05")
    assert "add up to 89.25%. Say" in told("early-help")
    set_of("early-help", "key-workers", "10.75")
    assert told("early-help") == ""


def test_open_cases_are_counted_once(report):
    report("cp-court", CP04=("97", "97", "100"), CP06=("77", "77", "100"))
    assert told("cp-court") == ""
    Measure.objects.filter(kpi="CP06").update(denominator=120)
    assert told("cp-court") == (
        "There are 100 in CP04 but 120 in CP06: how many open cases were there?"
    )


def test_care_leavers_are_the_same_young_people_in_every_share(report):
    report("care-leavers", CL02=("90", "90", "100"), CL03=("50", "40", "80"))
    assert "how many care leavers aged 19 to 21" in told("care-leavers")


def test_nobody_is_at_work_and_not_at_work(system, report):
    kpi = Kpi.objects.get(code="CL04")
    choose(kpi, asked=True, from_quarter="2020-21-q1", reason="We have it.", by=system)
    report("care-leavers", CL03="60", CL04="39.9")
    assert told("care-leavers") == ""
    Measure.objects.filter(kpi="CL04").update(value=41)
    assert "make more than 100%" in told("care-leavers")


@pytest.mark.parametrize(("area", "code"), [("cwd", None), ("performance", "PW01")])
def test_an_area_without_a_single_figure_is_asked_for_one(system, report, area, code):
    assert told(area) == "There is not one figure in this assessment. Enter those you have"
    code = code or Kpi.objects.of_area(area).filter(core=True).first().code
    report(area, **{code: "17"})
    assert told(area) == ""


def test_every_area_has_a_check_of_its_own():
    assert [a.slug for a in all_areas() if len(a.checks) <= len(CHECKS)] == []
