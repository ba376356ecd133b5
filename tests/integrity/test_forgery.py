"""Who can only add rows, as the running portal can, waits for the nightly seal of what she added.

It is a seal of good rows then: what they say must not excuse or claim what is not true.
"""

from datetime import timedelta

import pytest

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.integrity.models import Seal
from selfassess.integrity.operations import redact_events
from selfassess.integrity.operations import seal as sealing
from tests.owner import as_owner

from .conftest import faults, seal, verified

pytestmark = pytest.mark.django_db


def forge(like: Event, **fields) -> Event:
    """Written beside the program, and sealed by the timer."""
    copied = {name: getattr(like, name) for name in ("at", "by_id", "quarter", "area", "verb")}
    [event] = Event._base_manager.bulk_create([Event(**copied | fields)])
    seal()
    return Event.objects.order_by("pk").last() if event.pk is None else event


def delete(**found) -> None:
    with as_owner():
        rows = Event._base_manager.filter(**found)
        rows._raw_delete(rows.db)


def purge_of(*ranges: list[int], digest: str = "0" * 64) -> dict:
    said = {"of": "event", "what": "events", "count": 1, "ranges": list(ranges), "digest": digest}
    return {"verb": "trail.purge", "quarter": "", "area": "", "reason": "Rules", "after": said}


class TestAPurgeThatNoCommandDid:
    def test_it_excuses_no_deletion(self, past):
        victim = past[2]
        forged = forge(past[-1], **purge_of([victim.pk, victim.pk]))
        delete(pk=victim.pk)
        assert f"Event {victim.pk}: sealed, and missing." in faults()
        assert any(fault.startswith(f"Event {forged.pk} (trail.purge, ") for fault in faults())

    def test_it_is_named_before_anything_is_deleted(self, past):
        forged = forge(past[-1], **purge_of([past[2].pk, past[2].pk]))
        [fault] = faults()
        assert fault.startswith(f"Event {forged.pk} (trail.purge, ")
        assert fault.endswith("is of no command, and excuses nothing.")

    def test_the_digest_of_another_row_is_none_for_this(self, past):
        """She knows the digests of rows from the seals, and of purges from their events."""
        known = dict(Seal.objects.filter(of="event").last().rows)
        pk = max(known)
        forge(past[-1], **purge_of([pk, pk], digest=known[pk]))
        delete(pk=pk)
        assert f"Event {pk}: sealed, and missing." in faults()


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        "all",
        {"events": 7},
        {"events": [[1]]},
        {"events": []},
        {"events": [["x", "y", "z"]]},
        {"of": "event"},
        {"of": "event", "ranges": [[0, 99_999_999]]},
        {"of": "event", "ranges": [["a", "b"]], "digest": ""},
        {"of": "event", "ranges": [[None, 1]], "digest": None},
    ],
    ids=str,
)
@pytest.mark.parametrize("verb", ["trail.redact", "trail.purge"])
def test_an_event_without_the_form_of_a_commands_is_named(happen, verb, said):
    [event] = happen(1)
    forged = forge(event, verb=verb, after=said)
    [fault] = faults()
    assert fault.startswith(f"Event {forged.pk} ({verb}, ")


class TestBelowTheFirstNumber:
    @pytest.fixture(params=[0, -5])
    def forged(self, past, request) -> Event:
        return forge(past[0], pk=request.param, after={"text": "Jane Example", "version": 1})

    def test_it_is_named(self, forged):
        [fault] = faults()
        assert fault.startswith(f"Event {forged.pk} (answer.save, ")
        assert fault.endswith(" was added below the first number.")

    def test_redaction_tells_and_does_nothing(self, forged):
        by = User.objects.command_line()
        with pytest.raises(Refused, match="is not as it was sealed"):
            redact_events("Jane Example", by=by, reason="A name.", instead="[taken out]")
        assert Event.objects.get(pk=forged.pk).after["text"] == "Jane Example"


class TestTheTime:
    def test_long_before_what_was_sealed_is_named(self, past):
        forged = forge(past[0], at=past[-1].at - timedelta(days=40), after={"text": "Forged"})
        [fault] = faults()
        assert fault.startswith(f"Event {forged.pk} (answer.save, ")
        assert fault.endswith(" cannot have happened at that time.")

    def test_after_the_seal_is_named(self, past):
        forged = forge(past[0], at=past[-1].at + timedelta(days=40), after={"text": "Forged"})
        [fault] = faults()
        assert fault.startswith(f"Event {forged.pk} (answer.save, ")

    def test_it_does_not_make_what_follows_look_wrong(self, past, happen):
        forge(past[0], at=past[-1].at + timedelta(days=40), after={"text": "Forged"})
        happen(2)
        seal()
        assert len(faults()) == 1

    def test_a_little_before_is_a_transaction_that_took_long(self, past):
        forge(past[0], at=past[-1].at - timedelta(minutes=5))
        assert "All is as it was sealed." in verified()

    def test_the_first_sealing_may_cover_a_past_that_was_loaded(self, happen, monkeypatch):
        """As the demo's, area by area; also when it takes several seals."""
        monkeypatch.setattr(sealing, "MOST_ROWS", 3)
        like = happen(1)[0]
        days = [timedelta(days=number) for number in (9, 3, 1, 8, 4, 2)]
        copied = {"verb": like.verb, "by_id": like.by_id}
        Event._base_manager.bulk_create([Event(at=like.at - one, **copied) for one in days])
        seal()
        assert Seal.objects.filter(of="event").count() == 3
        assert "All is as it was sealed." in verified()

    def test_in_a_trial_whose_day_is_held_any_time_is_right(self, past, settings):
        forge(past[0], at=past[-1].at - timedelta(days=40))
        settings.TODAY = past[-1].at.date()
        assert "All is as it was sealed." in verified()
