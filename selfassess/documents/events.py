"""What the audit trail says of documents that are brought in."""

from selfassess.audit.models import Event
from selfassess.audit.verbs import declare
from services.registry import find_area


def _section(event: Event) -> dict[str, str]:
    try:
        return {"subject": find_area(event.area).section(event.subject).title}
    except LookupError:
        return {}


declare(
    {
        "document.bring": "{by} brought in {subject}: {answers} answers, {strengths} strengths, "
        "{actions} actions, {figures} figures, {scores} ratings.",
        "document.undo": "{by} undid what {subject} had brought in.",
    },
    kind="Documents",
)
declare(
    {"document.confirm": "{by} has read what a document brought into “{subject}”."},
    words=_section,
    kind="Documents",
)
