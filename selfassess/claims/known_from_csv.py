"""What is on record in a CSV file, with the areas' declared KPIs: nothing of it is in the database.

Columns: kpi, quarter, value, numerator, denominator, target, england, region, neighbours, source.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path

from performance.also_called import split
from performance.rag import Goal, judge
from selfassess.quarters.dates import QuarterPeriod
from services.base import Kpi
from services.registry import all_areas

from .known import Known, KpiWords, Recorded, What
from .recorded import recorded, with_parts

NEEDED = {"kpi", "quarter", "value"}
BESIDE = {
    "target": What.TARGET,
    "england": What.ENGLAND,
    "region": What.REGION,
    "neighbours": What.NEIGHBOURS,
}
LARGEST = Decimal(10) ** 12

Row = dict[str, str]


class Unreadable(ValueError):
    """Says in a sentence why the file is no record."""


def known_from_csv(path: Path, quarter: str, area: str) -> Known:
    """Read what is on record for an area's words in a quarter. Raises Unreadable."""
    kpis, figures, seen = declared_kpis(), list[Recorded](), set[tuple[str, str]]()
    for line, row in _rows(path):
        code, period = row["kpi"], _quarter(row["quarter"], line)
        if code not in kpis:
            raise Unreadable(f"Row {line}: there is no KPI {code!r}.")
        if period > quarter:
            continue
        is_first = (code, period) not in seen
        seen.add((code, period))
        figures += _figures(row, line, kpis[code], quarter, is_first=is_first)
        if period == quarter and is_first:
            kpis[code] = _judged(row, line, kpis[code])
    return Known(quarter=quarter, area=area, figures=_newest_count(figures), kpis=kpis)


def _newest_count(figures: list[Recorded]) -> tuple[Recorded, ...]:
    """Of targets and official figures the newest count, as a quarter knows them."""
    newest: dict[tuple[str, What], str] = {}
    for one in figures:
        if one.what in BESIDE.values():
            at = one.kpi, one.what
            newest[at] = max(newest.get(at, ""), one.period)
    return tuple(
        replace(one, adopted=one.period == newest.get((one.kpi, one.what), one.period))
        if one.what in BESIDE.values()
        else one
        for one in figures
    )


def declared_kpis() -> dict[str, KpiWords]:
    """Every KPI as its area declares it in kpis.csv, by code."""
    return {row["code"]: kpi_words(row, area.slug) for area in all_areas() for row in area.kpis()}


def kpi_words(row: Kpi, area: str) -> KpiWords:
    return KpiWords(
        code=row["code"],
        area=area,
        name=row["name"],
        unit=row["unit"],
        direction=row["direction"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        also_called=split(row.get("also_called") or ""),
    )


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The file's rows, with the number by which a spreadsheet calls each."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restval="")
            if missing := NEEDED - {*(reader.fieldnames or ())}:
                raise Unreadable(f"It has no column {', '.join(sorted(missing))}.")
            for number, row in enumerate(reader, start=2):
                if any(isinstance(value, str) and value.strip() for value in row.values()):
                    yield number, {key: (value or "").strip() for key, value in row.items() if key}
    except (UnicodeDecodeError, csv.Error) as error:
        raise Unreadable("It is not a CSV file in UTF-8.") from error


def _figures(
    row: Row, line: int, kpi: KpiWords, quarter: str, *, is_first: bool
) -> Iterator[Recorded]:
    source = row.get("source", "") or "the record"
    common = {"kpi": kpi.code, "name": kpi.name, "area": kpi.area, "unit": kpi.unit}
    about = {"period": row["quarter"], "source": source, **common}
    value = _number(row, "value", line)
    parts = _number(row, "numerator", line), _number(row, "denominator", line)
    if value is not None:
        what = What.NOW if row["quarter"] == quarter else What.BEFORE
        one = recorded(value, what, denominator=parts[1], adopted=is_first, **about)
        yield from with_parts(one, kpi, *parts)
    for column, what in BESIDE.items():
        if (value := _number(row, column, line)) is not None:
            yield recorded(value, what, **about)


def _judged(row: Row, line: int, kpi: KpiWords) -> KpiWords:
    value, target = _number(row, "value", line), _number(row, "target", line)
    found = judge(
        value,
        Goal(value=target) if target is not None else None,
        kpi.direction,
        denominator=_number(row, "denominator", line) if kpi.unit == "%" else None,
        smallest_denominator=kpi.smallest_denominator,
    )
    return replace(kpi, status=str(found.status), reason=found.reason)


def _quarter(code: str, line: int) -> str:
    try:
        return QuarterPeriod.parse(code).code
    except ValueError as error:
        raise Unreadable(f"Row {line}: {error}") from error


def _number(row: Row, column: str, line: int) -> Decimal | None:
    typed = row.get(column, "").replace(",", "").removesuffix("%").strip()
    if not typed:
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation as error:
        raise Unreadable(f"Row {line}: {column} is not a number: {typed[:40]!r}.") from error
    if not number.is_finite() or abs(number) >= LARGEST:
        raise Unreadable(f"Row {line}: {column} is not a figure of a council: {typed[:40]!r}.")
    return number
