"""Which column holds what: guessed from its title, or as somebody has said. Pure."""

import re
from hashlib import sha256

FIELDS = {
    "kpi": "KPI code",
    "value": "Figure",
    "numerator": "Part (numerator)",
    "denominator": "Whole (denominator)",
    "source": "Source",
    "as_at": "As at",
    "note": "Note",
}
NEEDED = ("kpi", "value")
TITLES = {
    "kpi": {"kpi", "code", "kpi code", "indicator", "indicator code", "measure", "ref"},
    "value": {"value", "figure", "result", "actual", "this quarter", "performance", "outturn"},
    "numerator": {"numerator", "num", "part", "count"},
    "denominator": {"denominator", "denom", "den", "whole", "out of", "total", "base"},
    "source": {"source", "system", "report"},
    "as_at": {"as at", "as_at", "date", "as of", "period end"},
    "note": {"note", "notes", "comment", "comments", "remark"},
}

Mapping = dict[str, int]  # field → number of its column, from 0


def plain(title: str) -> str:
    return re.sub(r"[\s_]+", " ", title).strip().casefold()


def guess(head: list[str]) -> Mapping:
    """The first column whose title says that it is a field."""
    found: Mapping = {}
    for number, title in enumerate(head):
        for field, titles in TITLES.items():
            if field not in found and plain(title) in {plain(one) for one in titles}:
                found[field] = number
                break
    return found


def doubled(head: list[str], mapping: Mapping) -> list[tuple[str, str]]:
    """Columns with one title, of which one is used: (title, sentence)."""
    titles = [plain(title) for title in head]
    return [
        (head[number], f"Two columns are called “{head[number]}”. Rename or remove one.")
        for number in mapping.values()
        if titles[number] and titles.count(titles[number]) > 1
    ]


def signature(head: list[str]) -> str:
    """Files from one source have one head: by it a mapping is remembered."""
    return sha256("\x1f".join(plain(title) for title in head).encode()).hexdigest()
