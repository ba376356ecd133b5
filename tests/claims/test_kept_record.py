"""The record is kept while answers are written, and read anew when anything else has changed."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import Kpi, Measure
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.claims import kept_record
from selfassess.claims.kept_findings import latest_findings
from tests.factories import get_assessment, make_quarter, write
from tests.test_budgets import cost_of

SAID = "This quarter {} of contacts had a decision within 24 hours."


@pytest.fixture
def mash(db):
    system = User.objects.command_line()
    load_catalogue(by=system)
    quarter = make_quarter()
    figure(quarter, "74.6")
    assessment = get_assessment(quarter)
    write(assessment, by=system, know=SAID.format("99.9%"))
    return assessment


def figure(quarter, value: str, source: str = "weekly report") -> None:
    add_measure(
        get_assessment(quarter),
        Kpi.objects.get(code="MA03"),
        value=Decimal(value),
        source=source,
        as_at=date(2020, 9, 30),
        period="quarter",
        by=User.objects.command_line(),
    )


def contradictions(mash) -> list[str]:
    found = latest_findings([get_assessment(mash.quarter_id)])["mash"].found.findings
    return [one.beside for one in found if one.kind == "number"]


def test_after_an_answer_is_saved_only_words_are_read(mash):
    first = cost_of(lambda: contradictions(mash))
    write(mash, by=User.objects.command_line(), know=SAID.format("98%"))
    assert cost_of(lambda: contradictions(mash)) < first / 2
    assert "98%" in contradictions(mash)[0]


def test_when_a_figure_changes_the_record_is_read_anew(mash):
    assert "74.6%" in contradictions(mash)[0]
    Measure.objects.all().delete()
    figure(mash.quarter_id, "60", source="monthly report")
    assert "60%" in contradictions(mash)[0]


def test_what_is_kept_for_long_is_read_anew(mash, monkeypatch):
    contradictions(mash)
    Measure.objects.update(value=50)  # without an event, as nothing does
    write(mash, by=User.objects.command_line(), know=SAID.format("98%"))
    assert "74.6%" in contradictions(mash)[0]
    monkeypatch.setattr(kept_record, "LONGEST", -1)
    write(mash, by=User.objects.command_line(), know=SAID.format("97%"))
    assert "50%" in contradictions(mash)[0]


def test_a_process_keeps_a_few(mash, monkeypatch):
    monkeypatch.setattr(kept_record, "MOST", 1)
    contradictions(mash)
    latest_findings([get_assessment(mash.quarter_id, "lac")])
    assert len(kept_record._kept) == 1
