"""Works out what an import would do, in a fixed number of queries, without doing it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects

from performance import usual
from performance.counted import is_counted, refusal
from performance.models import Kpi, Measure
from performance.models.measure import shown_figure
from performance.number_format import with_unit
from performance.series import Point
from selfassess.quarters.models import Quarter

from . import mapping as columns
from . import rows
from .comparison import ADDED, CHANGED, Comparison, beside, compare
from .figure import Figure, Problem, comparable
from .narrow import Column, Narrowed, narrow
from .preview import Preview, mark
from .tables import Table
from .titles import other_quarter


@dataclass
class Plan:
    """What would be added, changed or left alone; `problems` must be solved before an import."""

    added: list[tuple[Figure, bool]] = field(default_factory=list)  # True: is adopted
    changed: list[tuple[Figure, Measure]] = field(default_factory=list)
    unchanged: list[tuple[Figure, Measure]] = field(default_factory=list)
    passed_over: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[int, str] = field(default_factory=dict)  # by the figure's row
    periods: dict[str, str] = field(default_factory=dict)  # KPI → what a new figure is of
    counting: dict[str, Measure] = field(default_factory=dict)  # KPI → the source that counts now
    unknown: list[str] = field(default_factory=list)  # names of which is asked what they mean
    kpis: dict[str, Kpi] = field(default_factory=dict)  # that they may mean, by code
    columns: list[Column] = field(default_factory=list)  # that tell rows apart

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed)

    @property
    def areas(self) -> set[str]:
        """The slugs of areas whose figures would change."""
        figures = [figure for figure, _ in (*self.added, *self.changed)]
        return {figure.kpi.area for figure in figures}

    def preview(self) -> Preview:
        """What the page shows of each figure: what is there, and what would be. A mark stands for
        all of it."""
        return {
            f"{figure.kpi.code} ({figure.source})": [
                measure.shown if measure else "",
                shown_figure(figure.value, figure.denominator, figure.kpi.unit),
                mark(figure, measure, counts=counts),
            ]
            for figure, measure, counts in self._rows()
        }

    def comparisons(self) -> list[Comparison]:
        """What would change, figure by figure in the order of the file."""
        asks = self.questions
        changed = [compare(one, now, CHANGED, asks.get(one.row, "")) for one, now in self.changed]
        added = [
            compare(one, None, self._does(one, counts), asks.get(one.row, ""))
            for one, counts in self.added
        ]
        return sorted([*changed, *added], key=lambda one: one.figure.row)

    def _does(self, one: Figure, counts: bool) -> str:
        return ADDED if counts else beside(self.counting.get(one.kpi.code))

    def told(self) -> list[Problem]:
        """How figures were read that were not taken as they stood, and which are unusual."""
        figures = [figure for figure, _ in (*self.changed, *self.added)]
        return [
            Problem(one.row, one.kpi.code, said)
            for one in sorted(figures, key=lambda one: one.row)
            for said in (one.told, self.questions.get(one.row, ""))
            if said
        ]

    def _rows(self) -> Iterator[tuple[Figure, Measure | None, bool]]:
        yield from ((figure, measure, measure.adopted) for figure, measure in self.changed)
        yield from ((figure, None, counts) for figure, counts in self.added)


FEWEST_FRACTIONS = 3  # percentages, all of 1 or less, before the whole file is suspected


def make(table: Table, mapping: columns.Mapping, quarter: Quarter) -> Plan:
    """Compare the table with the quarter's figures. The first figure of a KPI is adopted."""
    if asks := _asks(table, mapping):
        return Plan(problems=[Problem(0, "", asks)])
    narrowed = narrow(table, mapping, quarter.period, settings.AUTHORITY_NAME)
    if narrowed.asks:
        problems = [Problem(0, "", asks) for asks in narrowed.asks]
        return Plan(problems=problems, columns=narrowed.columns)
    plan = Plan(problems=other_quarter(table, mapping, quarter.period), columns=narrowed.columns)
    plan.problems += [
        Problem(0, title, text) for title, text in columns.doubled(table.head, mapping)
    ]
    plan.passed_over = [Problem(0, "", note) for note in narrowed.notes]
    plan.passed_over += _hidden(table, mapping)
    mapping = {name: at for name, at in mapping.items() if _holds(name, at, narrowed)}
    _compare(plan, replace(table, rows=narrowed.rows), mapping, quarter)
    plan.problems += _fractions(plan)
    plan.problems += _locked(plan, quarter)
    _look_back(plan, quarter)
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _compare(plan: Plan, table: Table, mapping: columns.Mapping, quarter: Quarter) -> None:
    asked = {kpi.code: kpi for kpi in Kpi.objects.asked_in(quarter.code)}
    known = list(Measure.objects.filter(quarter=quarter))
    if known:
        prefetch_related_objects(known, Prefetch("kpi", Kpi.objects.in_force(quarter.code)))
    kpis = _asked_once(known, asked, quarter) | asked
    reading = rows.read(table, mapping, _by_name(kpis) | kpis, quarter.code)
    plan.unknown, plan.kpis = list(dict.fromkeys(reading.unknown)), asked
    plan.passed_over += reading.passed_over
    plan.problems += reading.problems
    by_key = {(measure.kpi_id, comparable(measure.source)): measure for measure in known}
    plan.counting = {measure.kpi_id: measure for measure in known if measure.adopted}
    counted = set(plan.counting)
    for figure in reading.figures:
        measure = by_key.get(figure.key)
        figure = figure.over(measure) if measure else figure
        if measure and all(getattr(measure, name) == v for name, v in figure.values.items()):
            plan.unchanged.append((figure, measure))
            continue
        if is_counted(figure.kpi.code):
            said = refusal(figure.kpi.code)
            plan.passed_over.append(Problem(figure.row, columns.FIELDS["kpi"], said))
            continue
        plan.problems += _objections(figure, asked)
        if measure is None:
            plan.added.append((figure, figure.kpi.code not in counted))
            counted.add(figure.kpi.code)
        else:
            plan.changed.append((figure, measure))


