"""The 0–10 rating: half points, never silently blank. Its scale, and how forms say it."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from selfassess.plain_text import tidy

from .models import Assessment, Rating

SCALE = [Decimal(half) / 2 for half in range(21)]  # 0, 0.5 … 10
FIELDS = (
    *("rating-value", "rating-zero", "rating-not-rated", "rating-why-apart"),
    "rating-value-version",
)


def read_rating(text: str) -> Decimal | None:
    """A rating as a form sends it; None for blank. Raises ValueError for anything off the scale."""
    if not text.strip():
        return None
    try:
        value = Decimal(text.strip()) if text.isascii() else Decimal("NaN")
    except InvalidOperation as error:
        raise ValueError(text) from error
    if value not in SCALE:
        raise ValueError(text)
    return value


def as_fields(rating: Rating | None) -> dict[str, Any]:
    """What stands in the fields of a form that shows this rating."""
    return {
        "rating-value": rating.shown if rating and rating.value is not None else "",
        "rating-not-rated": bool(rating and rating.not_rated),
        "rating-why-apart": rating.why_apart if rating else "",
        "rating-value-version": rating.version if rating else 0,
    }


def chosen_in(post: QueryDict, assessment: Assessment) -> QueryDict:
    """What a form says about the rating; empty when that is what is saved."""
    chosen, saved = QueryDict(mutable=True), as_fields(assessment.rating_or_none)
    sent = {
        "rating-value": post.get("rating-value", ""),
        "rating-not-rated": "rating-not-rated" in post,
        "rating-why-apart": tidy(post.get("rating-why-apart", "")),
    }
    if any(saved[name] != value for name, value in sent.items()):
        for name in FIELDS:
            chosen.setlist(name, post.getlist(name))
    return chosen
