"""What the public edition prints: the keys that are listed here, and nothing else.

Closed by default. What people typed is held back whole until small numbers can be told in words,
and so is a key that somebody adds to the content and does not list here.
"""

from enum import Enum, auto
from typing import Any, NamedTuple

from performance.rag import Status

NOT_PUBLISHED = "Not published"


class Key(Enum):
    """What becomes of the value under a key."""

    SHOWN = auto()  # a number, a date, or words that the portal itself chose: printed as it is
    WORDS = auto()  # typed by people: the reader learns only that there is something
    TAKEN = auto()  # taken out without a sign


class ByArea(NamedTuple):
    """A mapping whose names are the slugs of areas."""

    rule: "Rule"


Rule = Key | ByArea | list["Rule"] | dict[str, "Rule"]


def shown(*keys: str) -> dict[str, Rule]:
    return dict.fromkeys(keys, Key.SHOWN)


def words(*keys: str) -> dict[str, Rule]:
    return dict.fromkeys(keys, Key.WORDS)


COUNTS = shown(*map(str, Status))
SECTION: Rule = {
    **shown("key", "title"),
    "answers": [shown("question", "text", "words", "last_quarter") | words("answer")],
}
EVIDENCE: Rule = {
    "audits": [words("theme")],
    "voices": [words("how")],
    "facts": [words("label")],
}
ACTION: Rule = {
    **shown("status", "is_finished", "first_due", "due", "moved", "carried"),
    **shown("overdue", "needs_update"),
    **words("text", "impact", "owner", "progress", "reason", "difference"),
}
INDICATOR: Rule = {
    **shown("code", "name", "core", "unit", "direction", "status", "reason"),
    **shown("target", "target_value", "value", "trend"),
    **words("comment"),
    **dict.fromkeys(("others", "why_adopted", "settle"), Key.TAKEN),
    "measure": {
        **shown("shown", "period", "period_code", "as_at", "provisional"),
        **shown("numerator", "denominator"),
        **words("source", "note"),
    },
    "series": [shown("quarter", "shown", "value", "numerator", "denominator")],
    "outturns": [shown("year", "shown")],
    "comparators": [{"period": Key.SHOWN, "figures": [shown("label", "shown")]}],
}
CHART: Rule = {
    **shown("key", "kind", "title", "unit", "mark", "note", "alt", "quarters"),
    "rows": [shown("label", "value", "shown", "target", "target_shown")],
    "series": [shown("role", "name", "values", "shown")],
}
AREA: Rule = {
    **shown("slug", "name", "order", "state", "state_name", "included", "left_out_reason"),
    **shown("heads", "sent_at", "sent_by", "approved_at", "approved_by"),
    **shown("questions_asked", "questions_answered", "words", "same_as_last_quarter"),
    "anchors": shown("ten", "zero"),
    "sections": [SECTION],
    "rating": shown("value", "shown", "previous", "change"),
    "evidence": EVIDENCE,
    "strengths": [words("text", "evidence")],
    "actions": [ACTION],
    "indicators": [INDICATOR],
    "indicator_counts": COUNTS,
    "charts": [CHART],
}
CONTENT: Rule = {
    **shown("schema", "authority", "marking", "missing"),
    "quarter": {
        **shown("code", "name", "long_name", "months", "starts", "ends", "due"),
        **words("note"),
    },
    "version": shown("key", "kind", "number", "name", "compiled_at") | {"compiled_by": Key.TAKEN},
    "previous_quarter": shown("code", "name"),
    "overview": words("first_page", "text") | shown("by", "at"),
    "areas": [AREA],
    "heat": {"quarters": Key.SHOWN, "by_area": ByArea(Key.SHOWN)},
    "indicator_counts": {"now": COUNTS, "before": COUNTS},
    "history": [shown("name", "compiled_at", "issued_at", "sha256")],
}


def published(content: dict[str, Any]) -> dict[str, Any]:
    """Only what CONTENT lists. A new dict; the frozen content stays as it is."""
    return _by_rule(content, CONTENT)


def _by_rule(value: Any, rule: Rule) -> Any:
    if rule is Key.SHOWN:
        return value if _is_plain(value) else None
    if rule is Key.WORDS:
        return NOT_PUBLISHED if value else ""
    if rule is Key.TAKEN:
        return type(value)() if isinstance(value, list | str) else None
    if isinstance(rule, list):
        return [_by_rule(one, rule[0]) for one in value] if isinstance(value, list) else []
    if not isinstance(value, dict):
        return None
    if isinstance(rule, ByArea):
        return {name: _by_rule(one, rule.rule) for name, one in value.items()}
    return {key: _by_rule(value[key], one) for key, one in rule.items() if key in value}


def _is_plain(value: Any) -> bool:
    """One value or a list of such: in anything deeper could be keys that nobody has listed."""
    values = value if isinstance(value, list) else [value]
    return not any(isinstance(one, dict | list) for one in values)
