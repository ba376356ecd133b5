"""Keeping what live figures say when an area is approved, and letting them live again."""

from collections.abc import Iterable

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User

from .models import KeptFigure
from .resolving import LiveFigures


@transaction.atomic
def keep_figures(quarter: str, area: str, texts: Iterable[str], *, by: User) -> None:
    """Keep what the live figures of these texts say. What is kept already stays."""
    require(by, Permission.REVIEW, area)
    figures = LiveFigures(quarter)
    written = {one for text in texts for one in figures.written_in(text)}
    KeptFigure.objects.bulk_create(
        KeptFigure(quarter_id=quarter, area=area, written=one, words=figures.said(one, area))
        for one in sorted(written - figures.kept(area).keys())
    )


@transaction.atomic
def forget_figures(quarter: str, area: str, *, by: User) -> None:
    """The area can be written again: its live figures follow the record."""
    require(by, Permission.REVIEW, area)
    KeptFigure.objects.filter(quarter=quarter, area=area).delete()
