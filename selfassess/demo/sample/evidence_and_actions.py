"""Makes an area's lists: audits, voices, strengths, and actions with their updates."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from selfassess.demo.records import Records
from selfassess.quarters.dates import QuarterPeriod

from .building_blocks import Row, blocks, in_turn, rows_of
from .calendar import QUARTERS, number_of
from .figures import facts, measures, remarks, wobble
from .texts import rating

AUDITS, VOICES = 2, 2  # in a quarter
MOVE = timedelta(weeks=13)


def lists(area: str, quarter: str, *, head: str, first: str = QUARTERS[0]) -> Records:
    """Return an area's lists in the form of `demo.records`.

    `head`: the account that owns the area's actions. `first`: the first quarter that is loaded;
    actions from before it get no updates.
    """
    return {
        "measures": list(measures(area, quarter)),
        "remarks": list(remarks(area, quarter)),
        "audits": list(_audits(area, quarter)),
        "voices": list(_voices(area, quarter)),
        "facts": list(facts(area, quarter)),
        "strengths": list(_strengths(area, quarter)),
        "actions": list(_raised(area, quarter, head)),
        "updates": list(_updates(area, quarter, first)),
        "rating": rating(area, quarter),
    }


def _audits(area: str, quarter: str) -> Iterator[dict[str, Any]]:
    number, rows = number_of(quarter), rows_of("audits.csv", area)
    starts = QuarterPeriod.parse(quarter).starts
    for place in range(min(AUDITS, len(rows))):
        row = in_turn(rows, number + place)
        yield {
            "theme": row["theme"],
            "method": row["method"],
            "learning": row["learning"],
            "month": starts.replace(month=starts.month + 1 + place),
            **_grades(f"{area} {row['theme']}", number),
        }


def _grades(key: str, number: int) -> dict[str, int]:
    """Grade 8 to 14 cases, more of them good in later quarters; sometimes one case has no grade."""
    spin = wobble(f"{key} {number}")
    cases = 11 + round(3 * spin)
    good = round(cases * (Decimal("0.35") + Decimal("0.05") * number))
    poor = max(0, 2 - number // 3) if spin < 0 else 0
    best = 1 if number > 4 and spin > 0 else 0
    lost = 1 if spin > Decimal("0.9") else 0  # a case whose grade nobody wrote down
    rest = max(cases - good - poor - best - lost, 0)
    return {
        "cases": cases,
        "outstanding": best,
        "good": good,
        "requires_improvement": rest,
        "inadequate": poor,
    }


def _voices(area: str, quarter: str) -> Iterator[Row]:
    number, rows = number_of(quarter), rows_of("voices.csv", area)
    for place in range(min(VOICES, len(rows))):
        row = in_turn(rows, number + place)
        yield {key: row[key] for key in ("whose", "how", "said", "changed")}


def _strengths(area: str, quarter: str) -> Iterator[Row]:
    for row in rows_of("strengths.csv", area):
        if int(row["from"]) <= number_of(quarter) <= int(row["until"]):
            yield {"text": row["text"], "evidence": row["evidence"]}


# --- Actions ---
def _numbered(area: str) -> Iterator[tuple[int, int, Row]]:
    """Yield (number of the quarter in which an action was raised, its number there, its row)."""
    counts = dict.fromkeys(range(len(QUARTERS)), 0)
    for row in rows_of("actions.csv", area):
        raised = int(row["raised"])
        counts[raised] += 1
        yield raised, counts[raised], row


def _first_due(row: Row) -> date | None:
    ends = QuarterPeriod.parse(QUARTERS[int(row["raised"])]).ends
    return ends + timedelta(weeks=int(row["weeks"])) if row["weeks"] else None


def _raised(area: str, quarter: str, head: str) -> Iterator[dict[str, Any]]:
    values: dict[str, Any]
    for raised, _, row in _numbered(area):
        if raised == number_of(quarter):
            values = {key: row[key] for key in ("text", "impact", "source")}
            values["first_due"] = _first_due(row)
            by_head = row["owner"] == "@head"
            yield values | ({"owner_person": head} if by_head else {"owner": row["owner"]})


def _updates(area: str, quarter: str, first: str) -> Iterator[dict[str, Any]]:
    """Yield the quarter's updates of earlier actions.

    `life` in a row has a letter for each quarter: under way, moved, done, stopped, or - for no
    update. After its end, an unfinished action stays under way.
    """
    for raised, place, row in _numbered(area):
        age = number_of(quarter) - raised
        if age < 1 or QUARTERS[raised] < first:
            continue
        before = row["life"][: age - 1]
        letter = row["life"][age - 1 : age] or "u"
        if letter != "-" and not {"d", "s"} & set(before):
            chosen = number_of(quarter) + 2 * raised + 3 * place + len(area)
            update = _update(letter, row, moves=before.count("m"), turn=chosen)
            yield {"raised_in": QUARTERS[raised], "number": place, **update}


def _update(letter: str, row: Row, *, moves: int, turn: int) -> dict[str, Any]:
    phrases = blocks("phrases.toml")
    if letter == "d":
        done = {"progress": phrases["done"], "difference": row["difference"]}
        return {"status": "done", **done}
    if letter == "s":
        stopped = {"progress": phrases["stopped"], "difference": row["difference"]}
        return {"status": "stopped", **stopped}
    update = {"status": "under_way", "progress": in_turn(phrases["progress"], turn)}
    first = _first_due(row)
    if letter == "m" and first:
        moved = {"due": first + (moves + 1) * MOVE, "reason": in_turn(phrases["reasons"], turn)}
        return update | moved
    return update
