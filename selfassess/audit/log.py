"""Writing the audit trail."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfassess.accounts.models import User
from typing import Any

from .models import Event
from .verbs import VERBS


def log_event(verb: str, *, by: "User", assessment: Any = None, **fields: Any) -> Event:
    """Write one line. Called by actions, inside their transaction.

    `assessment` fills in quarter and area; `before` and `after` are plain data. The verb is one
    that an app declares in its `events`, so that whoever reads the trail finds a sentence.
    """
    if verb not in VERBS:
        raise LookupError(f"No app declares the verb {verb}: its `events` should.")
    if assessment is not None:
        fields |= {"quarter": assessment.quarter_id, "area": assessment.area}
    return Event.objects.create(verb=verb, by=by, **fields)
