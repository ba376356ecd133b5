"""KPIs that the portal counts from its own rows: nobody types them, and no file brings them.

As long as a quarter is under way they are counted whenever somebody looks. When their area is
approved, what was counted is stored like any other figure (`operations/counting.py`) and stands;
so do values that were typed before the portal counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from selfassess.quarters.clock import today
from selfassess.quarters.dates import QuarterPeriod

from .models import Kpi, Measure, Period
from .number_format import share

SOURCE = "Counted by the portal"


@dataclass(frozen=True)
class Count:
    """A number, or a part of a whole."""

    number: int
    whole: int | None = None


Counter = Callable[[QuarterPeriod], Count]
_counters: dict[str, tuple[Counter, Period]] = {}


def register(code: str, counter: Counter, *, period: Period) -> None:
    """Let `counter` count a KPI, in a fixed number of queries. The app that keeps the rows does."""
    _counters[code] = (counter, period)


def is_counted(code: str) -> bool:
    return code in _counters


def refusal(code: str) -> str:
    return f"{code} is counted by the portal: nobody enters it."


def count_now(kpi: Kpi, quarter: str) -> Measure:
    """The figure as it is now. Not stored."""
    counter, of = _counters[kpi.code]
    period = QuarterPeriod.parse(quarter)
    found = counter(period)
    value = numerator = denominator = None
    if found.whole is not None:
        numerator, denominator = Decimal(found.number), Decimal(found.whole)
        value = share(numerator, denominator)
    return Measure(
        kpi=kpi,
        quarter_id=quarter,
        source=SOURCE,
        value=Decimal(found.number) if value is None else value,
        numerator=numerator,
        denominator=denominator,
        period=of,
        as_at=min(today(), period.ends),
    )


def disputed_kpis(period: QuarterPeriod) -> Count:
    """KPIs of this quarter of which two sources say different things, and nobody has settled it."""
    return Count(Measure.objects.disputed().filter(quarter=period.code).count())


register("PW07", disputed_kpis, period=Period.AT_END)
