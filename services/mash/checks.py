"""Checks that MASH's figures agree with each other."""

from collections.abc import Iterator

from services.base import CheckContext, FigureSet, Problem, ServiceConfig
from services.common import figure, sum_of_set

OUTCOMES = FigureSet("contact-outcomes", "Outcome of contacts")


def contacts_equal_their_outcomes(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Compare contacts with the sum of their outcomes: every contact has exactly one."""
    contacts, outcomes = figure(context, "MA01"), sum_of_set(context, OUTCOMES)
    if contacts is not None and outcomes is not None and contacts != outcomes:
        text = f"{contacts:,.0f} contacts, but their outcomes add up to {outcomes:,.0f}"
        yield Problem("indicators", "MA01", text)


def referrals_come_from_the_contacts(
    area: ServiceConfig, context: CheckContext
) -> Iterator[Problem]:
    """Compare contacts with the denominator of the share that became referrals."""
    contacts = figure(context, "MA01")
    share = context.indicators.get("MA02")
    base = share.adopted.denominator if share and share.adopted else None
    if contacts is not None and base is not None and contacts != base:
        text = f"{contacts:,.0f} contacts, but the share of referrals is of {base:,.0f}"
        yield Problem("indicators", "MA02", text)


CHECKS = (contacts_equal_their_outcomes, referrals_come_from_the_contacts)
