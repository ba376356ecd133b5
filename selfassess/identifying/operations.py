"""Saying that a passage is not about a child."""

from django.db import transaction

from selfassess.access import require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event

from .fields import Place
from .models import Override
from .reading import area_of, found_in


@transaction.atomic
def override(place: Place, *digests: str, by: User) -> None:
    """It holds for this wording, in this area, whatever the quarter. Saying it again, or of a
    passage that has been worded differently since, changes nothing."""
    for found in found_in(place, by):
        if found.digest in digests:
            require(by, found.permission, area_of(place))
            _, is_new = Override.objects.get_or_create(digest=found.digest, defaults={"by": by})
            if is_new:
                log_event(
                    "passage.override",
                    by=by,
                    assessment=place,
                    subject=found.where,
                    after={"looks_like": " and ".join(found.passage.kinds)},
                )
