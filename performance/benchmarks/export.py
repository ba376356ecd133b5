"""The flat table that `import_lait --output` writes: one row for each KPI and year."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from .models import Benchmark, Place

HEAD = ("kpi", "year", "england", "region", "neighbours_2021", "neighbours_2025", "authority")
FIXED = {Place.ENGLAND: "england", Place.REGION: "region", Place.AUTHORITY: "authority"}


def rows(benchmarks: Iterable[Benchmark]) -> list[dict[str, str]]:
    """Return the rows of the table, by the columns of HEAD. Values are text."""
    values_of: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for row in benchmarks:
        column = FIXED.get(Place(row.place)) or f"neighbours_{row.neighbour_set.published.year}"
        values_of[row.kpi_id, row.year][column] = _short(row.value)
    return [
        {"kpi": kpi, "year": str(year)} | {column: values.get(column, "") for column in HEAD[2:]}
        for (kpi, year), values in sorted(values_of.items())
    ]


def _short(value: Decimal | None) -> str:
    """Write a value with one decimal, as published.

    It is rounded as a binary fraction, as spreadsheets do, so that their means agree with these.
    """
    return "" if value is None else f"{round(float(value), 1):.1f}"


def write(path: Path, benchmarks: Iterable[Benchmark]) -> int:
    """Write the table as CSV. Returns the number of rows."""
    table = rows(benchmarks)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(table)
    return len(table)
