"""Does a number agree with something on record, linked to it by name or by its value alone?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from selfassess.access import OVERVIEW

from .known import Known, Recorded, What
from .reader.rounding import agrees, limits
from .reader.sentence import Number, Role

IN_ROLE: dict[Role, tuple[What, ...]] = {
    Role.NOW: (What.NOW,),
    Role.BEFORE: (What.BEFORE, What.OUTTURN),
    Role.TARGET: (What.TARGET,),
    Role.ENGLAND: (What.ENGLAND,),
    Role.REGION: (What.REGION,),
    Role.NEIGHBOURS: (What.NEIGHBOURS,),
    Role.PART: (What.PART,),
    Role.WHOLE: (What.WHOLE,),
}
OFFICIAL = (What.ENGLAND, What.REGION, What.NEIGHBOURS)
PERCENT, RATE, COUNT = "%", "per 10,000", "count"


def kind_of(unit: str) -> str:
    """What can be set beside what: per cent, rates, and everything that is counted."""
    if unit == "%":
        return PERCENT
    return RATE if "10,000" in unit else COUNT


def says_same(number: Number, one: Recorded) -> bool:
    """By its value, as people round. The unit must be of the same kind."""
    if kind_of(number.unit) != kind_of(one.unit):
        return False
    return agrees(number, one.value, one.decimals)


def in_role(number: Number, of: Iterable[Recorded], *roles: Role) -> list[Recorded]:
    """What is on record in a role, of the time that the sentence gives if it gives one."""
    wanted = {what for role in roles for what in IN_ROLE.get(role, ())}
    period = number.link.period if number.link else None
    return [
        one
        for one in of
        if one.what in wanted
        and (
            period is None
            or one.what not in (What.BEFORE, What.OUTTURN)
            or period.holds(one.period)
        )
    ]


class Tally:
    """All values on record by kind, in order of size, to find those that a number agrees with."""

    def __init__(self, figures: Sequence[Recorded]) -> None:
        self.by_kind: dict[str, list[Recorded]] = {}
        for one in sorted(figures, key=attrgetter("value")):
            self.by_kind.setdefault(kind_of(one.unit), []).append(one)
        self.values = {kind: [one.value for one in of] for kind, of in self.by_kind.items()}

    def find(self, number: Number) -> Recorded | None:
        """Something on record that says the same."""
        kind = kind_of(number.unit)
        values = self.values.get(kind, [])
        low, high = limits(number)
        first = bisect_left(values, low - 1)  # a record may itself be rounded
        for one in self.by_kind.get(kind, [])[first : bisect_right(values, high + 1)]:
            if agrees(number, one.value, one.decimals):
                return one
        return None


def on_record(number: Number, known: Known) -> bool:
    """Has anything on record this value, or do two things on record make it? Of a number that is
    linked to a KPI only what hangs on no KPI may be it besides: any percentage is some KPI's."""
    if number.kpi:
        return any(says_same(number, one) for one in known.of("")) or any(
            agrees(number, value) for value in _made_of(number, known)
        )
    return _tally_of(known).find(number) is not None


def _tally_of(known: Known) -> Tally:
    kept = vars(known)
    if "_tally" not in kept:
        own = [one for one in known.figures if one.area in ("", known.area) or not known.area]
        kept["_tally"] = Tally(own if known.area != OVERVIEW else known.figures)
    return kept["_tally"]


def _made_of(number: Number, known: Known) -> Iterator[Decimal]:
    """What two figures of the KPIs that it is linked to make: how far they are apart, in their unit
    and in per cent."""
    for code in number.link.kpis if number.link and number.kpi else ():
        figures = [
            one for one in known.of(code) if one.what not in (What.REST, What.PART, What.WHOLE)
        ]
        now = [one for one in figures if one.what is What.NOW]
        for one in now:
            for other in figures:
                if other is one:
                    continue
                apart = abs(one.value - other.value)
                yield apart
                if other.value:
                    yield 100 * apart / other.value
