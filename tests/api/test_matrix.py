"""Who reads what with a token, of a quarter in every state: each actor of the access matrix, and
programs without an account."""

import pytest

from selfassess.api.models import Scope
from services.registry import all_areas
from tests.stage import QUARTERS, Stage, scene

from .program import LISTS, make_program

pytestmark = pytest.mark.django_db

ALL = {area.slug for area in all_areas()}
# Actor → the areas that it sees of quarters that are not issued; what is issued, all see whole
UNDER_WAY = {
    "head": {"mash"},
    "deputy": {"mash"},
    "other_head": {"early-help"},
    "director": ALL,
    "analyst": ALL,
    "admin": ALL,
    "viewer": set(),
    "a program as an analyst": ALL,
    "a program as a viewer": set(),
}
ISSUED = {QUARTERS["issued"], QUARTERS["revised"]}  # one is taken back, but its version stands
NOT_ISSUED = {QUARTERS["open"], QUARTERS["sent"], QUARTERS["closed"]}


def program_of(stage: Stage, actor: str, scopes=tuple(Scope)):
    account = stage.actors.get(actor)
    role = "" if account else actor.removeprefix("a program as an ").removeprefix("a program as a ")
    return make_program(account, role=role, scopes=scopes)


def seen(rows) -> dict[str, set[str]]:
    """Quarter → areas."""
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["quarter"], set()).add(row["area"])
    return found


@pytest.mark.parametrize("actor", UNDER_WAY)
def test_measures(stage: Stage, actor: str):
    with scene():
        rows = program_of(stage, actor).everything("measures")
    under_way = {code: UNDER_WAY[actor] for code in NOT_ISSUED if UNDER_WAY[actor]}
    assert seen(rows) == dict.fromkeys(ISSUED, ALL) | under_way
    assert {row["quarter"] for row in rows if row["issued"]} == ISSUED


@pytest.mark.parametrize("actor", UNDER_WAY)
def test_ratings_are_of_what_is_issued_whoever_asks(stage: Stage, actor: str):
    with scene():
        rows = program_of(stage, actor).everything("ratings")
    assert seen(rows) == dict.fromkeys(ISSUED, ALL)


@pytest.mark.parametrize("actor", UNDER_WAY)
def test_actions_have_words_where_they_are_issued(stage: Stage, actor: str):
    with scene():
        rows = program_of(stage, actor).everything("actions")
    mine = UNDER_WAY[actor] & {"mash", "early-help"}
    assert {row["area"] for row in rows} == mine  # all were raised in a quarter that is open
    assert not any(row["text"] or row["owner"] or row["issued"] for row in rows)


@pytest.mark.parametrize("actor", UNDER_WAY)
def test_quarters(stage: Stage, actor: str):
    with scene():
        rows = program_of(stage, actor).everything("quarters")
    states = {row["quarter"]: row["state"] for row in rows}
    under_way = {QUARTERS["open"]: "open", QUARTERS["sent"]: "open", QUARTERS["closed"]: "closed"}
    more = under_way if UNDER_WAY[actor] else {}
    assert states == dict.fromkeys(ISSUED, "issued") | more


@pytest.mark.parametrize("actor", UNDER_WAY)
def test_whoever_reads_only_what_is_issued_sees_what_a_viewer_sees(stage: Stage, actor: str):
    issued = [Scope.FIGURES, Scope.RATINGS, Scope.ACTIONS]
    with scene():
        viewer, other = program_of(stage, "viewer"), program_of(stage, actor, issued)
        for name in LISTS:
            assert other.everything(name) == viewer.everything(name), name


@pytest.mark.parametrize("name", LISTS)
def test_others_see_nothing(stage: Stage, name: str):
    with scene():
        assert program_of(stage, "nobody").ask(name).status_code == 403
        leaver = stage.actors["leaver"]
        leaver.is_active = True
        leaver.save()
        program = make_program(leaver)
        leaver.is_active = False
        leaver.save()
        assert program.ask(name).status_code == 401


ASKING = ("head", "director", "viewer", "a program as a viewer")  # of each kind one


@pytest.mark.parametrize(
    "actor",
    [pytest.param(one, marks=() if one in ASKING else pytest.mark.slow) for one in UNDER_WAY],
)
def test_asking_for_an_area_or_a_quarter_tells_no_more(stage: Stage, actor: str):
    with scene():
        program = program_of(stage, actor)
        whole = program.everything("measures")
        for code in QUARTERS.values():
            asked = program.everything("measures", quarter=code)
            assert asked == [row for row in whole if row["quarter"] == code]
        for area in ("mash", "early-help", "lac"):
            asked = program.everything("measures", area=area)
            assert asked == [row for row in whole if row["area"] == area]
