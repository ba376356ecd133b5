"""The 0–10 rating: half points, never silently blank, and 0 only when it is meant."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from selfassess.access import Permission, require
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from services.base import Problem

from .models import Assessment, Rating
from .operations.lifecycle import lock
from .operations.writing import begin
from .parts import register

SCALE = [Decimal(half) / 2 for half in range(21)]  # 0, 0.5 … 10
NOT_RATED = "not-rated"
FIELDS = ("rating-value", "rating-zero", "rating-not-rated", "rating-value-version")


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
        "rating-value-version": rating.version if rating else 0,
    }


def chosen_in(post: QueryDict, assessment: Assessment) -> QueryDict:
    """What a form says about the rating; empty when that is what is saved."""
    chosen, saved = QueryDict(mutable=True), as_fields(assessment.rating_or_none)
    value, not_rated = post.get("rating-value", ""), "rating-not-rated" in post
    if (value, not_rated) != (saved["rating-value"], saved["rating-not-rated"]):
        for name in FIELDS:
            chosen.setlist(name, post.getlist(name))
    return chosen


@transaction.atomic
def rate(
    assessment: Assessment,
    *,
    value: Decimal | None,
    not_rated: bool = False,
    version: int,
    by,
    save_id: UUID | None = None,
) -> Rating | None:
    """Set the rating, or say that there is none this quarter. Raises Stale.

    `version` is the version that the page showed, 0 for none.
    """
    require(by, Permission.WRITE_WORDS, assessment.area)
    assessment = lock(assessment)
    stored = Rating.objects.filter(assessment=assessment).select_related("saved_by").first()
    saved = (stored.value, stored.not_rated) if stored else (None, False)
    if saved == (value, not_rated):
        return stored
    if locked := assessment.locked_in("rating"):
        raise Refused(locked)
    if stored and stored.version != version and (save_id is None or stored.save_id != save_id):
        theirs = f"{stored.saved_by} set the rating to {stored.shown}"
        raise Stale(f"{theirs} while you were on this page.", stored)
    before = {"value": stored.value, "not_rated": stored.not_rated} if stored else {}
    rating = stored or Rating(assessment=assessment, version=0)
    rating.value, rating.not_rated, rating.save_id = value, not_rated, save_id
    rating.version += 1
    rating.saved_at, rating.saved_by = now(), by
    rating.save()
    after = {"value": value, "not_rated": not_rated}
    log_event("rating.save", by=by, assessment=assessment, before=before, after=after)
    begin(assessment, by=by)
    return rating


class RatingPart:
    read_template = "assessments/read_rating.html"
    write_template = "assessments/write_rating.html"
    first = True

    def content(self, assessment: Assessment) -> Rating | None:
        return assessment.rating_or_none

    def count(self, content: Rating | None) -> int:
        return int(content is not None and (content.value is not None or content.not_rated))

    def hint(self, content: Rating | None) -> str:
        if content is None or not self.count(content):
            return "best given last"
        return "not rated this quarter" if content.value is None else f"rated {content.shown}"

    def problems(self, assessment: Assessment, content: Rating | None) -> Iterator[Problem]:
        if not self.count(content):
            yield Problem("rating", "rating", "Give a rating, or choose “Not rated this quarter”.")


register("rating", RatingPart())
