"""Writing the audit trail."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfassess.accounts.models import User
from typing import Any

from .models import Event


def log_event(verb: str, *, by: "User", assessment: Any = None, **fields: Any) -> Event:
    """Write one line. Called by actions, inside their transaction.

    `assessment` fills in quarter and area; `before` and `after` are plain data.
    """
    if assessment is not None:
        fields |= {"quarter": assessment.quarter_id, "area": assessment.area}
    return Event.objects.create(verb=verb, by=by, **fields)
