"""What the audit trail says of passages: where and what it looks like, and never the words."""

from selfassess.audit.models import Event
from selfassess.audit.verbs import declare


def _looks_like(event: Event) -> dict[str, str]:
    return {"looks_like": event.after.get("looks_like", "a passage")}


declare(
    {"passage.override": "{by} said that {looks_like} is not about a child. Where: {subject}."},
    kind="What may identify a child",
    hidden={"looks_like"},  # the sentence says it
    words=_looks_like,
)