def _hidden(table: Table, mapping: columns.Mapping) -> list[Problem]:
    return [
        Problem(0, table.head[column], "this column is hidden in the file, and is read")
        for column in mapping.values()
        if column in table.hidden_columns
    ]


def _holds(name: str, column: int, narrowed: Narrowed) -> bool:
    """A column that says of which quarter a row is does not say what its figure is of."""
    return name != "period" or column not in narrowed.numbers


def _asks(table: Table, mapping: columns.Mapping) -> str:
    """What has to be said before anything is read; empty when all is known."""
    if table.doubt:
        return table.doubt
    missing = [field for field in columns.NEEDED if field not in mapping]
    if missing == ["value"] and "numerator" in mapping and "denominator" in mapping:
        return ""
    if "value" in missing and (why := columns.unmapped_value(table.head)):
        return why
    names = " and ".join(columns.FIELDS[field] for field in missing)
    return f"Say which column holds: {names}." if missing else ""


def _asked_once(known: list[Measure], asked: dict[str, Kpi], quarter: Quarter) -> dict[str, Kpi]:
    """KPIs that have a figure and are asked no more: what is exported may be imported again."""
    codes = {measure.kpi_id for measure in known} - asked.keys()
    kpis = Kpi.objects.in_force(quarter.code).filter(pk__in=codes) if codes else []
    return {kpi.code: kpi for kpi in kpis}


def names_of_kpis() -> frozenset[str]:
    """Codes and names, by which the table in a file is found."""
    both = Kpi.objects.values_list("code", "name")
    return frozenset(text.casefold() for pair in both for text in pair)


def _by_name(kpis: dict[str, Kpi]) -> dict[str, Kpi]:
    """KPIs by their names, but those that two share."""
    named = [(columns.plain(kpi.name), kpi) for kpi in kpis.values()]
    times = Counter(name for name, _ in named)
    return {name: kpi for name, kpi in named if times[name] == 1}


def _objections(figure: Figure, asked: dict[str, Kpi]) -> Iterator[Problem]:
    if figure.kpi.code not in asked:
        text = f"“{figure.kpi.code}” is not reported in this quarter."
        yield Problem(figure.row, columns.FIELDS["kpi"], text)
    yield from figure.objections


def _fractions(plan: Plan) -> Iterator[Problem]:
    """Ask of percentages of 1 or less: of all together where each is one, or else of each."""
    figures = [figure for figure, _ in (*plan.added, *plan.changed) if figure.kpi.is_percent]
    doubtful = [figure for figure in figures if figure.may_be_fraction]
    column = columns.FIELDS["value"]
    if len(doubtful) >= FEWEST_FRACTIONS and len(doubtful) == len(figures):
        yield Problem(
            0,
            column,
            "Every percentage is 1 or less, as if 86.4% were written 0.864. Multiply them by 100, "
            "or write a percent sign behind each that is right: 0.8%.",
        )
        return
    for figure in doubtful:
        value, times = with_unit(figure.value, "%"), with_unit(100 * figure.value, "%")
        yield Problem(figure.row, column, f"Is it {value}, or {times}? Write it with the sign.")


def _look_back(plan: Plan, quarter: Quarter) -> None:
    """Say of each figure what it is of, by its KPI's past, and what is unusual about it."""
    added = [figure.kpi for figure, _ in plan.added]
    changed = [figure.kpi for figure, was in plan.changed if was.adopted]
    codes = [kpi.code for kpi in (*added, *changed)]
    before = usual.past(codes, quarter.code) if codes else {}
    plan.periods = usual.usual_periods(added, quarter.code, before)
    counting = [
        (one, one.period or plan.periods[one.kpi.code]) for one, counts in plan.added if counts
    ]
    counting += [(one, one.period or was.period) for one, was in plan.changed if was.adopted]
    for one, period in counting:
        value = one.value if one.denominator != 0 else None
        now = Point(quarter.code, value, one.numerator, one.denominator, period)
        if said := usual.question(now, before.get(one.kpi.code, []), one.kpi.unit):
            plan.questions[one.row] = said


def _locked(plan: Plan, quarter: Quarter) -> list[Problem]:
    """Return a problem for each row that would change a figure of a locked area."""
    found = quarter.assessments.of_areas().select_related("quarter")
    locked = {one.area: one.locked_in("indicators") for one in found}
    problems = []
    for figure, _ in (*plan.added, *plan.changed):
        because = locked.get(figure.kpi.area, "This quarter does not ask the area.")
        if because:
            problems.append(
                Problem(figure.row, columns.FIELDS["kpi"], f"{figure.kpi.code}: {because}")
            )
    return problems
