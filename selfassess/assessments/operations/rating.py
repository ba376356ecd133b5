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


@transaction.atomic
def rate(
    assessment: Assessment,
    *,
    value: Decimal | None,
    not_rated: bool = False,
    version: int,
    by: User,
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
