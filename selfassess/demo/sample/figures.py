"""Makes the sample's figures of a trend, a season and a wobble, none of it random."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any
from zlib import crc32

from performance.counted import is_counted
from performance.number_format import with_unit
from performance.rag import Goal, Status, judge
from selfassess.quarters.dates import QuarterPeriod
from services.registry import all_areas

from .building_blocks import Row, blocks, in_turn, rows_of, table
from .calendar import QUARTERS, number_of

SEASON = {1: Decimal("0.3"), 2: Decimal(-1), 3: Decimal("0.4"), 4: Decimal("0.3")}  # August dips
SCALES = {"%": 100, "per 10,000": 10_000}
FACT = ("set_key", "group", "label", "unit", "period", "source")
POPULATION = 10_000  # a base from here on does not change from quarter to quarter
TOLERANCES = {"%": Decimal(3), "count": Decimal(0)}  # for the targets of the catalogue


@dataclass(frozen=True)
class Figure:
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@cache
def catalogue() -> dict[str, Row]:
    """Return the KPIs of the installed areas by code, with the slug of their area."""
    return {row["code"]: row | {"area": a.slug} for a in all_areas() for row in a.kpis()}


@cache
def _plan() -> dict[str, Row]:
    return {row["kpi"]: row for row in table("figures.csv")}


def wobble(key: str) -> Decimal:
    """Return a number between -1 and 1, always the same for the same words."""
    return Decimal(crc32(key.encode()) % 201 - 100) / 100


def level(key: str, row: Row, number: int) -> Decimal:
    """Return a value on the way from `start` to `end` over eight quarters, give or take `swing`."""
    start, end, swing = (Decimal(row[column] or 0) for column in ("start", "end", "swing"))
    trend = start + (end - start) * number / (len(QUARTERS) - 1)
    season = SEASON[QuarterPeriod.parse(QUARTERS[number]).number]
    return trend + swing * (season + wobble(f"{key} {number}")) / 2


def marks(code: str, number: int) -> set[str]:
    """Return what is special about a figure: "provisional", or the reason why it is missing."""
    found = (mark.split(":") for mark in _plan()[code]["marks"].split())
    return {mark for at, mark in found if int(at) == number}


def is_due(code: str, number: int) -> bool:
    season = QuarterPeriod.parse(QUARTERS[number]).number
    frequency = catalogue()[code]["frequency"]
    return season == 1 if frequency == "annual" else frequency != "termly" or season != 2


def is_on_record(code: str, number: int) -> bool:
    """It is due in the quarter, and no reason is given for having none."""
    return is_due(code, number) and not marks(code, number) - {"provisional"}


def figure(code: str, number: int) -> Figure:
    """Return a KPI's value in a quarter, whether it is reported or not."""
    row, unit = _plan()[code], catalogue()[code]["unit"]
    at = level(code, row, number)
    if unit not in SCALES or not row["of"]:
        return Figure(_rounded(at, 0 if unit == "count" else 1))
    of = _base(code, row["of"], number)
    part = figure(row["part"], number).value if row["part"] else _rounded(at * of / SCALES[unit])
    part = min(part, of) if unit == "%" else part
    return Figure(_rounded(part * SCALES[unit] / of, 1), part, of)


def _base(code: str, of: str, number: int) -> Decimal:
    if of in _plan():
        return figure(of, number).value
    base = Decimal(of)
    return base if base >= POPULATION else _rounded(base * (1 + wobble(f"{of} {number}") / 12))


def _rounded(value: Decimal, places: int = 0) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def shown(code: str, number: int) -> str:
    return with_unit(figure(code, max(number, 0)).value, catalogue()[code]["unit"])


