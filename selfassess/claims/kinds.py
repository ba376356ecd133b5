"""How kinds of findings are called on pages. Their keys are stored with decisions, so they stay."""

from django.utils.text import capfirst

TITLES = {
    "number": "Another number than on record",
    "own_numbers": "Numbers that do not fit together",
    "parts": "Parts that do not make the whole",
    "comparison": "The official figures say otherwise",
    "trend": "The figures moved otherwise",
    "target": "The target says otherwise",
    "areas": "One thing, two values",
}


def title_of(kind: str) -> str:
    return TITLES.get(kind) or capfirst(kind.replace("_", " ").replace("-", " "))
