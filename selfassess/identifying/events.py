"""What the audit trail says of passages: where and what it looks like, and never the words."""

from selfassess.audit.models import Event
from selfassess.audit.verbs import declare


def _looks_like(event: Event) -> dict[str, str]:
    looks_like = event.after.get("looks_like", "a passage")
    verb = "are" if " and " in looks_like else "is"
    return {"looks_like": f"{looks_like} {verb}"}


declare(
    {"passage.override": "{by} said that {looks_like} not about a child. Where: {subject}."},
    kind="What may identify a child",
    hidden={"looks_like"},  # the sentence says it
    words=_looks_like,
)
