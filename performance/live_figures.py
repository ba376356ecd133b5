"""The figures on record that people's words may take: see `selfassess.live_figures`."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from selfassess.access import OVERVIEW
from selfassess.live_figures.notation import OFFICIAL, LiveFigure, Part, When
from selfassess.live_figures.source import Choice, OnRecord, register
from selfassess.quarters.dates import QuarterPeriod
from services.registry import all_areas

from .benchmarks.reading import Comparator, comparators
from .indicator import Indicator
from .issued import IssuedUpTo
from .models import Kpi, Measure
from .number_format import with_unit
from .reading import indicators

LABELS = {
    LiveFigure(""): "this quarter",
    LiveFigure("", when=When.LAST_QUARTER): "last quarter",
    LiveFigure("", when=When.A_YEAR_AGO): "a year ago",
    LiveFigure("", Part.CHANGE): "beside last quarter",
    LiveFigure("", Part.NUMERATOR): "numerator",
    LiveFigure("", Part.DENOMINATOR): "denominator",
    LiveFigure("", Part.TARGET): "target",
    LiveFigure("", Part.ENGLAND): "England",
    LiveFigure("", Part.REGION): "region",
    LiveFigure("", Part.NEIGHBOURS): "neighbours",
}


class FiguresOnRecord:
    """What texts about a quarter may take. Each query here reads only what every reader of the
    text may see, so that nothing else can be shown by a slip."""

    def __init__(self, quarter: str) -> None:
        self.quarter = quarter
        self._issued = IssuedUpTo(quarter)
        self._areas: set[str] = set()
        self._left_out: frozenset[str] = frozenset()
        self._indicators: dict[str, dict[str, Indicator]] = {}

    def take(self, known: Mapping[str, list[Indicator]], areas: Collection[str]) -> None:
        """See `Source.take`."""
        self._areas |= set(areas)
        for area in known.keys() - self._indicators.keys():
            self._indicators[area] = _by_code(known[area])

    def leave_out(self, areas: Collection[str]) -> None:
        """See `Source.leave_out`."""
        self._left_out = frozenset(areas)

    def find(self, figure: LiveFigure, area: str) -> OnRecord | None:
        """See `Source.find`."""
        if own := self.indicators(area).get(figure.code):
            return self._of_own(figure, own)
        return self._of_others(figure)

    def choices(self, area: str) -> list[Choice]:
        """What there is of the area's indicators. Of all areas, in the overview, fewer of each."""
        found = [
            Choice(one.kpi.code, f"{one.kpi.code} {one.kpi.name}", list(self._offered(one)))
            for one in self.indicators(area).values()
        ]
        return [choice for choice in found if choice.figures]

    def rests_on_all(self, area: str) -> bool:
        """See `Source.rests_on_all`: the portal counts some KPIs from the rows of all areas."""
        read = self._indicators.get(area, {})
        return area == OVERVIEW or any(one.is_counted for one in read.values())

    def indicators(self, area: str) -> dict[str, Indicator]:
        """Code → the area's indicator; for the director's overview of all areas but those that are
        left out."""
        if area != OVERVIEW:
            self._read(area)
            return self._indicators[area]
        slugs = [each.slug for each in all_areas() if each.slug not in self._left_out]
        self._read(*slugs)
        return {code: one for slug in slugs for code, one in self._indicators[slug].items()}

    def _read(self, *areas: str) -> None:
        """With the other areas whose texts are read with these: as many queries for one as for
        all."""
        have = self._indicators.keys()
        if missing := set(areas) - have:
            wanted = (missing | self._areas) - have - {OVERVIEW}
            found = indicators(wanted, self.quarter)
            self._indicators |= {area: _by_code(found.get(area, [])) for area in wanted}

    def _offered(self, one: Indicator) -> Iterator[tuple[str, str, str]]:
        for variant, label in LABELS.items():
            figure = LiveFigure(one.kpi.code, variant.part, variant.when)
            found = self._of_own(figure, one)
            if found.words:
                period = f" ({found.period})" if found.period else ""
                yield str(figure), f"{label}{period}", found.words

    def _of_own(self, figure: LiveFigure, one: Indicator) -> OnRecord:
        if figure.part == Part.TARGET:
            return OnRecord(one.kpi.name, one.target.shown if one.target else "")
        if figure.part == Part.CHANGE:
            return OnRecord(one.kpi.name, _change(one))
        if figure.part in OFFICIAL:
            return _official(figure, one.kpi, one.comparators)
        code = figure.quarter_in(self.quarter)
        known = {measure.quarter_id: measure for measure in one.earlier}
        measure = one.adopted if code == self.quarter else known.get(code)
        if code < self._issued.first:  # of which nothing is read
            measure = self._issued.value(one.kpi.code, code)
        return _said(figure, one.kpi, measure, code)

    def _of_others(self, figure: LiveFigure) -> OnRecord | None:
        """Of a KPI of another area: what is issued, and official figures."""
        kpi = self._kpis.get(figure.code)
        if kpi is None or figure.part in (Part.TARGET, Part.CHANGE):
            return None
        if figure.part in OFFICIAL:
            return _official(figure, kpi, self._comparators.get(kpi.code, []))
        code = figure.quarter_in(self.quarter)
        measure = self._issued.value(kpi.code, code)
        if measure is None and not self._issued.knows(kpi.area, code):
            return None
        return _said(figure, kpi, measure, code)

    @cached_property
    def _kpis(self) -> dict[str, Kpi]:
        return {kpi.code: kpi for kpi in Kpi.objects.in_force(self.quarter)}

    @cached_property
    def _comparators(self) -> dict[str, list[Comparator]]:
        return comparators(self._kpis.values(), self.quarter)


def _by_code(found: Iterable[Indicator]) -> dict[str, Indicator]:
    return {one.kpi.code: one for one in found}


def _said(figure: LiveFigure, kpi: Kpi, measure: Measure | None, quarter: str) -> OnRecord:
    name, period = kpi.name, QuarterPeriod.parse(quarter).name
    if measure is None:
        return OnRecord(name, "", period)
    measure.kpi = kpi  # with the definition that is in force
    if figure.part == Part.VALUE:
        return OnRecord(name, measure.shown, period)
    part = measure.numerator if figure.part == Part.NUMERATOR else measure.denominator
    return OnRecord(name, "" if part is None else with_unit(part, ""), period)


def _change(one: Indicator) -> str:
    """This quarter's value beside the one before, where the two may be compared."""
    before = one.alike.get(QuarterPeriod.parse(one.quarter).before.code)
    now = one.alike.get(one.quarter)
    if now is None or before is None or now != one.value:
        return ""
    if now == before:
        return "as in the quarter before"
    return f"{'up' if now > before else 'down'} from {with_unit(before, one.kpi.unit)}"


def _official(figure: LiveFigure, kpi: Kpi, beside: list[Comparator]) -> OnRecord:
    found = next((one for one in beside if one.place == figure.part.casefold()), None)
    if found is None or found.value is None:
        return OnRecord(kpi.name, "")
    return OnRecord(kpi.name, found.shown, found.period)


register(FiguresOnRecord)
