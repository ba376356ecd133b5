"""What the audit trail says of passages: where and what it looks like, and never the words."""

from selfassess.audit.verbs import declare

declare(
    {"passage.override": "{by} said that {looks_like} is not about a child. Where: {subject}."},
    hidden={"looks_like"},  # the sentence says it
)
