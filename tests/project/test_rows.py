"""What tests begin with (tests/rows.py): kept once a run, added to the rows of each."""

import pytest

from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from tests.rows import begin_with, scene

pytestmark = pytest.mark.django_db


def test_it_is_made_anew_where_other_numbers_stand(cast):
    """PostgreSQL gives no number twice, though what a test did is taken back."""

    def beginning() -> Event:
        return begin_with("one-event", lambda: log_event("answer.save", by=cast.head))

    def add_event(number: int):
        Event.objects.bulk_create([Event(pk=number, verb="answer.save", by=cast.head)])

    with scene():
        add_event(7001)
        taken = beginning().pk
    add_event(taken)
    assert beginning().pk != taken
