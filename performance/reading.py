"""Indicators as people read them: value, target, status, earlier figures, what the area says."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from selfassess.quarters.dates import QuarterPeriod as Quarter

from .benchmarks.models import Benchmark
from .benchmarks.reading import Comparator, beside, by_period, comparator_rows
from .models import Direction, Frequency, Kpi, Measure, Outturn, Remark, Target, latest
from .rag import Goal, Judgement, Status, judge
from .series import Point, against, trend

SHOWN_QUARTERS = 4  # the latest, this one among them


@dataclass(frozen=True)
class Indicator:
    """One KPI in one quarter."""

    kpi: Kpi
    quarter: str
    measures: list[Measure]  # this quarter's, the adopted one first
    earlier: list[Measure]  # adopted values of earlier quarters, oldest first
    outturns: list[Outturn]
    target: Target | None
    remark: Remark | None
    is_due: bool
    comparators: list[Comparator]

    @property
    def adopted(self) -> Measure | None:
        return next((measure for measure in self.measures if measure.adopted), None)

    @property
    def others(self) -> list[Measure]:
        """What other sources say that do not count, until it is settled which is right."""
        if self.adopted and self.adopted.settled_because:
            return []
        return [measure for measure in self.measures if not measure.adopted]

    @property
    def value(self) -> Decimal | None:
        return self.adopted.value if self.adopted else None

    @property
    def judgement(self) -> Judgement:
        goal = None
        if self.target:
            t = self.target
            goal = Goal(value=t.value, low=t.low, high=t.high, tolerance=t.tolerance)
        return judge(
            self.value,
            goal,
            self.kpi.direction,
            denominator=self.adopted.denominator if self.adopted and self.kpi.is_percent else None,
            smallest_denominator=self.kpi.smallest_denominator,
            due=self.is_due,
            missing=self.remark.get_missing_display()
            if self.remark and self.remark.missing
            else "",
        )

    @property
    def good_side(self) -> str:
        """“or more” behind a target that is one value; nothing where neither side is better."""
        if self.target is None or self.target.value is None:
            return ""
        sides = {str(Direction.HIGHER): "or more", str(Direction.LOWER): "or less"}
        return sides.get(self.kpi.direction, "")

    @property
    def status(self) -> Status:
        return self.judgement.status

    @property
    def series(self) -> list[tuple[str, Measure | None]]:
        """The last quarters up to this one, by code, with gaps where nothing was reported."""
        known = {measure.quarter_id: measure for measure in self.earlier}
        if self.adopted:
            known[self.quarter] = self.adopted
        codes, period = [], Quarter.parse(self.quarter)
        for _ in range(SHOWN_QUARTERS):
            codes.append(period.code)
            period = period.before
        return [(code, known.get(code)) for code in reversed(codes)]

    @property
    def points(self) -> list[Point]:
        """Adopted values of all quarters up to this one, oldest first."""
        known = [*self.earlier, *([self.adopted] if self.adopted else [])]
        return [Point(m.quarter_id, m.value, m.numerator, m.denominator) for m in known]

    @property
    def trend(self) -> str:
        """One sentence on how this quarter's value moved, and where England stands beside it."""
        if self.adopted is None:
            return ""
        kpi = self.kpi
        found = trend(
            self.points,
            direction=kpi.direction,
            unit=kpi.unit,
            smallest_denominator=kpi.smallest_denominator,
        )
        england = next((c for c in self.comparators if c.place == "england"), None)
        if england is None or england.value is None:
            return found.sentence
        beside = against(self.adopted.value, england.value, "England", kpi.unit)
        beside = f"{beside} ({england.period})"
        if not found.sentence:
            return f"{beside[0].upper()}{beside[1:]}."
        return f"{found.sentence.removesuffix('.')}; {beside}."

    @property
    def compared(self) -> list[tuple[str, list[Comparator]]]:
        """Official figures, a line for each period."""
        return by_period(self.comparators)

    @property
    def is_entered(self) -> bool:
        """There is a value, or a reason for having none."""
        return self.value is not None or bool(self.remark and self.remark.missing)

    @property
    def needs_comment(self) -> bool:
        off = self.status == Status.OFF_TARGET
        return off and not (self.remark and self.remark.comment)


def progress(found: Sequence[Indicator]) -> str:
    """How far an area is with its figures, in a few words."""
    if not found:
        return "no indicators are set"
    due = [one for one in found if one.is_due or one.is_entered]
    said = [f"{sum(one.is_entered for one in found)} of {len(due)} figures entered"]
    off = sum(one.status == Status.OFF_TARGET for one in found)
    return ", ".join(said + ([f"{off} off target"] if off else []))


def is_due(kpi: Kpi, quarter: str) -> bool:
    """Annual figures are due in the quarter after the year's end, termly ones but in summer."""
    number = Quarter.parse(quarter).number
    if kpi.frequency == Frequency.ANNUAL:
        return number == 1
    return kpi.frequency == Frequency.QUARTERLY or number != 2


def indicators(areas: Iterable[str], quarter: str) -> dict[str, list[Indicator]]:
    """Area → its indicators in a quarter, in as many queries for one area as for all."""
    return put_together(quarter, *map(list, indicator_rows(list(areas), quarter)))


def indicator_rows(areas: Collection[str], quarter: str) -> Sequence[QuerySet]:
    """Everything that `put_together` makes indicators of, to be read together."""
    return (
        Kpi.objects.asked_in(quarter).filter(area__in=areas),
        Measure.objects.up_to(quarter).filter(kpi__area__in=areas).select_related("saved_by"),
        Outturn.objects.filter(kpi__area__in=areas),
        Target.objects.filter(kpi__area__in=areas).up_to(quarter),
        Remark.objects.filter(
            assessment__quarter=quarter, assessment__area__in=areas
        ).select_related("saved_by"),
        comparator_rows(areas),
    )


def put_together(
    quarter: str,
    kpis: list[Kpi],
    measures: list[Measure],
    outturns: list[Outturn],
    targets: list[Target],
    remarks: list[Remark],
    benchmarks: list[Benchmark],
) -> dict[str, list[Indicator]]:
    """Area → its indicators, of rows that were read together."""
    known = _by_kpi(kpis, measures)
    yearly = _by_kpi(kpis, outturns)
    in_force = latest(t for found in _by_kpi(kpis, targets).values() for t in found)
    said = {remark.kpi_id: remark for remark in remarks}
    official = beside(_by_kpi(kpis, benchmarks), quarter)
    found: dict[str, list[Indicator]] = defaultdict(list)
    for kpi in kpis:
        found[kpi.area].append(
            Indicator(
                kpi=kpi,
                quarter=quarter,
                measures=[m for m in known[kpi.pk] if m.quarter_id == quarter],
                earlier=[m for m in known[kpi.pk] if m.quarter_id < quarter and m.adopted],
                outturns=yearly[kpi.pk],
                target=in_force.get(kpi.code),
                remark=said.get(kpi.code),
                is_due=is_due(kpi, quarter),
                comparators=official.get(kpi.code, []),
            )
        )
    return found


def _by_kpi(kpis: list[Kpi], rows: Iterable[Any]) -> dict[str, list[Any]]:
    """Code → rows, each with its KPI at hand; rows of KPIs that are not asked are left out."""
    asked = {kpi.pk: kpi for kpi in kpis}
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        if row.kpi_id in asked:
            row.kpi = asked[row.kpi_id]
            found[row.kpi_id].append(row)
    return found
