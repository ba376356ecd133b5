"""Ratings and indicators over the four quarters of a year. Blank is never zero."""

from decimal import Decimal
from typing import Any, NamedTuple

from selfassess.reporting.frozen import is_year_to_date

from .answers import ByQuarter


class Change(NamedTuple):
    shape: str  # the name of its drawing, beside the word
    words: str


UP, DOWN, SAME = "up", "down", "level"
NONE = Change("", "Too few to compare")


def change_of_ratings(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """From the first to the last rating of the year."""
    return _told([Decimal(cell["value"]) for cell in cells if cell["value"] is not None], "")


def indicators(told: ByQuarter, quarters: list[str]) -> list[dict[str, Any]]:
    """Every indicator of the year with a figure or a target, in the newest report's order."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for quarter, area in reversed(told.items()):
        for one in area.get("indicators", ()):
            found.setdefault(one["code"], {})[quarter] = one
    rows = (_row(of_quarter, quarters) for of_quarter in found.values())
    return [row for row in rows if row["target"] or any(cell["shown"] for cell in row["cells"])]


def _row(of_quarter: dict[str, dict[str, Any]], quarters: list[str]) -> dict[str, Any]:
    """`of_quarter`: newest first."""
    last, newest = next(iter(of_quarter.items()))
    targets = [(q, one["target"]) for q, one in reversed(of_quarter.items()) if one["target"]]
    return {
        "code": newest["code"],
        "name": newest["name"],
        "unit": newest["unit"],
        "target": newest["target"],
        "other_targets": [[q, t] for q, t in targets if t != newest["target"]],
        "cells": [_cell(of_quarter.get(quarter)) for quarter in quarters],
        "status": newest["status"],
        "status_of": last,
        "reason": newest["reason"],
        "over_the_year": _moved(of_quarter, newest["unit"]),
    }


def _cell(one: dict[str, Any] | None) -> dict[str, Any]:
    value = one["value"] if one else ""
    return {"shown": value, "provisional": bool(value and one and _measure(one)["provisional"])}


def _measure(one: dict[str, Any]) -> dict[str, Any]:
    return one["measure"] or {"period": "", "provisional": False}


def _moved(of_quarter: dict[str, dict[str, Any]], unit: str) -> dict[str, Any]:
    known = [one for one in reversed(of_quarter.values()) if one["value"]]
    periods = {_measure(one)["period"] for one in known}
    if any(one["measure"] and is_year_to_date(one["measure"]) for one in known):
        return Change("", "Adds up over the year")._asdict()
    if len(periods) > 1:
        return Change("", "Periods differ")._asdict()
    values = [value for one in known if (value := _value(one)) is not None]
    return _told(values, unit)


def _value(one: dict[str, Any]) -> Decimal | None:
    """As a number, which the last point of the frozen series is."""
    value = one["series"][-1]["value"] if one["series"] else None
    return None if value is None else Decimal(value)


def _told(values: list[Decimal], unit: str) -> dict[str, Any]:
    """Up 3.1 points; nothing is said of fewer than two."""
    if len(values) < 2:
        return NONE._asdict()
    difference = round(values[-1] - values[0], 1)
    if not difference:
        return Change(SAME, "No change")._asdict()
    number = f"{abs(difference):,f}"
    number = number.rstrip("0").rstrip(".") if "." in number else number
    points = (" point" if number == "1" else " points") if unit == "%" else ""
    word = "Up" if difference > 0 else "Down"
    return Change(UP if difference > 0 else DOWN, f"{word} {number}{points}")._asdict()
