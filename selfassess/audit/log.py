"""Writing the audit trail."""

from .models import Event


def log_event(verb: str, *, by, assessment=None, **fields) -> Event:
    """Write one line. Called by actions, inside their transaction.

    `assessment` fills in quarter and area; `before` and `after` are plain data.
    """
    if assessment is not None:
        fields |= {"quarter": assessment.quarter_id, "area": assessment.area}
    return Event.objects.create(verb=verb, by=by, **fields)
