"""One KPI in one quarter as people read it: value, target, status, earlier figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from selfassess.quarters.dates import QuarterPeriod

from .benchmarks.models import Place
from .benchmarks.reading import Comparator, by_period
from .comparisons import Beside, point_of
from .counted import is_counted
from .models import Direction, Frequency, Kpi, Measure, Outturn, Period, Remark, Target
from .number_format import with_unit
from .periods import like_with_like
from .rag import Goal, Judgement, Status, judge
from .series import Point, against, run, series, trend

SHOWN_QUARTERS = 4  # the latest, this one among them
QUARTERS_OF_A_YEAR = 4
IN_SHORT = (Place.NEIGHBOURS, Place.ENGLAND)  # of places with official figures


@dataclass(frozen=True)
class Indicator:
    """One KPI in one quarter."""

    kpi: Kpi
    quarter: str
    measures: list[Measure]  # this quarter's, the adopted one first
    earlier: list[Measure]  # adopted values of the four quarters before, oldest first
    target: Target | None
    remark: Remark | None
    is_due: bool
    beside: Beside
    approved: Judgement | None = None  # as it was judged when the area was approved

    @property
    def adopted(self) -> Measure | None:
        return next((measure for measure in self.measures if measure.adopted), None)

    @property
    def others(self) -> list[Measure]:
        """What other sources say that do not count, until it is settled which is right."""
        if self.adopted is None or self.adopted.settled_because:
            return []
        return [measure for measure in self.measures if not measure.adopted]

    @property
    def undecided(self) -> list[Measure]:
        """What sources say where none of them counts: until somebody lets one, there is no data."""
        return [] if self.adopted else self.measures

    @property
    def value(self) -> Decimal | None:
        """None also where there were no cases; `is_entered` says that this is an answer."""
        return self.adopted.comparable if self.adopted else None

    @property
    def judgement(self) -> Judgement:
        """By the rules of today, or as it was judged when it was approved."""
        if self.approved is not None:
            return self.approved
        goal = None
        if self.target:
            t = self.target
            goal = Goal(t.value, t.low, t.high, t.tolerance, t.due)
        return judge(
            self.adopted.value if self.adopted else None,
            goal,
            self.kpi.direction,
            denominator=self.adopted.denominator if self.adopted and self.kpi.is_percent else None,
            smallest_denominator=self.kpi.smallest_denominator,
            due=self.is_due,
            missing=self.remark.get_missing_display()
            if self.remark and self.remark.missing
            else "",
            on=QuarterPeriod.parse(self.quarter).ends,
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
        codes, period = [], QuarterPeriod.parse(self.quarter)
        for _ in range(SHOWN_QUARTERS):
            codes.append(period.code)
            period = period.before
        return [(code, known.get(code)) for code in reversed(codes)]

    @property
    def points(self) -> list[Point]:
        """Adopted values of the quarters up to this one, oldest first, and only what may be
        compared with it: see `periods`."""
        return like_with_like([*self.older, *self.recent], self.kpi.unit)

    @property
    def about_periods(self) -> str:
        """What a chart has to say of periods; nothing where all are alike."""
        alike = self.points
        raw = {point.quarter: point for point in [*self.older, *self.recent]}
        if any(point.period != raw[point.quarter].period for point in alike):
            return "Where a figure was for the year to date, the quarter alone is worked out."
        if any(p.value is None and raw[p.quarter].value is not None for p in alike):
            return "Quarters whose figure is of another period are left out."
        return ""

    @property
    def alike(self) -> dict[str, Decimal]:
        """Quarter → its value, where it may stand beside this quarter's."""
        return {p.quarter: p.value for p in self.points if p.value is not None}

    @property
    def recent(self) -> list[Point]:
        known = [*self.earlier, *([self.adopted] if self.adopted else [])]
        return [point_of(measure) for measure in known]

    @property
    def older(self) -> list[Point]:
        """Values from before `earlier`, where something that is said rests on them."""
        return self.beside.older.get(self.kpi.pk, [])

    @property
    def outturns(self) -> list[Outturn]:
        return self.beside.outturns.get(self.kpi.pk, [])

    @property
    def comparators(self) -> list[Comparator]:
        return self.beside.comparators.get(self.kpi.pk, [])

    @property
    def last_time(self) -> Decimal | None:
        """The value before this quarter's, however long ago that was."""
        values = [p.value for p in self.points if p.quarter < self.quarter and p.value is not None]
        return values[-1] if values else None

    def rests_on_more_than(self, older: list[Point]) -> bool:
        """Whether a run goes through all that is known here, so that it may have begun before, or
        the value before this quarter's is older still."""
        if self.adopted is None:
            return False
        length = abs(run(series([*older, *self.recent]), self.kpi.direction))
        known = QUARTERS_OF_A_YEAR + len(older)
        return length == known or not (self.earlier or older)

    @property
    def change(self) -> str:
        """One sentence on how this quarter's value moved."""
        if self.adopted is None:
            return ""
        kpi = self.kpi
        found = trend(
            self.points,
            direction=kpi.direction,
            unit=kpi.unit,
            smallest_denominator=kpi.smallest_denominator,
        )
        return f"{self._about_period()}{found.sentence}"

    @property
    def trend(self) -> str:
        """The same, and where England stands beside it."""
        sentence = self.change
        england = next((c for c in self.comparators if c.place == "england"), None)
        if self.value is None or england is None or england.value is None:
            return sentence
        beside = against(self.value, england.value, "England", self.kpi.unit)
        beside = f"{beside} ({england.period})"
        if not sentence:
            return f"{beside[0].upper()}{beside[1:]}."
        return f"{sentence.removesuffix('.')}; {beside}."

    def _about_period(self) -> str:
        """That the sentence is about the quarter alone, or why the last two are not compared."""
        recent, points = self.recent, self.points
        now, before = recent[-1], QuarterPeriod.parse(self.quarter).before.code
        if points[-1].value != now.value and points[-1].value is not None:
            alone = with_unit(points[-1].value, self.kpi.unit)
            return f"{alone} in the quarter alone, worked out from the year to date. "
        last = next((point for point in recent if point.quarter == before), None)
        if last is None or last.value is None or before in self.alike or now.value is None:
            return ""
        this, other = (Period(point.period) for point in (now, last))
        if not (this.is_known and other.is_known):
            return (
                "Not compared with last quarter: nobody has said which period one of them covers."
            )
        return f"Not compared with last quarter: this is {this.label}, that was {other.label}."

    @property
    def compared(self) -> list[tuple[str, list[Comparator]]]:
        """Official figures, a line for each period."""
        return by_period(self.comparators)

    @property
    def compared_in_short(self) -> list[tuple[str, list[Comparator]]]:
        """Of these England and the neighbours, for a cell of a table."""
        return by_period(c for c in self.comparators if c.place in IN_SHORT)

    @property
    def is_counted(self) -> bool:
        """The portal counts it, and nobody enters it."""
        return is_counted(self.kpi.code)

    @property
    def is_entered(self) -> bool:
        """There is a value, or a reason for having none."""
        return self.adopted is not None or bool(self.remark and self.remark.missing)

    @property
    def asks_for_period(self) -> bool:
        """Nobody has said yet what the figure is of."""
        if self.kpi.frequency == Frequency.ANNUAL:
            return False
        latest = self.adopted or next(reversed(self.earlier), None)
        return latest is None or not Period(latest.period).is_known

    @property
    def needs_comment(self) -> bool:
        off = self.status == Status.OFF_TARGET
        return off and not self.has_comment

    @property
    def has_comment(self) -> bool:
        return bool(self.remark and self.remark.comment)


def progress(found: Sequence[Indicator]) -> str:
    """How far an area is with its figures, in a few words."""
    if not found:
        return "no indicators are set"
    due = [one for one in found if one.is_due or one.is_entered]
    said = [f"{sum(one.is_entered for one in found)} of {len(due)} figures entered"]
    off = sum(one.status == Status.OFF_TARGET for one in found)
    return ", ".join(said + ([f"{off} off target"] if off else []))
