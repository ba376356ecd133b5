"""Finds out from its title which field of a figure a column holds."""

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
    """Make titles comparable: in lower case, with single spaces for spaces and underscores."""
    return re.sub(r"[\s_]+", " ", title).strip().casefold()


def guess(head: list[str]) -> Mapping:
    """Map each field to the first column whose title is one of its TITLES."""
    mapping: Mapping = {}
    for number, title in enumerate(head):
        for field, titles in TITLES.items():
            if field not in mapping and plain(title) in {plain(known) for known in titles}:
                mapping[field] = number
                break
    return mapping


def doubled(head: list[str], mapping: Mapping) -> list[tuple[str, str]]:
    """Return (title, sentence) for each mapped column whose title another column has too."""
    titles = [plain(title) for title in head]
    return [
        (head[number], f"Two columns are called “{head[number]}”. Rename or remove one.")
        for number in mapping.values()
        if titles[number] and titles.count(titles[number]) > 1
    ]


def signature(head: list[str]) -> str:
    """Return a hash of the titles, by which the mapping of a source's next file is found."""
    return sha256("\x1f".join(plain(title) for title in head).encode()).hexdigest()
