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
    found: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for one in benchmarks:
        column = FIXED.get(Place(one.place)) or f"neighbours_{one.neighbour_set.published.year}"
        found[one.kpi_id, one.year][column] = _short(one.value)
    return [
        {"kpi": kpi, "year": str(year)} | {column: values.get(column, "") for column in HEAD[2:]}
        for (kpi, year), values in sorted(found.items())
    ]


def _short(value: Decimal | None) -> str:
    """To one decimal, as published. A mean that lies in the middle of two is rounded as its nearest
    binary fraction is, which is what spreadsheets and other tools do."""
    return "" if value is None else f"{round(float(value), 1):.1f}"


def write(path: Path, benchmarks: Iterable[Benchmark]) -> int:
    table = rows(benchmarks)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(table)
    return len(table)
