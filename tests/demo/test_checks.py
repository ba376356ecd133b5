"""Each area's own checks find what is broken in the sample, whose figures otherwise agree.

A check that looks for something which nobody can enter would never speak: here each is heard.
"""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db.models import F

from performance.models import Measure
from selfassess.assessments.reading import check_context, sections_of
from selfassess.demo.sample.calendar import LAST, QUARTERS
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Fact
from tests.factories import get_assessment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newest_of_sample")]


def figure(kpi: str, **values) -> Callable[[], int]:
    return lambda: Measure.objects.adopted().filter(quarter=LAST, kpi=kpi).update(**values)


def another(like: str, **values) -> Callable[[], Measure]:
    """A figure more, for a KPI that has none or from a second source."""

    def add():
        measure = Measure.objects.adopted().get(quarter=LAST, kpi=like)
        measure.pk = None
        for field, value in values.items():
            setattr(measure, field, value)
        measure.save()
        return measure

    return add


def a_fact_more(area: str, key: str) -> Callable[[], Fact]:
    def add():
        fact = Fact.objects.filter(assessment__quarter=LAST, assessment__area=area, set_key=key)[0]
        fact.pk = None
        fact.save()
        return fact

    return add


def half_as_many_as_before() -> int:
    """In the quarter before, which is made here, it was still what it is now."""
    before = Quarter.objects.get(code=LAST)
    before.code, before.state = QUARTERS[-2], QuarterState.ISSUED
    before.save()
    for kpi in ("LC01", "LC02"):
        another(kpi, quarter_id=before.code)()
    return figure("LC02", value=F("value") / 2)()


BROKEN = {
    "key workers": ("early-help", a_fact_more("early-help", "key-workers"), "add up to"),
    "outcomes": ("mash", a_fact_more("mash", "contact-outcomes"), "their outcomes add up to"),
    "referrals": ("mash", figure("MA02", denominator=F("denominator") + 7), "referrals is of"),
    "oversight": (
        "safeguarding",
        another("SR11", value=Decimal(3), source="A second list", adopted=False),
        "points apart",
    ),
    "open cases": ("cp-court", figure("CP06", denominator=F("denominator") + 7), "how many"),
    "population": ("lac", half_as_many_as_before, "imply a population"),
    "rate": ("lac", figure("LC02", numerator=F("numerator") + 7), "is worked out from"),
    "leavers": ("care-leavers", figure("CL02", denominator=F("denominator") + 7), "how many"),
    "at work": (
        "care-leavers",
        another("CL03", kpi_id="CL04", value=Decimal(99)),
        "more than 100%",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_check_finds_what_is_broken(what):
    area, break_it, says = BROKEN[what]
    assert problems(area) == []
    assert break_it()
    assert any(says in problem for problem in problems(area)), problems(area)


@pytest.mark.parametrize("area", ["cwd", "performance"])
def test_an_area_without_a_figure_is_asked_for_one(area):
    Measure.objects.filter(quarter=LAST, kpi__area=area).delete()
    assert any("There is not one figure" in problem for problem in problems(area))


def problems(area: str) -> list[str]:
    assessment = get_assessment(LAST, area)
    context = check_context(assessment, sections_of(assessment))
    return [problem.text for problem in assessment.config.problems(context)]
