"""A difference that was looked into is counted apart, with who did so and why, hiding no other."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.errors import Refused
from selfassess.integrity.operations import acknowledge_events
from tests.owner import as_owner

from .conftest import faults, seal, verified
from .test_forgery import forge, purge_of

pytestmark = pytest.mark.django_db

WHY = "A restored backup overlapped; see incident 12."


def change(event: Event, text: str = "Better text") -> None:
    with as_owner():
        Event._base_manager.filter(pk=event.pk).update(after={"text": text})


def delete(*events: Event) -> None:
    with as_owner():
        rows = Event._base_manager.filter(pk__in=[event.pk for event in events])
        rows._raw_delete(rows.db)


def acknowledge(cast, *events: Event, **more) -> str:
    out = io.StringIO()
    options = {"carry_out": True, "by": cast.administrator.email, "reason": WHY} | more
    call_command("acknowledge_events", *(str(event.pk) for event in events), stdout=out, **options)
    return out.getvalue()


def test_what_was_changed_is_counted_apart_and_the_trail_says_why(past, cast):
    change(past[0])
    assert "Acknowledged" in acknowledge(cast, past[0])
    assert ", 1 acknowledged\n" in verified()
    event = Event.objects.get(verb="trail.acknowledge")
    assert (event.by, event.reason) == (cast.administrator, WHY)
    assert "acknowledged 1 events that are not as they were sealed" in sentence(event)


def test_so_is_what_is_missing_or_of_no_command(past, cast):
    forged = forge(past[-1], **purge_of([past[2].pk, past[2].pk]))
    delete(past[3], past[4])
    assert len(faults()) == 2
    acknowledge(cast, past[3], past[4], forged)
    assert ", 3 acknowledged\n" in verified()


def test_no_other_is_silenced(past, cast):
    change(past[0])
    change(past[1])
    delete(past[3], past[4])
    acknowledge(cast, past[0], past[3])
    assert [fault.split(" (")[0] for fault in faults()] == [
        f"Event {past[1].pk}",
        f"Event {past[4].pk}: sealed, and missing.",
    ]


def test_changed_once_more_it_is_named_again(past, cast):
    change(past[0])
    acknowledge(cast, past[0])
    change(past[0], "Still better")
    [fault] = faults()
    assert fault.startswith(f"Event {past[0].pk} (")


def test_one_that_was_missing_and_is_there_otherwise_is_named_again(past, cast):
    delete(past[0])
    acknowledge(cast, past[0])
    past[0].after = {"text": "Another"}
    Event._base_manager.bulk_create([past[0]])
    [fault] = faults()
    assert fault.startswith(f"Event {past[0].pk} (")


def test_the_key_may_have_been_replaced_since(past, cast, settings):
    change(past[0])
    acknowledge(cast, past[0])
    settings.AUDIT_SEAL_OLD_KEYS = [settings.AUDIT_SEAL_KEY]
    settings.AUDIT_SEAL_KEY = "a new key " * 8
    seal()
    assert ", 1 acknowledged\n" in verified()


def test_without_the_key_nobody_can_write_one(past, cast):
    """Also with the words of another, for another event."""
    change(past[0])
    change(past[1])
    acknowledge(cast, past[0])
    said = Event.objects.get(verb="trail.acknowledge").after
    [[_, digest]] = said["events"]
    forged = {"verb": "trail.acknowledge", "reason": "Fine", "quarter": "", "area": ""}
    said |= {"events": [[past[1].pk, digest]]}
    number = forge(past[-1], after=said, **forged).pk
    assert [fault.split(" (")[0] for fault in faults()] == [
        f"Event {past[1].pk}",
        f"Event {number}",
    ]


def test_without_carrying_out_it_only_says_what_is_wrong(past, cast):
    change(past[0])
    assert "was changed after it was sealed" in acknowledge(cast, past[0], carry_out=False)
    assert len(faults()) == 1


def test_what_is_as_it_was_sealed_is_nothing_to_acknowledge(past, cast):
    with pytest.raises(CommandError, match=f"does not name event {past[0].pk}"):
        acknowledge(cast, past[0])


@pytest.mark.parametrize(
    ("options", "why"),
    [({"reason": " "}, "Give a reason"), ({"by": ""}, "Say for whom, with --by")],
)
def test_a_person_and_a_reason_are_wanted(past, cast, options, why):
    change(past[0])
    with pytest.raises(CommandError, match=why):
        acknowledge(cast, past[0], **options)
    assert len(faults()) == 1


def test_only_an_administrator_says_so(past, cast):
    change(past[0])
    with pytest.raises(PermissionDenied):
        acknowledge_events({past[0].pk}, by=cast.director, reason=WHY)
    with pytest.raises(Refused, match="Give a reason"):
        acknowledge_events({past[0].pk}, by=cast.administrator, reason="")
