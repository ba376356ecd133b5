"""What is on record, as the checks get it: plain data, from the database or from a CSV file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from performance.number_format import half_up, with_unit
from selfassess.access import OVERVIEW
from selfassess.quarters.dates import QuarterPeriod

from .suggested_rating import Evidence, Rule


class What(StrEnum):
    """What a value on record is of its KPI, or what else it is."""

    NOW = "now"
    BEFORE = "before"  # an earlier quarter's
    TARGET = "target"
    PART = "part"  # a numerator
    WHOLE = "whole"  # a denominator
    REST = "rest"  # the whole without the part
    ENGLAND = "england"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    OUTTURN = "outturn"  # the council's own figure of a year
    FACT = "fact"  # a further figure
    AUDIT = "audit"  # cases of an audit, or of one of its grades


OFFICIAL = (What.ENGLAND, What.REGION, What.NEIGHBOURS)


PERCENT, RATE, COUNT = "%", "per 10,000", "count"


def kind_of(unit: str) -> str:
    """What can be set beside what: per cent, rates, and everything that is counted."""
    if unit == "%":
        return PERCENT
    return RATE if "10,000" in unit else COUNT


@dataclass(frozen=True)
class Recorded:
    """One value on record."""

    value: Decimal
    decimals: int  # with how many it is shown
    unit: str  # as `Kpi.unit` says it: "%", "count", "rate per 10,000" …
    what: What
    period: str  # a quarter's code, or a year as official figures name it: 2019/20
    source: str  # in words: “weekly report”, “DfE, children looked after in England”
    kpi: str = ""  # its code; empty for audits and further figures
    name: str = ""  # what is counted, in words
    area: str = ""
    address: str = ""  # the page on which it stands
    denominator: Decimal | None = None
    # Among several sources, the one that counts; among targets, those in force; among official
    # figures, the newest that this quarter could know
    adopted: bool = True
    of: str = ""  # the code of what a quarter's figure is of: see `performance.models.Period`
    alike: bool = True  # an earlier figure: of the same period, so that it may be compared

    @property
    def as_shown(self) -> Decimal:
        """Official figures are shown to one place, as they are published."""
        return half_up(self.value, 1) if self.what in OFFICIAL else self.value

    @property
    def shown(self) -> str:
        return with_unit(self.as_shown, self.unit)

    @property
    def when(self) -> str:
        """Q2 2020/21; a year as it is."""
        try:
            return QuarterPeriod.parse(self.period).name
        except ValueError:
            return self.period


@dataclass(frozen=True)
class KpiWords:
    """What a KPI is called, and how it is judged."""

    code: str
    area: str
    name: str
    unit: str
    direction: str  # higher, lower, band or none
    numerator: str = ""
    denominator: str = ""
    also_called: tuple[str, ...] = ()
    # In this quarter, as `performance.rag.Status` stores it; only of the area's own, and of all
    # areas once the quarter is issued
    status: str = ""
    reason: str = ""  # why it is not judged, or has no figure
    smallest_denominator: int = 10  # a percentage of fewer cases is not judged
    # What is asked about a figure that is not as usual for it, where it is neither off target nor
    # commented on
    unusual: str = ""
    comment: str = ""  # what the area says about it


@dataclass(frozen=True)
class AuditOnRecord:
    theme: str  # with what was graded
    month: date  # its first day
    quarter: str  # in whose assessment it stands
    cases: int | None
    grades: Mapping[str, Decimal]  # by the field of the grade: see `records.models.GRADES`
    is_percent: bool = False  # grades are per cent of cases
    number: int = 0
    address: str = ""


@dataclass(frozen=True)
class ActionOnRecord:
    """An action as it stands in this quarter."""

    number: int
    text: str
    due: date | None
    status: str  # a code: see `records.models.ActionStatus`
    is_finished: bool
    overdue: bool
    moved: int = 0
    difference: str = ""
    address: str = ""


@dataclass(frozen=True)
class VoiceOnRecord:
    whose: str  # a code: see `records.models.Voice.Whose`
    changed: str
    number: int = 0
    address: str = ""


@dataclass(frozen=True)
class RatingOnRecord:
    """An area's rating, and what it stands beside."""

    value: Decimal | None  # None: not rated
    area: str
    evidence: Evidence
    rule: Rule
    has_reason: bool = True
    why_apart: str = ""  # the area's sentence on why it is far from what the evidence suggests
    last: Decimal | None = None  # the rating before, and its quarter in words
    last_quarter: str = ""
    address: str = ""  # the page of the rating


@dataclass(frozen=True)
class Known:
    """Everything that the words of one area in one quarter may be set beside. It holds only what
    the area's writers may see: the area's own figures, issued quarters and official figures.

    A list that is None is not known, as when the record is a CSV file; an empty one is.
    """

    quarter: str
    figures: tuple[Recorded, ...] = ()
    kpis: Mapping[str, KpiWords] = field(default_factory=dict)  # of all areas, by code
    area: str = ""
    audits: tuple[AuditOnRecord, ...] | None = None  # of a year, oldest first
    actions: tuple[ActionOnRecord, ...] | None = None
    voices: tuple[VoiceOnRecord, ...] | None = None  # of this quarter
    rating: RatingOnRecord | None = None

    @property
    def period(self) -> QuarterPeriod:
        return QuarterPeriod.parse(self.quarter)

    @cached_property
    def by_kpi(self) -> Mapping[str, tuple[Recorded, ...]]:
        found: dict[str, list[Recorded]] = {}
        for one in self.figures:
            found.setdefault(one.kpi, []).append(one)
        return {code: tuple(of) for code, of in found.items()}

    @cached_property
    def own_codes(self) -> frozenset[str]:
        """The area's KPIs of which this quarter has a figure."""
        now = (one for one in self.figures if one.what is What.NOW)
        return frozenset(one.kpi for one in now if one.kpi and one.area == self.area)

    @cached_property
    def own_by_size(self) -> Mapping[str, tuple[Recorded, ...]]:
        """What stands on record of the area itself, and of everything for the overview: by what can
        be set beside what, the smallest first."""
        found: dict[str, list[Recorded]] = {}
        for one in sorted(self.figures, key=attrgetter("value")):
            if one.area in ("", self.area) or self.area in ("", OVERVIEW):
                found.setdefault(kind_of(one.unit), []).append(one)
        return {kind: tuple(of) for kind, of in found.items()}

    def of(self, kpi: str, *what: What) -> tuple[Recorded, ...]:
        """What is on record of a KPI, all of it or what is asked for."""
        found = self.by_kpi.get(kpi, ())
        return tuple(one for one in found if one.what in what) if what else found

    def now(self, kpi: str) -> Recorded | None:
        """A KPI's value of this quarter, from the source that counts."""
        return next((one for one in self.of(kpi, What.NOW) if one.adopted), None)
