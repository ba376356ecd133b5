"""A council with an issued quarter and an open one, with figures, targets, ratings and actions."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from performance.operations.targets import set_target
from selfassess.accounts.models import User
from selfassess.quarters.operations import close_quarter
from selfassess.records.operations import raise_action
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import issue
from tests.factories import approve_all, get_assessment, make_quarter, make_report
from tests.stage import scene

from .program import make_program

ISSUED, OPEN = "2020-21-q1", "2020-21-q2"
FIGURES = {ISSUED: Decimal("82.5"), OPEN: Decimal("79.25")}  # of MA03


def enter(code: str) -> None:
    """One percentage with its cases, and one action, in MASH."""
    system = User.objects.command_line()
    assessment = get_assessment(code)
    add_measure(
        assessment,
        Kpi.objects.get(pk="MA03"),
        value=FIGURES[code],
        numerator=FIGURES[code] * 4,
        denominator=Decimal(400),
        source="=The case system",
        period="quarter",
        as_at=assessment.quarter.period.ends,
        by=system,
    )
    due = date(2020, 12, 1)
    words = {"text": f"Raised in {code}.", "impact": "Children wait less.", "first_due": due}
    raise_action(assessment, words | {"owner": "The team"}, by=system)


def build() -> Report:
    system = User.objects.command_line()
    load_catalogue(by=system)
    kpi = Kpi.objects.get(pk="MA03")
    values = {"value": Decimal(80), "tolerance": Decimal(5)}
    set_target(kpi, from_quarter=ISSUED, by=system, reason="Agreed.", **values)
    quarter = make_quarter(ISSUED)
    enter(ISSUED)
    approve_all(quarter)
    close_quarter(ISSUED, by=system)
    quarter.refresh_from_db()
    report = issue(make_report(quarter, by=system, kind=Kind.FINAL), by=system)
    make_quarter(OPEN)
    enter(OPEN)
    return report


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """Made once for a module, whose tests must be marked django_db. Gives the issued report."""
    assert Path(connection.settings_dict["NAME"]).name.startswith("test")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, scene():
        patch.setattr("selfassess.reporting.pdf.draw", lambda content: b"%PDF for tests")
        yield build()


@pytest.fixture
def often(monkeypatch):
    """No limit, where a test asks more often than a program may."""
    for limit in ("UseOfToken", "WrongTokens"):
        monkeypatch.setattr(f"selfassess.api.authentication.{limit}.rate", "1000000/min")


@pytest.fixture
def program(council, often):
    """Of an analyst, with every scope."""
    return make_program()
