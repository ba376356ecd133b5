"""Values on record, made of figures: with their parts, their rest and their complement. Pure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .known import KpiWords, Recorded, What

HUNDRED = Decimal(100)


def decimals_of(value: Decimal) -> int:
    """With how many decimals a value is shown: 86.40 with one."""
    return max(-int(value.normalize().as_tuple().exponent), 0)


def recorded(value: Decimal, what: What, **more: Any) -> Recorded:
    return Recorded(value=value, decimals=decimals_of(value), what=what, **more)


def with_parts(
    one: Recorded, kpi: KpiWords, numerator: Decimal | None, denominator: Decimal | None
) -> Iterator[Recorded]:
    """A figure, and what is known with it: “12 of 20” says 12, 20 and the other 8, and 60% says
    that it is 40% of whom it is not true."""
    yield one
    if kpi.unit == "%" and 0 <= one.value <= HUNDRED:
        yield _part(one, HUNDRED - one.value, What.REST, one.unit, "")
    if numerator is not None:
        yield _part(one, numerator, What.PART, "count", kpi.numerator)
    if denominator is not None:
        yield _part(one, denominator, What.WHOLE, "count", kpi.denominator)
        if numerator is not None and kpi.unit == "%":
            yield _part(one, denominator - numerator, What.REST, "count", "")


def _part(one: Recorded, value: Decimal, what: What, unit: str, name: str) -> Recorded:
    """As `one` in all else. (`replace` takes three times as long, and there are thousands.)"""
    return Recorded(
        value,
        decimals_of(value),
        unit,
        what,
        one.period,
        one.source,
        one.kpi,
        name or one.name,
        one.area,
        one.address,
        one.denominator,
        one.adopted,
        one.of,
        one.alike,
    )
