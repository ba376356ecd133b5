"""A name, or what may identify a child, can be taken out of old events, and that stays visible."""

import io

import pytest
from django.core.management import CommandError, call_command

from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.integrity.operations import redact_events
from tests.owner import as_owner

from .conftest import faults, seal, verified

pytestmark = pytest.mark.django_db

NAME = "Robin  Example"
WHY = "A child was named"


@pytest.fixture
def events(cast) -> list[Event]:
    """Where a name may stand: in a text, deep in a list, in a reason; and where it does not."""

    def happened(**fields) -> Event:
        return log_event("answer.save", by=cast.head, quarter="2020-21-q2", area="mash", **fields)

    made = [
        happened(after={"text": "We helped robin example’s family.", "version": 1}),
        happened(before={"rows": [{"text": "Robin\nExample"}, 7]}),
        happened(reason="Robin Example asked."),
        happened(after={"text": "Robin set an example; Robin Exampleton did not."}),
    ]
    seal()
    return made


def redact(monkeypatch, words: str = NAME, **options) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{words}\n"))
    call_command("redact_events", stdout=out, **options)
    return out.getvalue()


def by(user) -> dict:
    return {"by": user.email, "reason": WHY, "carry_out": True}


def texts() -> str:
    return str([(e.subject, e.reason, e.before, e.after) for e in Event.objects.order_by("pk")])


def test_it_lists_the_events_before_it_does_anything(events, monkeypatch):
    before = texts()
    said = redact(monkeypatch)
    assert "3 events have these words." in said
    assert f"Event {events[1].pk} (answer.save, 2020-21-q2, mash, " in said
    assert "obin" not in said
    assert texts() == before


def test_it_takes_the_words_out_wherever_they_stand(events, cast, monkeypatch):
    redact(monkeypatch, **by(cast.administrator))
    for event in events:
        event.refresh_from_db()
    assert events[0].after == {"text": "We helped [taken out]’s family.", "version": 1}
    assert events[1].before == {"rows": [{"text": "[taken out]"}, 7]}
    assert events[2].reason == "[taken out] asked."
    assert events[3].after == {"text": "Robin set an example; Robin Exampleton did not."}


def test_it_leaves_events_digests_reason_and_person(events, cast, monkeypatch):
    redact(monkeypatch, **by(cast.administrator))
    event = Event.objects.get(verb="trail.redact")
    assert (event.by, event.reason) == (cast.administrator, WHY)
    assert [number for number, _, _ in event.after["events"]] == [e.pk for e in events[:3]]
    assert all(len(before) == len(after) == 64 for _, before, after in event.after["events"])


def test_it_is_counted_apart_from_tampering(events, cast, monkeypatch):
    redact(monkeypatch, **by(cast.administrator))
    assert ", 3 redacted\n" in verified()
    redact(monkeypatch, words="family", **by(cast.administrator))  # of one of them, once more
    assert ", 3 redacted\n" in verified()
    with as_owner():
        Event._base_manager.filter(pk=events[0].pk).update(after={"text": "Something else."})
    assert [fault.partition(" (")[0] for fault in faults()] == [f"Event {events[0].pk}"]


def test_words_in_the_reason_of_an_earlier_command_may_go_too(events, cast, monkeypatch):
    """What that command has excused stays excused."""
    redact(monkeypatch, **by(cast.administrator) | {"reason": "Alex Sample asked"})
    redact(monkeypatch, words="Alex Sample", **by(cast.administrator))
    assert not Event.objects.filter(reason__contains="Sample").exists()
    assert ", 4 redacted\n" in verified()


def test_what_was_tampered_with_is_not_redacted(events, cast):
    with as_owner():
        Event._base_manager.filter(pk=events[0].pk).update(after={"text": "Robin Example, too"})
    before = texts()
    with pytest.raises(Exception, match="is not as it was sealed"):
        redact_events(NAME, by=cast.administrator, reason=WHY, instead="[taken out]")
    assert texts() == before


def test_an_event_that_nobody_has_sealed_yet_is_sealed_first(cast, monkeypatch):
    log_event("answer.save", by=cast.head, after={"text": "Robin Example"})
    redact(monkeypatch, **by(cast.administrator))
    assert "Events: 2, 0 not sealed yet, 1 redacted\n" in verified()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"words": "ab"}, "3 letters or more"),
        ({"words": ""}, "3 letters or more"),
        ({"reason": ""}, "Give a reason"),
        ({"reason": "robin example asked for it"}, "Neither it nor what stands instead"),
        ({"instead": "R. (Robin Example)"}, "Neither it nor what stands instead"),
        ({"by": "nobody@example.net"}, "Nobody here has the address"),
    ],
)
def test_it_wants_words_a_person_and_a_reason_without_them(events, cast, monkeypatch, options, why):
    before = texts()
    with pytest.raises(CommandError, match=why):
        redact(monkeypatch, **by(cast.administrator) | options)
    assert texts() == before


def test_a_head_cannot_ask_for_it(events, cast, monkeypatch):
    with pytest.raises(CommandError, match="may not administer"):
        redact(monkeypatch, **by(cast.head))


def test_a_legal_hold_keeps_every_word(events, cast, monkeypatch, settings):
    settings.LEGAL_HOLD = True
    with pytest.raises(CommandError, match="LEGAL_HOLD is on"):
        redact(monkeypatch, **by(cast.administrator))


def test_the_trail_says_it_to_administrators(events, cast, monkeypatch, sign_in):
    redact(monkeypatch, **by(cast.administrator))
    page = sign_in(cast.administrator).get("/audit/?kind=Retention and redaction").text
    assert "Administrator had words taken out of 3 events." in page
