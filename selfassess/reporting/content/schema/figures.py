"""Indicators: figures as they were shown, and as numbers for rules and spreadsheets."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import field

from performance.models.measure import Period
from performance.rag import Status
from selfassess.schema_fields import ContentPart, Prose, Typed, about

from .tested import OTHERWISE

NOT_COUNTS = ("%", "weeks", "months", "days", "years", "hours", "minutes", "score")
RATE = re.compile(r"per (?:cent\b|[\d,]+)", re.IGNORECASE)


class MeasureContent(ContentPart, kw_only=True):
    """A figure of the quarter, from one source."""

    shown: Annotated[str, about("As printed", public=True, column=11, passed_over=2)]
    number: Annotated[Decimal | None, about("Figure", public=True, since=2, column=11)] = None
    numerator: Annotated[Decimal | None, about("Numerator", public=True, column=11)] = None
    denominator: Annotated[Decimal | None, about("Denominator", public=True, column=13)] = None
    period: Annotated[str, about("Period", public=True, passed_over=1)] = ""
    period_code: Annotated[str, about("Code of the period", public=True)] = ""
    as_at: Annotated[date | None, about("As at", public=True, column=12)] = None
    source: Annotated[Typed, about("Source", column=16)] = Typed("")
    provisional: Annotated[bool, about("Provisional", public=True)] = False
    note: Annotated[Prose, about("Note")] = Prose("")

    @property
    def comparable(self) -> Decimal | None:
        """What may be compared or added up: 0 of 0 is no value, for there was no case."""
        return self.number if self.denominator != 0 else None

    @property
    def is_year_to_date(self) -> bool:
        """Does the figure add up over the year, so that it grows by itself?"""
        return self.period_code == Period.YEAR_TO_DATE


class PastFigure(ContentPart, kw_only=True):
    """The figure of one of the latest quarters, as reported; blank where nothing was."""

    quarter: Annotated[str, about("Quarter", public=True, passed_over=2)]
    quarter_code: Annotated[str, about("Code of the quarter", public=True, since=2)] = ""
    shown: Annotated[str, about("As printed", public=True, passed_over=1)] = ""
    value: Annotated[Decimal | None, about("Figure", public=True)] = None
    numerator: Annotated[Decimal | None, about("Numerator", public=True)] = None
    denominator: Annotated[Decimal | None, about("Denominator", public=True)] = None
    period_code: Annotated[str, about("Code of the period", public=True, since=3)] = ""
    alike: Annotated[
        bool, about("Of the same period as this quarter’s", public=True, since=3, passed_over=3)
    ] = True
    alone: Annotated[
        Decimal | None, about("The quarter alone, worked out", since=3, passed_over=3)
    ] = None

    @property
    def is_of_another_period(self) -> bool:
        """Is there a figure that the period alone keeps from standing beside this quarter's?"""
        return bool(self.shown) and not self.alike and self.denominator != 0

    @property
    def is_year_to_date(self) -> bool:
        return self.period_code == Period.YEAR_TO_DATE

    @property
    def beside(self) -> Decimal | None:
        """What may stand beside this quarter's figure: see `performance.periods`."""
        if self.denominator == 0:
            return None
        return self.value if self.alike else self.alone


class Outturn(ContentPart, kw_only=True):
    """The figure of a whole year."""

    year: Annotated[str, about("Year", public=True)]
    shown: Annotated[str, about("As printed", public=True, passed_over=2)]
    value: Annotated[Decimal | None, about("Figure", public=True, since=2)] = None


class Comparator(ContentPart, kw_only=True):
    """An official figure of another place, or of this one."""

    place: Annotated[str, about("Code of the place", public=True, since=2)] = ""
    label: Annotated[str, about("Place", public=True)]
    shown: Annotated[str, about("As printed", public=True, passed_over=2)]
    value: Annotated[Decimal | None, about("Figure", public=True, since=2)] = None


class Comparison(ContentPart, kw_only=True):
    """Official figures of one period."""

    period: Annotated[str, about("Period", public=True)]
    figures: Annotated[list[Comparator], about("Figures", public=True)]


