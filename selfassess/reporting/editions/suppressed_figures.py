"""Which figures of an area's chapter the public report holds back, with all that would tell them.

It changes the copy that it is given. Which numbers are small is in suppression.py.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from performance.rag import Status
from selfassess.reporting.frozen import is_year_to_date

from .suppression import HELD, discloses, given_away, held_back, is_small, parts_that_tell

TOO_SMALL = "held back"
NOT_COUNTS = ("%", "weeks", "months", "days", "years", "hours", "minutes", "score")
NUMBER = re.compile(r"([\d,]+(?:\.\d+)?)(%?)")
DRAWN_TO = 2  # places after the point
Drawn = tuple[Decimal, bool]  # a number as a chart has it, and whether it is a percentage
FIGURE = re.compile(r"([\d,]+(?:\.\d+)?)(%?)(?: of ([\d,]+))?(?: (.*))?$")


def hold_back(area: dict[str, Any]) -> None:
    """Holds back the figures of an area, and the charts that would tell them."""
    secrets: set[Drawn] = set()
    evidence = area.get("evidence", {})
    for audit in evidence.get("audits", ()):
        _audit(audit)
    secrets |= _facts(evidence.get("facts", []))
    secrets |= _indicators(area.get("indicators", []))
    if "charts" in area:
        area["charts"] = [d for d in area["charts"] if not _tells(d, secrets)]
    if "indicator_counts" in area:
        area["indicator_counts"] = counted([area])


def _audit(audit: dict[str, Any]) -> None:
    cases, grades = audit["cases"], audit["grades"]
    if is_small(cases):
        audit["cases"], audit["oddity"] = HELD, ""
        audit["grades"] = {grade: HELD if shown else "" for grade, shown in grades.items()}
        return
    names = list(grades)
    counts = [_of_cases(grades[name], cases) for name in names]
    hidden = held_back(counts)
    for place in hidden:
        grades[names[place]] = HELD
    if hidden:
        audit["oddity"] = ""
        if given_away([counts[place] for place in hidden]):
            audit["cases"] = HELD


def _of_cases(shown: str, cases: int | None) -> Decimal | None:
    """A grade as a number of cases; None when it is a share of a number that is not told."""
    if not shown.endswith("%"):
        return _decimal(shown)
    share = _decimal(shown[:-1])
    return None if share is None or not cases else Decimal(round(share * cases / 100))


def _facts(facts: list[dict[str, Any]]) -> set[Drawn]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for fact in facts:
        groups.setdefault(fact["group"].casefold(), []).append(fact)
    return _as_drawn(
        secret for name, group in groups.items() for secret in _group(group, adds_up=bool(name))
    )


def _group(facts: list[dict[str, Any]], *, adds_up: bool) -> Iterator[str]:
    """Figures of a group may add up to one that stands elsewhere; those without a group do not."""
    read = [_read(fact["shown"]) for fact in facts]
    counts = [part for part, _ in read]
    hidden = {place for place, figure in enumerate(read) if discloses(*figure)}
    if adds_up:
        hidden |= held_back([1 if place in hidden else n for place, n in enumerate(counts)])
    for place in hidden:
        yield facts[place]["shown"]
        facts[place].update(shown=HELD, earlier="")
    for fact in facts:
        if is_small(_read(fact["earlier"])[0]):
            fact["earlier"] = ""


def _read(shown: str) -> tuple[Decimal | None, Decimal | None]:
    """A count and what it is a part of. “17% of 41” is 7 of 41; 71%, 3 days are no counts."""
    found = FIGURE.match(shown)
    if not found:
        return None, None
    number, percent, whole, unit = found.groups()
    part, of = _decimal(number), _decimal(whole)
    if percent:
        return (Decimal(round(part * of / 100)), of) if part is not None and of else (None, None)
    if (unit or "").removesuffix("s") in {name.removesuffix("s") for name in NOT_COUNTS}:
        return None, None
    return (None, None) if (unit or "").startswith("per ") else (part, of)


def _indicators(indicators: list[dict[str, Any]]) -> set[Drawn]:
    hidden = [one for one in indicators if _is_small(one)]
    shown = [one for one in indicators if one not in hidden and _is_count(one) and one["value"]]
    for one in [one for one in hidden if _is_count(one)]:
        while places := parts_that_tell(_value(one) or 0, [_value(other) for other in shown]):
            smallest = min((shown[place] for place in places), key=lambda o: _value(o) or 0)
            hidden.append(smallest)
            shown.remove(smallest)
    secrets = _as_drawn(secret for one in hidden for secret in _hold_back(one))
    for one in indicators:
        _past(one, was_hidden=one in hidden)
    return secrets


def _is_count(one: dict[str, Any]) -> bool:
    return one["unit"] not in NOT_COUNTS and not one["unit"].startswith("per ")


def _value(one: dict[str, Any]) -> Decimal | None:
    return _decimal(one["value"].removesuffix(f" {one['unit']}"))


def _is_small(one: dict[str, Any]) -> bool:
    measure = one["measure"]
    if not measure:
        return False
    part, whole = _decimal(measure["numerator"]), _decimal(measure["denominator"])
    if one["unit"] == "%" and discloses(part, whole):
        return True
    return is_small(part) or is_small(whole) or (_is_count(one) and is_small(_value(one)))


def _hold_back(one: dict[str, Any]) -> list[str]:
    """The status goes with the figure, because a target and a status would tell it. What a chart
    may draw of it comes back: the figure, and its parts."""
    measure = one["measure"]
    secrets = [one["value"], measure["numerator"], measure["denominator"]]
    one.update(value=HELD, status=str(Status.NOT_JUDGED), reason=TOO_SMALL)
    one["measure"].update(shown=HELD, numerator=None, denominator=None)
    return [secret for secret in secrets if secret]


def _past(one: dict[str, Any], *, was_hidden: bool) -> None:
    """Earlier figures go as soon as one of them, or the difference of two, would be a secret."""
    counts = _is_count(one)
    running = bool(one["measure"]) and is_year_to_date(one["measure"])
    past = [point for point in one["series"] if point["value"]]
    small = any(
        (counts and is_small(_decimal(point["value"])))
        or discloses(_decimal(point.get("numerator")), _decimal(point.get("denominator")))
        for point in past
    )
    if was_hidden or small or (counts and running):
        one.update(series=[], outturns=[], trend="")
    if counts:
        one["outturns"] = [o for o in one["outturns"] if not is_small(_read(o["shown"])[0])]


def _tells(drawing: dict[str, Any], secrets: Collection[Drawn]) -> bool:
    if drawing["kind"] == "bars":
        points = [row["value"] for row in drawing["rows"]]
    else:
        points = [value for one in drawing["series"] for value in one["values"]]
    known = [round(Decimal(str(value)), DRAWN_TO) for value in points if value is not None]
    percent = drawing["unit"] == "%"
    return any((not percent and is_small(n)) or (n, percent) in secrets for n in known)


def _as_drawn(secrets: Iterable[str]) -> set[Drawn]:
    """The number at the start of each, rounded as a chart rounds it: there it has no unit."""
    found = [(_decimal(n[1]), bool(n[2])) for text in secrets if (n := NUMBER.match(text))]
    return {(round(n, DRAWN_TO), percent) for n, percent in found if n is not None}


def counted(areas: list[dict[str, Any]]) -> dict[str, int]:
    statuses = [one["status"] for area in areas for one in area.get("indicators", ())]
    return {str(status): statuses.count(str(status)) for status in Status}


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "")) if text else None
    except InvalidOperation:
        return None
