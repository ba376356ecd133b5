"""What no seal covers is told by what one covers: issuing, confirming, and finished builds."""

from datetime import timedelta

import pytest

from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.reporting.models import Build, Confirmation, PublicEdition, Release, Report
from selfassess.reporting.release.operations import let_out, release
from tests.owner import as_owner

from .conftest import faults, seal, verified

pytestmark = pytest.mark.django_db


def about(report: Report, what: str) -> str:
    return f"Report {report.pk} (2020-21-q2, v1) {what}"


OTHERWISE = "was {} by somebody else or at another time than its event says."


@pytest.fixture
def report(past) -> Report:
    return Report.objects.get()


@pytest.fixture
def confirmed(report, cast) -> Report:
    """As it was done before words were released one by one."""
    Confirmation.objects.create(report=report, by=cast.director)
    log_event("report.confirm", by=cast.director, quarter=report.quarter_id, subject=report.key)
    seal()
    assert "All is as it was sealed." in verified()
    return report


class TestIssuing:
    def test_by_somebody_else_is_named(self, report, cast):
        with as_owner():
            Report._base_manager.update(issued_by=cast.head)
        assert faults() == [about(report, OTHERWISE.format("issued"))]

    def test_at_another_time_is_named(self, report):
        with as_owner():
            Report._base_manager.update(issued_at=report.issued_at - timedelta(hours=1))
        assert faults() == [about(report, OTHERWISE.format("issued"))]

    def test_another_event_of_it_excuses_nothing(self, report, cast):
        event = Event.objects.get(verb="report.issue")
        copied = {"verb": event.verb, "quarter": event.quarter, "subject": event.subject}
        Event._base_manager.bulk_create([Event(by=cast.head, at=event.at, **copied)])
        seal()
        with as_owner():
            Report._base_manager.update(issued_by=cast.head)
        assert faults() == [about(report, OTHERWISE.format("issued"))]


class TestConfirming:
    def test_without_an_event_is_named(self, report, cast):
        Confirmation.objects.create(report=report, by=cast.director)
        assert faults() == [about(report, "is confirmed, and its events say otherwise.")]

    def test_taken_back_is_named(self, confirmed):
        with as_owner():
            Confirmation.objects.all().delete()
        assert faults() == [about(confirmed, "is not confirmed, and its events say otherwise.")]

    def test_by_somebody_else_is_named(self, confirmed, cast):
        with as_owner():
            Confirmation.objects.update(by=cast.head)
        assert faults() == [about(confirmed, OTHERWISE.format("confirmed"))]

    def test_at_another_time_is_named(self, confirmed):
        with as_owner():
            Confirmation.objects.update(at=confirmed.compiled_at - timedelta(days=1))
        assert faults() == [about(confirmed, OTHERWISE.format("confirmed"))]

    def test_of_a_purged_draft_with_the_same_number_is_no_fault(self, report, cast):
        event = Event.objects.get(verb="report.issue")
        Event._base_manager.bulk_create(
            [
                Event(
                    verb="report.confirm",
                    by=cast.director,
                    at=report.compiled_at - timedelta(minutes=2),
                    quarter=event.quarter,
                    subject=event.subject,
                )
            ]
        )
        assert "All is as it was sealed." in verified()


class TestLettingAPublicEditionOut:
    @pytest.fixture
    def out(self, report, cast) -> str:
        release(report, "mash", ticked=(), by=cast.director)
        let_out(report, by=cast.director)
        seal()
        assert "All is as it was sealed." in verified()
        return f"Public edition 1 of report {report.pk}"

    def test_without_an_event_is_named(self, out, report, cast):
        PublicEdition.objects.create(report=report, number=2, by=cast.director)
        edition = f"Public edition 2 of report {report.pk}"
        assert faults() == [f"{edition} went out, and its events say otherwise."]

    def test_taken_back_is_named(self, out):
        with as_owner():
            PublicEdition.objects.all().delete()
        assert faults() == [f"{out} is not there any more."]

    def test_by_somebody_else_is_named(self, out, cast):
        with as_owner():
            PublicEdition.objects.update(by=cast.head)
        assert faults() == [
            f"{out} was let out by somebody else or at another time than its event says."
        ]

    def test_other_words_are_named(self, out):
        with as_owner():
            Release.objects.filter(area="mash").update(sentences=[[0, 3]])
        assert faults() == [f"{out} has other released words than its event says."]


@pytest.mark.parametrize("column", ["content", "kind", "number", "asked_at", "asked_by"])
def test_a_finished_build_that_differs_from_its_report_is_named(report, cast, column):
    other = {
        "content": report.content | {"authority": "Another Council"},
        "kind": "draft",
        "number": 7,
        "asked_at": report.compiled_at - timedelta(days=1),
        "asked_by": cast.head,
    }[column]
    with as_owner():
        Build._base_manager.update(**{column: other})
    [fault] = faults()
    assert fault.startswith(f"Build {Build.objects.get().pk} is not as its report {report.pk} (")
