"""Whoever owns the database can switch its triggers off and change what she wants. It shows."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction

from selfassess.audit.models import Event
from selfassess.integrity.models import Seal
from selfassess.quarters import clock
from selfassess.reporting.models import AnnualFile, Report, ReportFile, measured
from tests.owner import as_owner
from tests.rows import begin_with

from .conftest import faults, make_past, seal, verified, write_heads

pytestmark = pytest.mark.django_db


def rows(model):
    return model._base_manager.all()


def delete(found) -> None:
    found._raw_delete(found.db)


def edit(event: Event) -> None:
    rows(Event).filter(pk=event.pk).update(after={"text": "Better text"})


def insert(event: Event) -> None:
    """Where a number is free among sealed ones, with a time that looks right."""
    free = {"pk": event.pk + 1, "at": event.at + timedelta(seconds=1), "by_id": event.by_id}
    Event._base_manager.bulk_create([Event(verb="answer.save", subject="know", **free)])


def reorder(event: Event) -> None:
    """Two events change places: each gets the other's time."""
    other = rows(Event).get(pk=event.pk + 2)
    rows(Event).filter(pk=event.pk).update(at=other.at)
    rows(Event).filter(pk=other.pk).update(at=event.at)


def truncate(event: Event) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE TABLE audit_event")
        else:
            cursor.execute("DELETE FROM audit_event")


def roll_back(event: Event) -> None:
    """As if this event and all after it had never been."""
    delete(rows(Event).filter(pk__gte=event.pk))


def change_report(event: Event) -> None:
    report = rows(Report).get()
    rows(Report).update(content=report.content | {"authority": "Another Council"})


def take_back_issuing(event: Event) -> None:
    rows(Report).update(issued_at=None, issued_by=None)


def change_bytes(event: Event) -> None:
    rows(ReportFile).update(data=b"%PDF another")


def change_file(event: Event) -> None:
    """With the SHA-256 that fits."""
    rows(ReportFile).update(data=b"%PDF another", **measured(b"%PDF another"))


def change_annual(event: Event) -> None:
    rows(AnnualFile).update(data=b"%PDF another", **measured(b"%PDF another"))


def change_seal(event: Event) -> None:
    """Together with the event that it covers."""
    one = Seal.objects.filter(of="event").last()
    rows(Seal).filter(pk=one.pk).update(rows=[row for row in one.rows if row[0] != event.pk])
    delete(rows(Event).filter(pk=event.pk))


def delete_seal(event: Event) -> None:
    delete(rows(Seal).filter(pk=2))


TAMPERING = {
    edit: "Event {pk} (answer.save, 2020-21-q3, mash, ",
    lambda event: delete(rows(Event).filter(pk=event.pk)): "Event {pk}: sealed, and missing.",
    insert: "Event {next} (answer.save, ",
    reorder: "Event {pk} (answer.save, 2020-21-q3, mash, ",
    truncate: "Event {first} to {gap}: sealed, and missing.",
    roll_back: "Event {pk}: sealed, and missing.",
    change_report: "Report {report} (2020-21-q2, final) was changed after it was sealed.",
    take_back_issuing: "Report {report} (2020-21-q2, v1) is not issued, and its events",
    change_bytes: "Report’s file {file}: its bytes are not those of its SHA-256.",
    change_file: "Report’s file {file} ({report}, full) was changed after it was sealed.",
    change_annual: "Year’s file {annual} (2020-21, ",
    change_seal: "Seal {newest} was changed.",
    delete_seal: "Seal 2 is missing.",
}
NAMES = [
    *("edit", "delete", "insert", "reorder", "truncate", "roll back"),
    *("report", "issuing", "bytes", "file", "annual", "seal", "no seal"),
]


@pytest.fixture
def event(past) -> Event:
    """A sealed one, after which a number is free, as after a transaction that failed."""
    return past[-2]


@pytest.fixture
def past(cast, quick_pdf, happen):
    return begin_with("past-with-a-gap", partial(make_past_with_a_gap, cast, happen))


def make_past_with_a_gap(cast, happen) -> list[Event]:
    """The last two numbers of events are not next to each other."""
    past = make_past(cast, happen)
    with transaction.atomic():
        events = happen(1)
        if connection.vendor == "sqlite":  # whose numbers are given again otherwise
            Event._base_manager.bulk_create([Event(pk=events[0].pk + 2, **copied(events[0]))])
        else:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval('audit_event_id_seq')")
            events += happen(1)
    seal()
    return [*past, events[0], Event.objects.order_by("pk").last()]


def copied(event: Event) -> dict:
    names = ("by_id", "verb", "quarter", "area", "subject", "after")
    return {name: getattr(event, name) for name in names} | {"at": clock.now()}


@pytest.mark.parametrize("tamper", TAMPERING, ids=NAMES)
def test_it_is_named(past, event, tamper):
    assert "All is as it was sealed." in verified()
    numbers = {"pk": event.pk, "next": event.pk + 1, "gap": event.pk}
    numbers |= {"first": Event.objects.order_by("pk").first().pk}
    numbers |= {"report": Report.objects.get().pk, "annual": AnnualFile.objects.get().pk}
    numbers |= {"file": ReportFile.objects.get().pk, "newest": Seal.objects.last().pk}
    with as_owner():
        tamper(event)
    expected = TAMPERING[tamper].format(**numbers)
    assert [fault for fault in faults() if fault.startswith(expected)], faults()


@pytest.mark.parametrize("tamper", TAMPERING, ids=NAMES)
def test_with_its_triggers_the_database_refuses_it(past, event, tamper):
    if tamper is insert:
        return  # events may come; that this one came too late, the seal tells
    with pytest.raises(IntegrityError, match="keeps its rows"), transaction.atomic():
        tamper(event)
    assert "All is as it was sealed." in verified()


class TestTheTail:
    """The newest events are taken away with their seals: only what was kept elsewhere shows it."""

    @pytest.fixture
    def cut_off(self, past, tmp_path):
        kept = write_heads(tmp_path)
        newest = Seal.objects.last()
        with as_owner():
            delete(rows(Event).filter(pk__gte=newest.first))
            delete(rows(Seal).filter(pk=newest.pk))
        return kept, newest

    def test_the_heads_in_the_log_tell(self, cut_off):
        kept, newest = cut_off
        assert "All is as it was sealed." in verified()
        [fault] = faults(heads=kept)
        assert fault.startswith(f"Seal {newest.number} is missing, of which a head is given")

    def test_other_events_under_the_same_number_are_told_too(self, cut_off, happen):
        kept, newest = cut_off
        happen(3)
        seal()
        assert Seal.objects.last().number == newest.number
        assert faults(heads=kept) == [
            f"Seal {newest.number} is not the one of which a head is given."
        ]

    def test_heads_that_are_all_there_are_no_fault(self, heads):
        assert "All is as it was sealed." in verified(heads=heads)


def test_a_tamperer_without_the_key_cannot_seal_anew(past, settings):
    key = settings.AUDIT_SEAL_KEY
    with as_owner():
        edit(past[0])
        delete(rows(Seal))
    settings.AUDIT_SEAL_KEY = "her own " * 8
    seal()
    settings.AUDIT_SEAL_KEY = key
    assert any("with a key that is not given" in fault for fault in faults())
