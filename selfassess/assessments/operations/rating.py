"""Setting an area's rating."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, Rating
from selfassess.audit.log import log_event
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now

from .lifecycle import lock
from .writing import begin

CHOSEN = ("value", "not_rated", "why_apart")
NOT_YET = {"value": None, "not_rated": False, "why_apart": ""}


@transaction.atomic
def rate(
    assessment: Assessment,
    *,
    value: Decimal | None,
    not_rated: bool = False,
    why_apart: str | None = None,
    version: int,
    by: User,
    save_id: UUID | None = None,
) -> Rating | None:
    """Set the rating, or say that there is none this quarter. Raises Stale.

    `version` is the version that the page showed, 0 for none. `why_apart`: the sentence on why it
    is apart from what the evidence suggests; None leaves the one that is there.
    """
    require(by, Permission.WRITE_WORDS, assessment.area)
    assessment = lock(assessment)
    stored = Rating.objects.filter(assessment=assessment).select_related("saved_by").first()
    before = {field: getattr(stored, field) for field in CHOSEN} if stored else {}
    after = {"value": value, "not_rated": not_rated, "why_apart": why_apart}
    if why_apart is None:
        after["why_apart"] = before.get("why_apart", "")
    if (before or NOT_YET) == after:
        return stored
    if locked := assessment.locked_in("rating"):
        raise Refused(locked)
    if stored and stored.version != version and (save_id is None or stored.save_id != save_id):
        theirs = f"{stored.saved_by} set the rating to {stored.shown}"
        raise Stale(f"{theirs} while you were on this page.", stored)
    rating = stored or Rating(assessment=assessment, version=0)
    for field, chosen in after.items():
        setattr(rating, field, chosen)
    rating.save_id, rating.saved_at, rating.saved_by = save_id, now(), by
    rating.version += 1
    rating.save()
    log_event("rating.save", by=by, assessment=assessment, before=before, after=after)
    begin(assessment, by=by)
    return rating
