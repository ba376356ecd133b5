"""Makes figures of a table's rows, and says what is wrong with the others. It reads no database."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field

from performance.models import Kpi
from selfassess.quarters.dates import QuarterPeriod

from .figure import Figure, Problem
from .mapping import FIELDS, Mapping, period_of, plain
from .row import PassedOver, Row
from .tables import Table


@dataclass
class Reading:
    figures: list[Figure] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)  # without a figure: no fault
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)  # names that may be a KPI's


def read(table: Table, mapping: Mapping, kpis: AnyMapping[str, Kpi], quarter: str) -> Reading:
    """Read every row. `kpis`: by code and, casefolded, by name; `quarter`: its code."""
    reading = Reading()
    head, seen = [plain(title) for title in table.head], dict[tuple[str, str], int]()
    period = QuarterPeriod.parse(quarter)
    of = period_of(table.head[mapping["value"]]) if "value" in mapping else ""
    for number, cells in table.rows:
        cell = {field: cells[column] for field, column in mapping.items()}
        row = Row(number, cell, period, of)
        try:
            if plain(cells[0]) == head[0] and [plain(text) for text in cells] == head:
                raise PassedOver("the titles once more")
            kpi = row.kpi(kpis, cells, table.names)
            figure = row.figure(kpi, hidden=number in table.hidden) if kpi else None
            if kpi and number in table.beyond:
                row.untitled(table.beyond[number], is_text=table.is_text)
        except PassedOver as why:
            reading.passed_over.append(Problem(number, FIELDS["value"], str(why)))
            continue
        reading.passed_over += row.said
        reading.problems += row.problems
        reading.unknown += row.unknown
        if figure is None or row.problems:
            continue
        if figure.key in seen:
            text = f"{figure.kpi.code} has this source in row {seen[figure.key]} too."
            reading.problems.append(Problem(number, FIELDS["kpi"], text))
        else:
            seen[figure.key] = number
            reading.figures.append(figure)
    return reading