# --- Targets ---
def targets(code: str) -> dict[str, dict[str, Any]]:
    """Map quarters to the target in force from then on: at first the catalogue's."""
    row = catalogue()[code]
    found: dict[str, dict[str, Any]] = {}
    tolerance = TOLERANCES.get(row["unit"], Decimal(1))
    because = {"tolerance": tolerance, "reason": "As the catalogue suggests, for every quarter"}
    if row["target_low"]:
        band = {"low": Decimal(row["target_low"]), "high": Decimal(row["target_high"])}
        found[QUARTERS[0]] = because | band
    elif row["target"]:
        found[QUARTERS[0]] = because | {"value": Decimal(row["target"])}
    for change in table("targets.csv"):
        if change["kpi"] == code:
            numbers = {key: Decimal(change[key]) for key in ("value", "tolerance")}
            found[change["from"]] = numbers | {"reason": change["reason"]}
    return found


def goal(code: str, number: int) -> Goal | None:
    in_force = [t for since, t in targets(code).items() if since <= QUARTERS[number]]
    if not in_force:
        return None
    return Goal(**{key: value for key, value in in_force[-1].items() if key != "reason"})


def is_off_target(code: str, number: int) -> bool:
    found, row = figure(code, number), catalogue()[code]
    base = found.denominator if row["unit"] == "%" else None
    judgement = judge(
        found.value, goal(code, number), row["direction"], denominator=base, smallest_denominator=10
    )
    return judgement.status == Status.OFF_TARGET


# --- What is entered for an area ---
def reported(area: str, quarter: str) -> Iterator[tuple[str, str]]:
    """Yield the area's KPIs that are due, each with the reason if its figure is missing."""
    number = number_of(quarter)
    for code in _plan():
        if catalogue()[code]["area"] == area and is_due(code, number):
            yield code, next(iter(marks(code, number) - {"provisional"}), "")


def measures(area: str, quarter: str) -> Iterator[dict[str, Any]]:
    """Yield the rows that an analyst enters; a second source's follows the first's."""
    number = number_of(quarter)
    for code, missing in reported(area, quarter):
        if missing:
            continue
        found, second = figure(code, number), _second_source(code, number)
        first: dict[str, Any] = {
            "kpi": code,
            "source": catalogue()[code]["source_return"] or "Case system",
            "value": found.value,
            "numerator": found.numerator,
            "denominator": found.denominator,
            "period": _plan()[code]["period"],
            "provisional": "provisional" in marks(code, number),
        }
        if second:
            other = found.value + Decimal(second["differs"])
            of = {"source": second["source"], "period": first["period"]}
            yield {"kpi": code, "value": other} | of
            first["adopted_because"] = second["reason"]
        yield first


def _second_source(code: str, number: int) -> Row | None:
    rows = table("second_sources.csv")
    return next((r for r in rows if (r["kpi"], int(r["quarter"])) == (code, number)), None)


def remarks(area: str, quarter: str) -> Iterator[dict[str, str]]:
    """Yield remarks: why a figure is missing, and a comment on one that is off target."""
    number = number_of(quarter)
    causes = blocks(f"texts/{area}.toml")["causes"]
    for place, (code, missing) in enumerate(reported(area, quarter)):
        if missing:
            why = blocks("phrases.toml")["missing"][missing]
            yield {"kpi": code, "missing": missing, "comment": why}
        elif is_off_target(code, number):
            yield {"kpi": code, "comment": in_turn(causes, number + place)}
    for code, row in catalogue().items():
        if row["area"] == area and is_counted(code):  # off target or not, as it is counted
            yield {"kpi": code, "comment": in_turn(causes, number)}


def facts(area: str, quarter: str) -> Iterator[dict[str, Any]]:
    """Yield further figures. In a set, one row gets the rest, so that the set adds up."""
    number, used = number_of(quarter), Decimal(0)
    for row in rows_of("facts.csv", area):
        value = _fact(row, number, used)
        used += value if row["group"] else 0
        fields = {key: row[key] for key in FACT}
        yield fields | {"value": value}


def _fact(row: Row, number: int, used: Decimal) -> Decimal:
    if row["start"] == "rest":
        whole = Decimal(100) if row["unit"] == "%" else figure("MA01", number).value
        return whole - used
    if row["start"] in _plan():
        return figure(row["start"], number).numerator or Decimal(0)
    return _rounded(level(row["label"], row, number), 1 if row["unit"] == "%" else 0)
