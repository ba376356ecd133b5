"""The record is kept while answers are written, and read anew when anything else has changed."""

from datetime import date
from decimal import Decimal

import pytest

from performance.models import Kpi, Measure
from performance.operations.catalogue import change_kpi
from performance.operations.catalogue_from_files import load_catalogue
from performance.operations.sources import add_measure
from selfassess.accounts.models import User
from selfassess.audit import newer_events
from selfassess.claims import kept_record
from selfassess.claims.kept_findings import latest_between_areas, latest_findings
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


def figure(quarter, value: str, source: str = "weekly report", code: str = "MA03") -> None:
    kpi = Kpi.objects.get(code=code)
    add_measure(
        get_assessment(quarter, kpi.area),
        kpi,
        value=Decimal(value),
        source=source,
        as_at=date(2020, 9, 30),
        period="quarter",
        by=User.objects.command_line(),
    )


def contradictions(mash, area: str = "mash") -> list[str]:
    found = latest_findings([get_assessment(mash.quarter_id, area)])[area].found.findings
    return [one.beside for one in found if one.kind == "number"]


def test_after_an_answer_is_saved_only_words_are_read(mash):
    first = cost_of(lambda: contradictions(mash))
    write(mash, by=User.objects.command_line(), know=SAID.format("98%"))
    assert cost_of(lambda: contradictions(mash)) < first / 2
    assert "98%" in contradictions(mash)[0]


def between(mash) -> list[str]:
    areas = [get_assessment(mash.quarter_id, area) for area in ("mash", "lac")]
    return [one.beside for one in latest_between_areas(areas) if one.kind == "two_values"]


def test_what_two_areas_say_differently_costs_no_record_after_a_save(mash):
    by = User.objects.command_line()
    write(get_assessment(mash.quarter_id, "lac"), by=by, know="Words.")
    first = cost_of(lambda: between(mash))
    write(mash, by=by, know=SAID.format("98%"))
    write(get_assessment(mash.quarter_id, "lac"), by=by, know=SAID.format("91%"))
    said: list[str] = []
    assert cost_of(lambda: said.extend(between(mash))) < first / 2
    assert ["98%" in one and "91%" in one for one in said] == [True]


def test_when_a_figure_changes_the_record_is_read_anew(mash):
    assert "74.6%" in contradictions(mash)[0]
    Measure.objects.all().delete()
    figure(mash.quarter_id, "60", source="monthly report")
    assert "60%" in contradictions(mash)[0]


def test_what_the_portal_counts_in_all_areas_is_counted_anew(mash):
    """PW07, of the performance area: KPIs whose sources disagree, wherever they stand."""
    performance = get_assessment(mash.quarter_id, "performance")
    words = "There remains 1 KPI where two sources disagree."
    write(performance, by=User.objects.command_line(), know=words)
    assert contradictions(mash, "performance") == ["No figure on record is 1."]
    figure(mash.quarter_id, "60", source="monthly report")
    assert contradictions(mash, "performance") == []


def test_the_overview_follows_the_figures_of_all_areas(mash):
    overview = get_assessment(mash.quarter_id, "overview")
    write(overview, by=User.objects.command_line(), overview=SAID.format("99.9%"))
    assert "74.6%" in contradictions(mash, "overview")[0]
    Measure.objects.all().delete()
    figure(mash.quarter_id, "60", source="monthly report")
    assert "60%" in contradictions(mash, "overview")[0]


def test_another_areas_figures_leave_this_one_alone(mash):
    contradictions(mash)
    figure(mash.quarter_id, "60", code="LC07")
    assert cost_of(lambda: contradictions(mash)) < 5


def test_a_report_that_is_drawn_leaves_what_was_found(mash, happen):
    contradictions(mash)
    nothing = cost_of(lambda: contradictions(mash))
    happen("report.compile", number=1)
    happen("report.compiled", number=2)
    assert cost_of(lambda: contradictions(mash)) == nothing


def test_a_kpi_of_another_area_may_be_named_in_this_one(mash):
    nothing = cost_of(lambda: contradictions(mash) and None)
    kpi = Kpi.objects.get(code="LC07")
    change_kpi(kpi, {"name": "Children placed far away"}, by=User.objects.command_line())
    assert cost_of(lambda: contradictions(mash)) > nothing / 2


def test_an_event_that_becomes_visible_late_is_seen(mash, happen):
    """Its transaction was longer than that of a later one."""
    happen("rating.save", number=2)
    contradictions(mash)
    Measure.objects.update(value=50)
    happen("measure.save", number=1)
    assert "50%" in contradictions(mash)[0]


def test_what_is_kept_for_long_is_read_anew(mash, monkeypatch):
    contradictions(mash)
    Measure.objects.update(value=50)  # without an event, as nothing does
    write(mash, by=User.objects.command_line(), know=SAID.format("98%"))
    assert "74.6%" in contradictions(mash)[0]
    monkeypatch.setattr(newer_events, "LONGEST", -1)
    write(mash, by=User.objects.command_line(), know=SAID.format("97%"))
    assert "50%" in contradictions(mash)[0]


def test_a_process_keeps_a_few(mash, monkeypatch):
    monkeypatch.setattr(kept_record._kept, "most", 1)
    contradictions(mash)
    latest_findings([get_assessment(mash.quarter_id, "lac")])
    assert len(kept_record._kept) == 1
