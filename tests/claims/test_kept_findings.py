"""What was found is kept as long as nothing has happened that could change it."""

from datetime import date

import pytest

from selfassess.assessments.operations.lifecycle import send
from selfassess.audit import newer_events
from selfassess.claims.kept_findings import latest_findings
from selfassess.claims.models import Verdict
from selfassess.claims.operations import explain
from tests.factories import get_assessment, write

from .conftest import CLAIM


@pytest.fixture
def two(quarter, cast, engine):
    write(get_assessment(quarter), CLAIM, by=cast.head)
    write(get_assessment(quarter, "early-help"), by=cast.other_head)
    return [get_assessment(quarter), get_assessment(quarter, "early-help")]


@pytest.fixture
def asked(engine, monkeypatch):
    """The areas that the engine has read."""
    from selfassess.claims import reading

    read = []

    def findings_of(assessments, **more):
        read.extend(one.area for one in assessments)
        return engine.findings_of(assessments)

    monkeypatch.setattr(reading, "findings_of", findings_of)
    return read


def test_looking_again_reads_nothing(two, asked, django_assert_num_queries):
    found = latest_findings(two)
    with django_assert_num_queries(1):
        assert latest_findings(two) == found
    assert sorted(asked) == ["early-help", "mash"]


def test_only_the_area_that_changed_is_read_again(two, asked, cast):
    latest_findings(two)
    asked.clear()
    write(two[1], know="Other words.", by=cast.other_head)
    latest_findings(two)
    assert asked == ["early-help"]
    asked.clear()
    latest_findings(two)
    assert asked == []


def test_what_belongs_to_no_area_may_concern_all(two, asked, cast):
    from selfassess.audit.log import log_event

    latest_findings(two)
    asked.clear()
    log_event("quarter.open", by=cast.administrator, quarter="2020-21-q2")
    latest_findings(two)
    assert sorted(asked) == ["early-help", "mash"]


def test_a_decision_changes_nothing_of_what_is_found(two, asked, cast):
    key = latest_findings(two)["mash"].found.findings[0].key
    explain(two[0], key, Verdict.STAYS, reason="Of all.", by=cast.head)
    asked.clear()
    assert latest_findings(two)["mash"].decisions[0].reason == "Of all."
    assert asked == []


def test_another_day_is_looked_at_anew(two, asked, settings):
    latest_findings(two)
    asked.clear()
    settings.TODAY = date(2030, 1, 1)
    latest_findings(two)
    assert len(asked) == 2


def test_sending_is_a_change(two, asked, cast):
    latest_findings(two)
    asked.clear()
    send(two[0], by=cast.head)
    latest_findings(two)
    assert asked == ["mash"]


def test_an_answer_brings_no_decisions(two, asked, cast, monkeypatch):
    """They are read again when something else has happened, and after a while in any case."""
    from selfassess.claims import kept_findings

    read = []
    decisions_of = kept_findings._decisions_of

    def noted(assessments):
        read.extend(one.area for one in assessments)
        return decisions_of(assessments)

    monkeypatch.setattr(kept_findings, "_decisions_of", noted)
    key = latest_findings(two)["mash"].found.findings[0].key
    read.clear()
    write(two[0], know=f"{CLAIM} Other words.", by=cast.head)
    latest_findings(two)
    assert read == []
    explain(two[0], key, Verdict.STAYS, reason="Of all.", by=cast.head)
    assert latest_findings(two)["mash"].decisions[0].reason == "Of all."
    assert read == ["mash"]
    monkeypatch.setattr(newer_events, "LONGEST", -1)
    latest_findings(two)
    assert sorted(read) == ["early-help", "mash", "mash"]
