"""Does a number agree with something on record, linked to it by name or by its value alone?"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from .known import OFFICIAL, Known, Recorded, What, kind_of
from .reader.hedges import Hedge
from .reader.places import PLACE_ROLES
from .reader.rounding import agrees, limits
from .reader.sentence import Number, Role

IN_ROLE: dict[Role, tuple[What, ...]] = {
    Role.NOW: (What.NOW,),
    Role.BEFORE: (What.BEFORE, What.OUTTURN),
    Role.TARGET: (What.TARGET,),
    Role.AIM: (What.TARGET,),
    Role.ENGLAND: (What.ENGLAND,),
    Role.REGION: (What.REGION,),
    Role.NEIGHBOURS: (What.NEIGHBOURS,),
    Role.PART: (What.PART,),
    Role.WHOLE: (What.WHOLE,),
}


def says_same(number: Number, one: Recorded) -> bool:
    """By its value, as people round. The unit must be of the same kind."""
    if kind_of(number.unit) != kind_of(one.unit):
        return False
    is_exact = one.what is What.TARGET  # what somebody has set was rounded from nothing
    return agrees(number, one.value, None if is_exact else one.decimals)


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


def of_its_time(number: Number, recorded: list[Recorded]) -> list[Recorded]:
    """Without the council's figures of years, unless the sentence speaks of a year: “16, down from
    19” tells of another quarter."""
    if number.link and number.link.period:
        return recorded
    return [one for one in recorded if one.what is not What.OUTTURN]


def as_told(number: Number) -> Number:
    """“A whisker below the 99% target” says exactly what the target is."""
    if number.role is Role.TARGET and number.hedge in (Hedge.OVER, Hedge.UNDER):
        return replace(number, hedge=Hedge.NONE, about=Decimal(0))
    return number


def of_another_place(number: Number, of: Sequence[Recorded]) -> Recorded | None:
    """“The national average of 18%”, where 18% is the neighbours'."""
    if number.role not in PLACE_ROLES or not (number.link and number.link.role_is_said):
        return None
    return next((one for one in of if one.what in OFFICIAL and says_same(number, one)), None)


def on_record(number: Number, known: Known) -> bool:
    """Has anything on record this value, or do two things on record make it? Of a number that is
    linked to a KPI only what hangs on no KPI may be it besides: any percentage is some KPI's."""
    found = of_the_same_value(number, known)
    if not number.kpi:
        return any(True for _ in found)
    return any(not one.kpi for one in found) or any(
        agrees(number, value) for value in made_of(number, known)
    )


def of_the_same_value(number: Number, known: Known) -> Iterator[Recorded]:
    """What of the area has this value. A record may itself be rounded."""
    figures = known.own_by_size.get(kind_of(number.unit), ())
    low, high = limits(number)
    first = bisect_left(figures, low - 1, key=attrgetter("value"))
    last = bisect_right(figures, high + 1, key=attrgetter("value"))
    return (one for one in figures[first:last] if agrees(number, one.value, one.decimals))


def made_of(number: Number, known: Known) -> Iterator[Decimal]:
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
