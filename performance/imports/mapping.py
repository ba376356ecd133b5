"""Finds out from its title which field of a figure a column holds."""

import re
from collections.abc import Mapping as AnyMapping
from hashlib import sha256

from selfassess.quarters.dates import QuarterPeriod

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
# Of several columns that could hold a field, the title that comes first here wins
TITLES = {
    "kpi": ("kpi code", "indicator code", "code", "ref", "kpi", "indicator", "measure"),
    "value": (
        *("value", "figure", "result", "actual", "this quarter", "performance", "outturn"),
        *("quarter", "qtr"),
    ),
    "numerator": ("numerator", "num", "part", "count"),
    "denominator": ("denominator", "denom", "den", "whole", "out of", "base"),
    "source": ("source", "system", "report"),
    "as_at": ("as at", "date", "as of", "period end"),
    "note": ("note", "notes", "comment", "comments", "remark"),
}
QUARTER_S_OWN = "quarter"  # in what is remembered: the column whose title names the quarter
MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    *("january", "february", "march", "april", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
YEAR = r"(?P<year>20\d\d|\d\d)(?:\s?[/–-]\s?(?:20)?\d\d)?"
NUMBER = r"(?:q|qtr|quarter)\s?(?P<number>[1-4])"
QUARTERS = (
    re.compile(rf"\b{YEAR}\s*[-:,]?\s*{NUMBER}\b"),
    re.compile(rf"\b{NUMBER}\s*[-:,]?\s*\(?{YEAR}\b\)?"),
    re.compile(rf"\b{NUMBER}\b"),
)
MONTH = re.compile(rf"^(?:{'|'.join(MONTHS)})[\s'’.-]*(?:20)?(?:\d\d)?$")

Mapping = dict[str, int]  # field → number of its column, from 0


def plain(title: str) -> str:
    """Make titles comparable: in lower case, with single spaces for spaces and underscores."""
    return re.sub(r"[\s_]+", " ", title).strip().casefold()


def quarter_of(title: str) -> tuple[str, int, int | None] | None:
    """Return what a title says beside a quarter, the quarter's number and the year of its April.

    A year that is not said is None. None for a title that names no quarter.
    """
    text = plain(title)
    for pattern in QUARTERS:
        if found := pattern.search(text):
            year = found.groupdict().get("year")
            rest = re.sub(r"^[\s:,–-]+|[\s:,–-]+$", "", text[: found.start()] + text[found.end() :])
            full = int(year) + (2000 if len(year) == 2 else 0) if year else None
            return rest, int(found["number"]), full
    return None


def is_month(title: str) -> bool:
    return bool(MONTH.match(plain(title.rpartition(":")[2])))


def field_of(title: str, quarter: str) -> tuple[str, int] | None:
    """Return the field a title stands for and its rank; None for no field.

    A column of another quarter than the chosen one holds none of this quarter's.
    """
    text, of_quarter = plain(title), quarter_of(title)
    if of_quarter:
        rest, number, year = of_quarter
        period = QuarterPeriod.parse(quarter) if quarter else None
        if period and (number != period.number or year not in (None, period.year)):
            return None
        if period is None or not rest:
            return "value", -1
        text = rest
    for field, titles in TITLES.items():
        if text in titles:
            return field, titles.index(text) - (len(titles) if of_quarter else 0)
    return None


def guess(head: list[str], quarter: str = "") -> Mapping:
    """Map each field to the column whose title says so best; of equals to the first.

    `quarter`: the code of the quarter whose figures are wanted. Without one, any will do.
    """
    best: dict[str, tuple[int, int]] = {}
    for number, title in enumerate(head):
        if found := field_of(title, quarter):
            field, rank = found
            best[field] = min(best.get(field, (rank, number)), (rank, number))
    return {field: number for field, (_, number) in best.items()}


def doubled(head: list[str], mapping: Mapping) -> list[tuple[str, str]]:
    """Return (title, sentence) for each mapped column whose title another column has too."""
    titles = [plain(title) for title in head]
    return [
        (head[number], f"Two columns are called “{head[number]}”. Rename or remove one.")
        for number in mapping.values()
        if titles[number] and titles.count(titles[number]) > 1
    ]


def signature(head: list[str]) -> str:
    """Return a hash of the titles, by which the mapping of a source's next file is found.

    The quarter in a title is left out: next quarter's file means the same by it.
    """
    return sha256("\x1f".join(_meaning(title) for title in head).encode()).hexdigest()


def _meaning(title: str) -> str:
    text = plain(title)
    for pattern in QUARTERS[:2]:
        text = pattern.sub("{quarter}", text)
    return text


def to_remember(head: list[str], mapping: Mapping, quarter: str) -> dict[str, int | str]:
    """Return the mapping by its meaning: of a column that names the quarter, that it does."""
    kept: dict[str, int | str] = {}
    for field, number in mapping.items():
        if not quarter_of(head[number]):
            kept[field] = number
        elif field_of(head[number], quarter):
            kept[field] = QUARTER_S_OWN
    return kept


def recall(head: list[str], kept: AnyMapping[str, int | str], quarter: str) -> Mapping:
    """Return what is remembered, in terms of this file. What cannot be told is left out."""
    guessed, mapping = guess(head, quarter), dict[str, int]()
    for field, number in kept.items():
        if field not in FIELDS:
            continue
        if isinstance(number, int) and number < len(head) and not quarter_of(head[number]):
            mapping[field] = number
        elif field in guessed and quarter_of(head[guessed[field]]):
            mapping[field] = guessed[field]
    return mapping


def unmapped_value(head: list[str]) -> str:
    """Say why no column holds the figure, where its titles tell; empty where they do not."""
    months = [title.rpartition(":")[2].strip() for title in head if is_month(title)]
    others = [title for title in head if quarter_of(title)]
    if months:
        return (
            f"It has a column for each month ({', '.join(months[:3])} …). Counts of three months "
            "add up, but percentages do not, so no figure of the quarter can be made of them. Add "
            "a column with the quarter’s own figure, called “Figure”, and bring the file again."
        )
    if others:
        return (
            f"Its columns are of other quarters ({', '.join(others[:5])}). Say which column holds "
            "this quarter’s figure, or bring the file under the quarter it is of."
        )
    return ""
