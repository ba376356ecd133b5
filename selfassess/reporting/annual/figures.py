"""How ratings and indicators moved over the four quarters of a year.

A quarter without a figure stays blank: it never counts as zero.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from selfassess.reporting.frozen import is_year_to_date

from .answers import ByQuarter


class Change(NamedTuple):
    shape: str  # names the arrow that is drawn beside the words; empty for none
    words: str


UP, DOWN, SAME = "up", "down", "level"
NONE = Change("", "Too few to compare")


def change_of_ratings(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Say how the rating moved from the first to the last one given in the year."""
    return _change([Decimal(cell["value"]) for cell in cells if cell["value"] is not None], "")


def indicators(by_quarter: ByQuarter, quarters: list[str]) -> list[dict[str, Any]]:
    """Return a row for each indicator that had a figure or a target, in the newest report's order.

    `quarters`: the names of the year's quarters, one cell each.
    """
    by_code: dict[str, dict[str, dict[str, Any]]] = {}
    for quarter, area in reversed(by_quarter.items()):
        for indicator in area.get("indicators", ()):
            by_code.setdefault(indicator["code"], {})[quarter] = indicator
    rows = (_row(of_quarter, quarters) for of_quarter in by_code.values())
    return [row for row in rows if row["target"] or any(cell["shown"] for cell in row["cells"])]


def _row(of_quarter: dict[str, dict[str, Any]], quarters: list[str]) -> dict[str, Any]:
    """`of_quarter`: a quarter's name → the indicator as reported then, newest first."""
    last, newest = next(iter(of_quarter.items()))
    oldest_first = reversed(of_quarter.items())
    targets = [(q, reported["target"]) for q, reported in oldest_first if reported["target"]]
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


def _cell(indicator: dict[str, Any] | None) -> dict[str, Any]:
    if not indicator or not indicator["value"]:
        return {"shown": "", "provisional": False}
    return {"shown": indicator["value"], "provisional": _measure(indicator)["provisional"]}


def _measure(indicator: dict[str, Any]) -> dict[str, Any]:
    return indicator["measure"] or {"period": "", "provisional": False}


def _moved(of_quarter: dict[str, dict[str, Any]], unit: str) -> dict[str, Any]:
    """Say how the figure moved, or why its quarters cannot be compared."""
    known = [indicator for indicator in reversed(of_quarter.values()) if indicator["value"]]
    periods = {_measure(indicator)["period"] for indicator in known}
    if any(row["measure"] and is_year_to_date(row["measure"]) for row in known):
        return Change("", "Adds up over the year")._asdict()
    if len(periods) > 1:
        return Change("", "Periods differ")._asdict()
    values = [value for indicator in known if (value := _value(indicator)) is not None]
    return _change(values, unit)


def _value(indicator: dict[str, Any]) -> Decimal | None:
    """Read the figure from the last point of the frozen series: `value` is text with its unit."""
    value = indicator["series"][-1]["value"] if indicator["series"] else None
    return None if value is None else Decimal(value)


def _change(values: list[Decimal], unit: str) -> dict[str, Any]:
    """Put the way from the first to the last value into words, such as “Up 3.1 points”."""
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
