"""Seals are made beside the work, link to one another, and each event is in exactly one of them."""

import io
import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, pairwise
from threading import Event as Signal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.integrity.models import Seal
from selfassess.integrity.operations import seal as sealing
from selfassess.integrity.operations import seal_records

from .conftest import faults, seal, verified

only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one transaction writes at a time"
)


def sealed_events() -> list[int]:
    return [number for one in Seal.objects.filter(of="event") for number, _ in one.rows]


@pytest.mark.django_db
class TestSealing:
    def test_each_event_is_in_exactly_one_seal(self, past):
        assert sealed_events() == list(Event.objects.order_by("pk").values_list("pk", flat=True))

    def test_each_head_is_made_with_the_one_before(self, past):
        seals = list(Seal.objects.all())
        assert [one.number for one in seals] == list(range(1, len(seals) + 1))
        assert all(later.previous == earlier.head for earlier, later in pairwise(seals))
        assert seals[0].previous == ""

    def test_a_seal_begins_where_the_one_before_ends(self, past):
        ranges = [(one.first, one.last) for one in Seal.objects.filter(of="event")]
        assert ranges[0][0] == 1
        assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(ranges))

    def test_nothing_new_is_no_seal(self, past):
        assert seal() == []
        out = io.StringIO()
        call_command("seal_records", stdout=out)
        assert out.getvalue() == "Nothing came since the last seal.\n"

    def test_many_events_get_several_seals(self, happen, monkeypatch):
        monkeypatch.setattr(sealing, "MOST_ROWS", 4)
        happen(10)
        assert [len(one.rows) for one in seal() if one.of == "event"] == [4, 4, 2]
        assert "Events: 10, 0 not sealed yet\n" in verified()

    def test_what_came_since_is_counted_and_no_fault(self, past, happen):
        happen(3)
        assert ", 3 not sealed yet\n" in verified()

    def test_their_heads_are_logged_and_printed(self, happen, sealing_log):
        happen(2)
        out = io.StringIO()
        call_command("seal_records", stdout=out)
        one = Seal.objects.get()
        line = f"Seal 1 covers event {one.first} to {one.last}, 2 rows. Head {one.head}"
        assert sealing_log() == [line]
        assert out.getvalue() == f"{line}\n"

    def test_only_who_may_administer_seals(self, cast):
        with pytest.raises(PermissionDenied):
            seal_records(by=cast.head)

    def test_a_seal_is_neither_saved_again_nor_deleted(self, past):
        one = Seal.objects.first()
        with pytest.raises(TypeError, match="never changed"):
            one.save()
        with pytest.raises(TypeError, match="never deleted"):
            one.delete()

    def test_saving_makes_no_seal(self, happen):
        happen(3)
        assert not Seal.objects.exists()


@pytest.mark.django_db
class TestTheKey:
    @pytest.mark.parametrize("command", ["seal_records", "verify_records"])
    def test_without_one_nothing_is_sealed_or_verified(self, settings, command):
        settings.AUDIT_SEAL_KEY = ""
        with pytest.raises(CommandError, match="AUDIT_SEAL_KEY is not set"):
            call_command(command)

    def test_another_key_needs_the_one_before_to_verify(self, past, happen, settings):
        old, settings.AUDIT_SEAL_KEY = settings.AUDIT_SEAL_KEY, "new " * 20
        happen(2)
        seal()
        assert "Seal 1 was made with a key that is not given: see AUDIT_SEAL_OLD_KEYS." in faults()
        settings.AUDIT_SEAL_OLD_KEYS = [old]
        assert "All is as it was sealed." in verified()

    def test_it_is_not_in_the_database(self, past, settings):
        said = [str(vars(one)) for one in chain(Seal.objects.all(), Event.objects.all())]
        assert not [text for text in said if settings.AUDIT_SEAL_KEY in text]


@pytest.mark.parametrize("text", [None, "Nov 30 host seal[7]: nothing of ours\n"])
def test_heads_that_cannot_be_read_are_no_agreement(db, tmp_path, text):
    path = tmp_path / "heads"
    if text:
        path.write_text(text)
    with pytest.raises(CommandError, match=r"cannot be read|has no line of a seal"):
        call_command("verify_records", heads=path, stdout=io.StringIO())


# --- While others write --------------------------------------------------------------------------


def write(by: User, *, before_commit=lambda: None) -> None:
    """One transaction with an event, in a thread of its own."""
    try:
        with transaction.atomic():
            log_event("answer.save", by=by, after={"text": "Words"})
            before_commit()
    finally:
        connection.close()


def roll_back() -> None:
    raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_given_up_is_no_fault(happen, cast):
    happen(1)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            write(cast.head, before_commit=roll_back)
        happen(1)
        seal()
    assert "All is as it was sealed." in verified()


@only_postgresql
@pytest.mark.django_db(transaction=True)
class TestALateCommit:
    """A transaction has its event's number, and ends after one with a higher number has."""

    @pytest.fixture
    def late(self, happen, cast):
        wrote, may_end = Signal(), Signal()

        def wait() -> None:
            wrote.set()
            may_end.wait(20)

        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write, cast.head, before_commit=wait)
            wrote.wait(20)
            happen(1)
            yield may_end
            may_end.set()
            writing.result(20)

    def test_sealing_gives_up_until_the_next_time(self, late):
        with pytest.raises(Refused, match="nothing is sealed now"):
            seal(patience=0.2)
        assert "Events: 1, 1 not sealed yet\n" in verified()

    def test_or_waits_for_it(self, late):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: (time.sleep(0.4), late.set()))
            seal(patience=20)
        first, second = Event.objects.order_by("pk")
        assert sealed_events() == [first.pk, second.pk]
        assert "Events: 2, 0 not sealed yet\n" in verified()

    def test_nobody_waits_for_the_sealing(self, late, cast):
        def seal_elsewhere():
            try:
                return seal(patience=20)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            waiting = pool.submit(seal_elsewhere)
            time.sleep(0.2)
            started = time.monotonic()
            pool.submit(write, cast.head).result(5)
            assert time.monotonic() - started < 2
            assert not waiting.done()
            late.set()
            waiting.result(20)
        assert Event.objects.count() == 3
        assert "All is as it was sealed." in verified()


@pytest.mark.trial("races", times=50)
@pytest.mark.django_db(transaction=True)
def test_whoever_writes_meanwhile_each_event_is_sealed_once(cast):
    stop = Signal()

    def keep_writing(number: int) -> None:
        """The first is slow, so that it ends after others that have higher numbers."""
        chance = random.Random(number)  # noqa: S311
        pause = 0.002 if number else 0.1
        while not stop.is_set():
            ends = chance.choice([lambda: time.sleep(pause * chance.random()), roll_back])
            with suppress(ZeroDivisionError):
                write(cast.head, before_commit=ends)

    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(keep_writing, number) for number in range(3)]
        try:
            for _ in range(8):
                seal()
                assert "All is as it was sealed." in verified()
        finally:
            stop.set()
        for writer in writers:
            writer.result(20)
    seal()
    assert sealed_events() == list(Event.objects.order_by("pk").values_list("pk", flat=True))
    assert "All is as it was sealed." in verified()
