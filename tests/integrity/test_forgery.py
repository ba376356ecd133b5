"""Who can only add rows, as the running portal can, waits for the nightly seal of what she added.

It is a seal of good rows then: what they say must not excuse or claim what is not true.
"""

import pytest

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.integrity.models import Seal
from selfassess.integrity.operations import redact_events
from tests.owner import as_owner

from .conftest import faults, seal

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
def test_an_event_without_the_form_of_a_commands_is_named(past, verb, said):
    forged = forge(past[-1], verb=verb, after=said)
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
