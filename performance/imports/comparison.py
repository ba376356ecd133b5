"""What the preview shows of a figure: all that would be stored of it, beside what is."""

from dataclasses import dataclass
from decimal import Decimal

from performance.models import Kpi, Measure, Period
from performance.models.measure import shown_figure
from performance.number_format import with_unit

from .figure import Figure

CHANGED, ADDED, BESIDE, UNCHANGED = (
    "Changed",
    "Added",
    "Added beside another source, which goes on counting",
    "As it is",
)


def beside(counting: Measure | None) -> str:
    """What “Now” does not tell, which has only what this source had. None: the one that will count
    comes with the same file."""
    if counting is None:
        return BESIDE
    return f"Added beside {counting.shown} of {counting.source}, which goes on counting"


@dataclass(frozen=True)
class Side:
    value: str
    parts: str
    as_at: str
    note: str
    period: str  # what it is of, where somebody has said it
    provisional: str


@dataclass(frozen=True)
class Comparison:
    """`is_new` names what differs, by the fields of `Side`."""

    figure: Figure
    now: Side | None
    then: Side
    what: str
    question: str = ""  # what is unusual about it

    @property
    def is_new(self) -> list[str]:
        if self.now is None:
            return []
        return [name for name, text in vars(self.then).items() if text != getattr(self.now, name)]


def compare(figure: Figure, measure: Measure | None, what: str, question: str = "") -> Comparison:
    stored = measure.period if measure else ""
    now = _side(measure, figure.kpi, stored, provisional=measure.provisional) if measure else None
    stays = measure is not None and figure.stays_provisional(measure)
    then = _side(figure, figure.kpi, figure.period or stored, provisional=stays)
    return Comparison(figure, now, then, what, question)


def _side(one: Figure | Measure, kpi: Kpi, period: str, *, provisional: bool) -> Side:
    return Side(
        value=shown_figure(one.value, one.denominator, kpi.unit),
        parts=_parts(one.numerator, one.denominator),
        as_at=f"{one.as_at:%-d %B %Y}",
        note=one.note,
        period=Period(period).label if period and Period(period).is_known else "",
        provisional="provisional" if provisional else "",
    )


def _parts(numerator: Decimal | None, denominator: Decimal | None) -> str:
    if numerator is None and denominator is None:
        return ""
    both = (numerator, denominator)
    return " of ".join("–" if part is None else with_unit(part, "") for part in both)