class Settle(ContentPart, kw_only=True):
    """Who is to find out which of several sources is right, and by when."""

    owner: Annotated[Typed, about("Who settles it")] = Typed("")
    by: Annotated[date | None, about("By")] = None


class UsualRange(ContentPart, kw_only=True):
    """Between what an indicator varies by itself, from all its quarters before this one."""

    low: Annotated[Decimal | None, about("From", since=4)] = None
    mean: Annotated[Decimal | None, about("Mean", since=4)] = None
    high: Annotated[Decimal | None, about("To", since=4)] = None
    shown: Annotated[str, about("As printed", since=4)] = ""
    quarters: Annotated[int, about("Quarters it is worked out from", since=4)] = 0
    said: Annotated[str, about("What is not chance", since=4)] = ""


class IndicatorContent(ContentPart, kw_only=True):
    """A KPI in the quarter: target, figure, status, earlier figures, what the area says."""

    code: Annotated[str, about("Code", public=True, column=7)]
    name: Annotated[str, about("Indicator", public=True, column=40)]
    core: Annotated[bool, about("Core", public=True, column=6)] = True
    unit: Annotated[str, about("Unit", public=True, column=8)] = ""
    direction: Annotated[str, about("Better", public=True, column=16, passed_over=2)] = ""
    direction_code: Annotated[str, about("Code of what is better", public=True, since=2)] = ""
    target: Annotated[str, about("Target as printed", public=True)] = ""
    target_value: Annotated[Decimal | None, about("Target", public=True, column=8)] = None
    target_low: Annotated[
        Decimal | None, about("Target from", public=True, since=4, passed_over=4)
    ] = None
    target_high: Annotated[
        Decimal | None, about("Target to", public=True, since=4, passed_over=4)
    ] = None
    target_due: Annotated[
        date | None, about("Target to be met by", public=True, since=4, column=12)
    ] = None
    measure: Annotated[MeasureContent | None, about("Figure that counts", public=True)] = None
    value: Annotated[str, about("Figure as printed", public=True, passed_over=2)] = ""
    status: Annotated[str, about("Status", public=True, column=15)]
    status_code: Annotated[str, about("Code of the status", public=True, since=2)] = ""
    reason: Annotated[str, about("Why", public=True, column=20, passed_over=1)] = ""
    others: Annotated[list[MeasureContent], about("Other sources", column=24)] = field(
        default_factory=list
    )
    why_adopted: Annotated[Typed, about("Why this source counts")] = Typed("")
    settle: Annotated[Settle | None, about("To be settled")] = None
    series: Annotated[list[PastFigure], about("Latest quarters", public=True)] = field(
        default_factory=list
    )
    outturns: Annotated[list[Outturn], about("Whole years", public=True)] = field(
        default_factory=list
    )
    trend: Annotated[str, about("Trend", public=True, column=34, passed_over=1)] = ""
    usual: Annotated[UsualRange | None, about("Usual range", since=4, passed_over=4)] = None
    comment: Annotated[Prose, about("Comment", release=True, column=40)] = Prose("")
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")
    comparators: Annotated[list[Comparison], about("Compared with", public=True)] = field(
        default_factory=list
    )

    @property
    def is_off_target(self) -> bool:
        return self.status_code == Status.OFF_TARGET

    @property
    def target_by(self) -> str:
        """By when the target is to be met, in words; nothing when it holds at once."""
        return f"by {self.target_due:%-d %B %Y}" if self.target_due else ""

    @property
    def target_in_full(self) -> str:
        """“95% by 30 September 2020”."""
        return f"{self.target} {self.target_by}".strip()

    @property
    def is_known(self) -> bool:
        """Is there a figure or a target?"""
        return bool(self.value or self.target)

    @property
    def is_count(self) -> bool:
        """Is it a number of people or things, which may be small enough to tell who they are?"""
        return self.unit not in NOT_COUNTS and not self.is_rate

    @property
    def is_rate(self) -> bool:
        """Is it of so many, such as “per 10,000”? “Per quarter” is a count like any other."""
        return RATE.match(self.unit) is not None
