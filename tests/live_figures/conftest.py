"""MASH decided 70% of contacts in time in Q1, which is issued, and 74.6% in Q2, which is open. The
looked after children's figures are another area's: MASH may not see those of Q2."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from performance.models import Kpi, Measure
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from performance.operations.targets import set_target
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import approve_all, get_assessment, make_quarter
from tests.rows import begin_with

ISSUED, OPEN = "2020-21-q1", "2020-21-q2"
OURS, THEIRS = "MA03", "LC07"
SECRET = "63.21%"  # theirs, of the quarter that is not issued
CANARY = Decimal("63.21")


@pytest.fixture
def enter(db) -> Callable[..., Measure]:
    return add


def add(quarter: str, code: str, value: str, **fields) -> Measure:
    kpi = Kpi.objects.get(code=code)
    return add_measure(
        get_assessment(quarter, kpi.area),
        kpi,
        source="Case system",
        value=Decimal(value),
        as_at=date(2020, 9, 30),
        by=User.objects.command_line(),
        **fields,
    )


@pytest.fixture
def quarter(cast) -> Quarter:
    return begin_with("live-figures", make_two_quarters)


def make_two_quarters() -> Quarter:
    """Open, with figures in it and in the one before."""
    system = User.objects.command_line()
    load_catalogue(by=system)
    target = {"value": Decimal(90), "reason": "Ours."}
    set_target(Kpi.objects.get(code=OURS), from_quarter=ISSUED, by=system, **target)
    before = make_quarter(ISSUED)
    add(ISSUED, OURS, "70", numerator=Decimal(700), denominator=Decimal(1000))
    add(ISSUED, THEIRS, "55")
    approve_all(before)
    Quarter.objects.filter(pk=ISSUED).update(state=QuarterState.ISSUED)
    now = make_quarter(OPEN)
    add(OPEN, OURS, "74.6", numerator=Decimal(373), denominator=Decimal(500))
    add(OPEN, THEIRS, str(CANARY))
    return now


@pytest.fixture
def mash(quarter) -> Assessment:
    return get_assessment(quarter)


@pytest.fixture
def correct() -> Callable[[str, str, str], None]:
    """Change what is on record."""

    def correct(quarter: str, code: str, value: str) -> None:
        measures = Measure.objects.filter(quarter=quarter, kpi=code)
        assert measures.update(value=Decimal(value)) == 1

    return correct
