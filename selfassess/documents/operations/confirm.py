"""Its head has read what a document brought into a section."""

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import lock
from selfassess.audit.log import log_event
from selfassess.documents.models import Brought
from selfassess.quarters.clock import now


@transaction.atomic
def confirm(assessment: Assessment, section: str, *, by: User, newest: int | None = None) -> int:
    """Returns how many things were waiting for it. A head confirms, as she sends. `newest`: the
    number of the last thing that her page showed; what came later she has not read."""
    require(by, Permission.SEND, assessment.area)
    assessment = lock(assessment)
    waiting = Brought.objects.unconfirmed().filter(assessment=assessment, section=section)
    if newest is not None:
        waiting = waiting.filter(pk__lte=newest)
    confirmed = waiting.update(confirmed_at=now(), confirmed_by=by)
    if confirmed:
        after = {"confirmed": confirmed}
        log_event("document.confirm", by=by, assessment=assessment, subject=section, after=after)
    return confirmed
