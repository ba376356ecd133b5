"""Works out what an import would do, in a fixed number of queries, without doing it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Prefetch

from performance.models import Kpi, Measure
from performance.number_format import with_unit
from selfassess.quarters.models import Quarter

from . import mapping as columns
from . import rows
from .rows import Figure, Problem
from .tables import Table


@dataclass
class Plan:
    """What would be added, changed or left alone; `problems` must be solved before an import."""

    added: list[tuple[Figure, bool]] = field(default_factory=list)  # True: is adopted
    changed: list[tuple[Figure, Measure]] = field(default_factory=list)
    unchanged: list[Figure] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def areas(self) -> set[str]:
        """The slugs of areas whose figures would change."""
        figures = [figure for figure, _ in (*self.added, *self.changed)]
        return {figure.kpi.area for figure in figures}

    def preview(self) -> "Preview":
        """What the page shows of each figure: what is there, and what would be. A mark stands for
        all of it."""
        return {
            f"{figure.kpi.code} ({figure.source})": [
                measure.shown if measure else "",
                with_unit(figure.value, figure.kpi.unit),
                _mark(figure, measure, counts=counts),
            ]
            for figure, measure, counts in self._rows()
        }

    def _rows(self) -> Iterator[tuple[Figure, Measure | None, bool]]:
        yield from ((figure, measure, measure.adopted) for figure, measure in self.changed)
        yield from ((figure, None, counts) for figure, counts in self.added)


Preview = dict[str, list[str]]


def _mark(figure: Figure, measure: Measure | None, *, counts: bool) -> str:
    stored = [getattr(measure, name) for name in figure.values] if measure else []
    whole = json.dumps([stored, [*figure.values.values()], counts], cls=DjangoJSONEncoder)
    return sha256(whole.encode()).hexdigest()[:16]


def moved(seen: Preview, now: Preview) -> list[str]:
    """What somebody has changed since the preview was made, a sentence for each figure."""
    return [
        _told(name, seen.get(name), now.get(name))
        for name in {**seen, **now}
        if seen.get(name) != now.get(name)
    ]


def _told(name: str, seen: list[str] | None, now: list[str] | None) -> str:
    if seen is None or now is None:
        what = "would be imported, too" if now else "would not be imported any more"
        return f"{name} {what}"
    for what, then, is_now in (("was", seen[0], now[0]), ("would become", seen[1], now[1])):
        if then != is_now:
            return (
                f"{name} {what} {then or 'empty'} when you looked, and is {is_now or 'empty'} now"
            )
    return f"{name} is {now[0] or 'empty'} as before, but its parts, date, note or use changed"


def make(table: Table, mapping: columns.Mapping, quarter: Quarter) -> Plan:
    """Compare the table with the quarter's figures. The first figure of a KPI is adopted."""
    missing = [field for field in columns.NEEDED if field not in mapping]
    if missing:
        names = " and ".join(columns.FIELDS[field] for field in missing)
        return Plan(problems=[Problem(0, "", f"Say which column holds: {names}.")])
    plan = Plan()
    plan.problems += [
        Problem(0, title, text) for title, text in columns.doubled(table.head, mapping)
    ]
    kpis = {kpi.code: kpi for kpi in Kpi.objects.asked_in(quarter.code)}
    reading = rows.read(table, mapping, kpis, quarter.period.ends)
    plan.passed_over, plan.problems = reading.passed_over, plan.problems + reading.problems
    of_quarter = Prefetch("kpi", Kpi.objects.in_force(quarter.code))
    known = list(Measure.objects.filter(quarter=quarter).prefetch_related(of_quarter))
    by_key = {(measure.kpi_id, measure.source.casefold()): measure for measure in known}
    counted = {measure.kpi_id for measure in known}
    for figure in reading.figures:
        measure = by_key.get(figure.key)
        if measure is None:
            plan.added.append((figure, figure.kpi.code not in counted))
            counted.add(figure.kpi.code)
        elif all(getattr(measure, name) == value for name, value in figure.values.items()):
            plan.unchanged.append(figure)
        else:
            plan.changed.append((figure, measure))
    plan.problems += _locked(plan, quarter)
    return plan


def _locked(plan: Plan, quarter: Quarter) -> list[Problem]:
    """Return a problem for each row that would change a figure of a locked area."""
    assessments = {a.area: a for a in quarter.assessments.of_areas().select_related("quarter")}
    problems = []
    for figure, _ in (*plan.added, *plan.changed):
        assessment = assessments.get(figure.kpi.area)
        because = (
            assessment.locked_in("indicators")
            if assessment
            else "This quarter does not ask the area."
        )
        if because:
            problems.append(
                Problem(figure.row, columns.FIELDS["kpi"], f"{figure.kpi.code}: {because}")
            )
    return problems
