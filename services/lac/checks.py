"""Checks that the figures on looked after children agree with each other."""

from collections.abc import Iterator
from decimal import Decimal

from services.base import CheckContext, Problem, ServiceConfig
from services.common import figure

LARGEST_CHANGE = Decimal("0.03")  # share by which a child population may change in a quarter


def implied_population(count: Decimal | None, rate: Decimal | None) -> Decimal | None:
    """Return the child population: 10,000 × children looked after ÷ their rate per 10,000."""
    return 10_000 * count / rate if count and rate else None


def count_and_rate_imply_one_population(
    area: ServiceConfig, context: CheckContext
) -> Iterator[Problem]:
    """Compare the implied child population with last time: a jump means a wrong count or rate."""
    count, rate = context.indicators.get("LC01"), context.indicators.get("LC02")
    now = implied_population(figure(context, "LC01"), figure(context, "LC02"))
    if now is None:
        return
    before = implied_population(count.last_time, rate.last_time)
    if before and abs(now - before) > LARGEST_CHANGE * before:
        text = (
            f"{count.value:,.0f} children at {rate.value:,f} per 10,000 imply a population of "
            f"{now:,.0f}; last time it was {before:,.0f}. Check the count and the rate"
        )
        yield Problem("indicators", "LC02", text)


def rate_is_of_the_same_children(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    count, rate = figure(context, "LC01"), context.indicators.get("LC02")
    base = rate.adopted.numerator if rate and rate.adopted else None
    if count is not None and base is not None and count != base:
        text = f"{count:,.0f} children looked after, but the rate is worked out from {base:,.0f}"
        yield Problem("indicators", "LC02", text)


CHECKS = (count_and_rate_imply_one_population, rate_is_of_the_same_children)
