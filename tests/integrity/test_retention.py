"""What was kept long enough goes, by the council's rules and by hand, and leaves a trace."""

import io
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.integrity.models import Seal
from selfassess.integrity.operations import purge_records
from selfassess.integrity.retention import outdated
from selfassess.quarters import clock
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import close_quarter
from selfassess.reporting.models import Build, Kind, Report, ReportFile
from selfassess.reporting.operations import issue
from tests.factories import approve_all, get_assessment, make_quarter, make_report
from tests.owner import as_owner
from tests.rows import begin_with

from .conftest import faults, seal, verified

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

LONG_AGO = clock.now() - timedelta(days=3000)
ISSUED, OPEN = "2020-21-q1", "2020-21-q2"


@pytest.fixture
def old(cast):
    return begin_with("old", partial(make_old, cast))


def make_old(cast) -> None:
    """A quarter that was issued long ago, and one from then that is still under way."""
    with clock.at(LONG_AGO):
        quarter = make_quarter(ISSUED)
        make_report(quarter, by=cast.director)
        approve_all(quarter)
        close_quarter(quarter.code, by=cast.administrator)
        issue(make_report(quarter, by=cast.director, kind=Kind.FINAL), by=cast.director)
        make_report(make_quarter(OPEN), by=cast.director)
    seal()


@pytest.fixture
def rules(settings):
    settings.RETAIN_EVENTS_DAYS, settings.RETAIN_DRAFTS_DAYS = 2192, 365


def purge(**options) -> str:
    out = io.StringIO()
    call_command("purge_records", stdout=out, **options)
    return out.getvalue()


def by(user) -> dict:
    return {"by": user.email, "reason": "Our retention schedule", "carry_out": True}


def test_without_rules_nothing_is_outdated(old, cast):
    before = Event.objects.count()
    assert purge(**by(cast.administrator)) == "0 outdated.\n"
    assert Event.objects.count() == before


def test_it_lists_before_it_does_anything(old, rules):
    said = purge()
    assert f" ({ISSUED}, draft)\n" in said
    assert "(quarter.close, 2020-21-q1, " in said
    assert OPEN not in said
    assert said.endswith("Nothing was changed: --carry-out does it.\n")
    assert Report.objects.count() == 3


def test_what_is_outdated_goes_and_nothing_else(old, rules, cast):
    younger = Event.objects.filter(quarter=OPEN).count()
    purge(**by(cast.administrator))
    assert {(r.quarter_id, r.kind) for r in Report.objects.all()} == {
        (ISSUED, Kind.FINAL),
        (OPEN, Kind.DRAFT),
    }
    assert ReportFile.objects.count() == Build.objects.count() == 2
    left = Event.objects.filter(quarter=ISSUED).values_list("verb", flat=True)
    assert list(left) == ["report.issue"]  # as long as the report stays
    assert Event.objects.filter(quarter=OPEN).count() == younger


def test_of_an_answers_saves_those_go_that_nobody_else_read(cast, settings):
    settings.RETAIN_REVISIONS_DAYS = 365
    with clock.at(LONG_AGO):
        quarter = make_quarter(ISSUED)
        area = {"assessment": get_assessment(quarter, "mash"), "by": cast.head}
        saves = [log_event("answer.save", subject="know", **area) for _ in range(3)]
        log_event("assessment.send", **area)
        saves += [log_event("answer.save", subject="know", **area) for _ in range(2)]
        saves += [log_event("answer.save", subject="how", **area)]
    saves += [log_event("answer.save", subject="know", **area) for _ in range(2)]  # not long ago
    assert outdated()["event"] == []  # its quarter is not issued
    Quarter.objects.update(state="issued")
    assert outdated()["event"] == [saves[number].pk for number in (0, 1, 3, 4)]


def test_it_leaves_range_digest_reason_and_person(old, rules, cast):
    purge(**by(cast.administrator))
    for event in Event.objects.filter(verb="trail.purge"):
        assert event.by == cast.administrator
        assert event.reason == "Our retention schedule"
        assert event.after["ranges"]
        assert len(event.after["digest"]) == 64
    assert {event.after["of"] for event in Event.objects.filter(verb="trail.purge")} == {
        *("event", "report", "file")
    }


def test_it_is_counted_apart_from_tampering(old, rules, cast):
    rows = Event.objects.filter(quarter=ISSUED).exclude(verb="report.issue").count()
    purge(**by(cast.administrator))
    said = verified()
    assert f", 0 not sealed yet, {rows} purged\n" in said
    assert "Reports: 2, 0 not sealed yet, 1 purged\n" in said
    with as_owner():
        Event._base_manager.filter(quarter=OPEN).delete()
    assert all("sealed, and missing" in fault for fault in faults())


def test_a_trace_that_nobody_sealed_excuses_nothing(old, cast):
    """Whoever can write to the table can write that, too."""
    gone = Event.objects.get(quarter=ISSUED, verb="quarter.close")
    with as_owner():
        Event._base_manager.filter(pk=gone.pk).delete()
    after = {"of": "event", "ranges": [[gone.pk, gone.pk]], "count": 1, "what": "events"}
    Event.objects.create(verb="trail.purge", by=cast.administrator, after=after)
    assert faults() == [f"Event {gone.pk}: sealed, and missing."]


def test_a_legal_hold_keeps_everything(old, rules, cast, settings):
    settings.LEGAL_HOLD = True
    with pytest.raises(CommandError, match="LEGAL_HOLD is on"):
        purge(**by(cast.administrator))
    with pytest.raises(Refused, match="LEGAL_HOLD is on"):
        purge_records(by=cast.administrator, reason="Our retention schedule")
    assert Report.objects.count() == 3


def test_what_was_tampered_with_is_not_purged_away(old, rules, cast):
    with as_owner():
        Event._base_manager.filter(quarter=ISSUED, verb="quarter.close").update(area="x")
    with pytest.raises(CommandError, match="Something is not as it was sealed"):
        purge(**by(cast.administrator))


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"by": "nobody@example.net"}, "Nobody here has the address"),
        ({"by": ""}, "Say for whom, with --by"),
        ({"reason": " "}, "Give a reason"),
    ],
)
def test_a_person_and_a_reason_are_wanted(old, rules, cast, options, why):
    with pytest.raises(CommandError, match=why):
        purge(**by(cast.administrator) | options)
    assert Report.objects.count() == 3


def test_only_an_administrator_asks_for_it(old, rules, cast):
    with pytest.raises(PermissionDenied):
        purge_records(by=cast.director, reason="Our retention schedule")


def test_the_triggers_stand_again_and_traces_are_kept(old, rules, cast):
    purge(**by(cast.administrator))
    number = Seal.objects.count()
    assert purge(**by(cast.administrator)) == "0 outdated.\n"
    assert Seal.objects.count() == number
    assert "All is as it was sealed." in verified()
