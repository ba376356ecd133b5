"""Checks that Safeguarding's figures agree with each other."""

from collections.abc import Iterator

from services.base import CheckContext, Problem, ServiceConfig

FAR_APART = 5  # percentage points


def oversight_is_told_once(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Compare the sources of oversight by reviewing officers: two systems have disagreed."""
    oversight = context.indicators.get("SR11")
    if not (oversight and oversight.adopted):
        return
    for other in oversight.others:
        apart = abs(oversight.value - other.value)
        if apart > FAR_APART:
            yield Problem(
                "indicators",
                "SR11",
                f"Two sources for oversight are {apart:,.0f} points apart: "
                f"{oversight.adopted.shown} ({oversight.adopted.source}) and {other.shown} "
                f"({other.source}). Say who settles it, and by when",
            )


CHECKS = (oversight_is_told_once,)
