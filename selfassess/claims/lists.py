"""Texts in lists: their keys name the list and the entry, as in “strength-12-evidence”."""

SECTIONS = {
    "strength": "strengths",
    "action": "development",
    "remark": "indicators",
    "audit": "evidence",
    "voice": "evidence",
    "fact": "evidence",
}
NAMES = {
    "strength": "a strength",
    "action": "an action",
    "remark": "a comment on an indicator",
    "audit": "an audit",
    "voice": "what people said",
    "fact": "a further figure",
}


def list_of(question: str) -> str:
    """The list in which a text stands; empty for an answer."""
    kind, _, entry = question.partition("-")
    return kind if entry and kind in SECTIONS else ""
