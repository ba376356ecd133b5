"""Checks that Early Help's figures agree with each other."""

from collections.abc import Iterator

from services.base import CheckContext, FigureSet, Problem, ServiceConfig
from services.common import sum_of_set

KEY_WORKERS = FigureSet("key-workers", "Key workers by agency")


def every_key_worker_has_an_agency(area: ServiceConfig, context: CheckContext) -> Iterator[Problem]:
    """Add up the shares of key workers by agency: of all key workers, so they must make 100%."""
    shares = sum_of_set(context, KEY_WORKERS)
    if shares is not None and abs(shares - 100) > 1:
        told = f"{shares.normalize():,f}%"
        text = f"The shares of key workers by agency add up to {told}. Say who the rest are"
        yield Problem("evidence", "evidence", text)


CHECKS = (every_key_worker_has_an_agency,)
