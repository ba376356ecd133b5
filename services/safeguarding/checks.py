"""Checks that Safeguarding's figures agree with each other."""

from collections.abc import Iterator
from decimal import Decimal

from services.base import CheckContext, Problem, ServiceConfig

FAR_APART = 5  # percentage points


def oversight_is_told_once(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Compare the sources of oversight by reviewing officers: two systems have disagreed."""
    oversight = context.indicators.get("SR11")
    if not (oversight and oversight.adopted):
        return
    for other in oversight.others:
        if differ := _differ(oversight.value, other.comparable):
            yield Problem(
                "indicators",
                "SR11",
                f"Two sources for oversight {differ}: "
                f"{oversight.adopted.shown} ({oversight.adopted.source}) and {other.shown} "
                f"({other.source}). Say who settles it, and by when",
            )


def _differ(one: Decimal | None, other: Decimal | None) -> str:
    """How far two sources are apart; nothing where they are close. None: there were no cases."""
    if one is None or other is None:
        return "do not both have cases" if one != other else ""
    apart = abs(one - other)
    return f"are {apart.normalize():,f} points apart" if apart > FAR_APART else ""


CHECKS = (oversight_is_told_once,)
