"""A quarter goes planned → open → closed → issued, back to open when it is reopened, back to
closed when it is revised, and no other way."""

import pytest
from django.db import transaction

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import QUARTER_MOVES, Quarter, QuarterState
from selfassess.quarters.operations import lock_quarter, move_quarter
from tests.factories import make_quarter
from tests.stage import scene

GOES = {
    ("planned", "open"): "open",
    ("open", "close"): "closed",
    ("closed", "reopen"): "open",
    ("closed", "issue"): "issued",
    ("issued", "revise"): "closed",
}
ALL = [(state, move) for state in QuarterState.values for move in QUARTER_MOVES]


def make_move(state: str, move: str, **kwargs) -> None:
    make_quarter("2020-21-q2", state=state)
    with transaction.atomic():
        quarter = lock_quarter("2020-21-q2")
        move_quarter(quarter, move, by=User.objects.command_line(), **kwargs)


def state_now() -> str:
    return Quarter.objects.get(code="2020-21-q2").state


def test_it_goes_where_the_table_says_and_no_other_way(db, subtests):
    for state, move in ALL:
        with subtests.test(state=state, move=move), scene():
            if (state, move) in GOES:
                make_move(state, move)
            else:
                reason = f"^Q2 2020/21 is {state}, so you cannot {move} it.$"
                with pytest.raises(Refused, match=reason):
                    make_move(state, move)
            assert state_now() == GOES.get((state, move), state)


def test_a_move_leaves_one_line_in_the_audit_trail(db):
    make_move("issued", "revise", reason="A figure was wrong.")
    event = Event.objects.get(verb="quarter.revise")
    assert (event.before, event.after) == ({"state": "issued"}, {"state": "closed"})
    assert (event.quarter, event.reason) == ("2020-21-q2", "A figure was wrong.")


def test_a_refused_move_leaves_none(db):
    with pytest.raises(Refused):
        make_move("planned", "issue")
    assert not Event.objects.filter(verb="quarter.issue").exists()
