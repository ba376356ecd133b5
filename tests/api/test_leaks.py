"""Nothing of a rating or of words that are not issued shows: not in rows, not in what is counted,
not in marks, and not by what is asked for."""

from decimal import Decimal
from itertools import product

import pytest

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.assessments.models import Comment
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.records.models import Action
from selfassess.records.operations import change_action, update_action
from tests.factories import get_assessment, make_approved, make_user, write

from .conftest import ISSUED, OPEN
from .program import LISTS, make_program

CANARY = "Marigold"
ASKED = [
    {},
    {"format": "csv"},
    {"limit": 1},
    {"quarter": ISSUED},
    {"quarter": OPEN},
    {"quarter": OPEN, "area": "mash"},
    {"after": f"{ISSUED}:zzzz"},
]


def everything(programs) -> dict:
    """Whatever each gets, with what says how long or which it is."""
    found = {}
    for (who, program), name, query in product(programs.items(), LISTS, ASKED):
        answer = program.ask(name, **query)
        headers = {key: answer.headers.get(key) for key in ("ETag", "Link", "Content-Length")}
        found[who, name, str(query)] = (answer.status_code, answer.content, headers)
    return found


pytestmark = pytest.mark.django_db


@pytest.fixture
def programs(council, often):
    with_accounts = [Role.DIRECTOR, (Role.HEAD, "mash")]
    programs = {str(role): make_program(make_user(role)) for role in with_accounts}
    return programs | {role: make_program(role=role) for role in ("analyst", "viewer")}


@pytest.fixture(scope="module")
def said() -> dict:
    return {}


@pytest.fixture
def before(programs, said) -> dict:
    """Asked once, of the council that stands there for all tests of this module."""
    said.update(said or everything(programs))
    return said


def write_unissued() -> None:
    """Ratings and words, in everything that takes them."""
    system = User.objects.command_line()
    assessment = get_assessment(OPEN)
    write(assessment, CANARY, by=system, rating=Decimal("9.5"))
    Comment.objects.create(assessment=assessment, question="know", text=CANARY, by=system)
    for action in Action.objects.filter(area="mash"):
        words = {"text": CANARY, "impact": CANARY, "owner": CANARY}
        change_action(action, assessment, words, version=action.version, by=system)


def test_what_is_written_in_an_open_quarter_changes_no_answer(programs, before):
    write_unissued()
    after = everything(programs)
    assert {key for key in before if before[key] != after[key]} == set()
    assert CANARY.encode() not in b"".join(content for _, content, _ in after.values())


def test_nor_does_approving_it(programs, before):
    head, director = make_user((Role.HEAD, "mash")), make_user(Role.DIRECTOR)
    make_approved(get_assessment(OPEN).quarter, head=head, director=director, text=CANARY)
    after = everything(programs)
    ratings = {key for key in before if before[key] != after[key] and key[1] == "ratings"}
    assert ratings == set()
    assert CANARY.encode() not in b"".join(content for _, content, _ in after.values())


def test_what_is_said_in_an_update_shows_as_a_date_and_a_state_alone(programs):
    system, assessment = User.objects.command_line(), get_assessment(OPEN)
    action = Action.objects.get(raised_in=ISSUED)
    words = dict.fromkeys(("progress", "reason", "difference"), CANARY)
    update_action(action, assessment, {"status": "done"} | words, version=0, by=system)
    found = everything(programs)
    assert CANARY.encode() not in b"".join(content for _, content, _ in found.values())
    rows = programs["analyst"].everything("actions")
    assert [row["status"] for row in rows if row["quarter"] == ISSUED] == ["not_started"]
    assert "done" in [row["status"] for row in rows if row["quarter"] == OPEN]


def test_a_revised_quarter_says_what_was_issued(programs, before):
    reopen(get_assessment(ISSUED), reason=CANARY, by=User.objects.command_line())
    write(get_assessment(ISSUED), CANARY, by=User.objects.command_line(), rating=Decimal("1.5"))
    after = everything(programs)
    assert {key for key in before if before[key] != after[key]} == set()


def test_a_quarter_out_of_sight_is_like_one_that_there_is_not(programs):
    viewer = programs["viewer"]
    for name in ("measures", "ratings", "actions"):
        hidden, none = (viewer.ask(name, quarter=code) for code in (OPEN, "2031-32-q1"))
        assert hidden.content == none.content
        assert hidden.headers["ETag"] == none.headers["ETag"]
