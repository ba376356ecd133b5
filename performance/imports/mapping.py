"""Finds out from its title which field of a figure a column holds."""

import re
from collections.abc import Collection
from collections.abc import Mapping as AnyMapping
from hashlib import sha256

from performance.models import Period
from selfassess.quarters.dates import QuarterPeriod

FIELDS = {
    "kpi": "KPI code",
    "value": "Figure",
    "numerator": "Part (numerator)",
    "denominator": "Whole (denominator)",
    "source": "Source",
    "as_at": "As at",
    "note": "Note",
    "period": "What it is of",
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
    "period": ("figure is of", "basis", "reporting basis", "measured over", "period"),
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
DAY = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:20)?\d\d|\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d+"
)
MARKS = re.compile(  # of footnotes and units, behind a title
    r"(?:\s*(?:\[[^\]]*\]|\(notes? ?\w*\)|\(?%\)?|\(no?\.?\)|[*†‡^#¹²³⁴-⁹]+))+$"
)
OF_YEAR_TO_DATE = re.compile(r"\b(?:ytd|year.to.date|cumulative)\b")
OF_TWELVE_MONTHS = re.compile(r"\b(?:rolling (?:12|twelve|year)|(?:12|twelve).months?)\b")

Mapping = dict[str, int]  # field → number of its column, from 0


def plain(title: str) -> str:
    """Make titles comparable: in lower case, with single spaces for spaces and underscores."""
    return re.sub(r"[\s_]+", " ", title).strip().casefold()


def bare(title: str) -> str:
    """A comparable title without its unit and the marks of footnotes: “Actual (%) [note 2]”."""
    text = plain(title)
    return MARKS.sub("", text) or text


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


def is_quarter(period: QuarterPeriod, named: tuple[str, int, int | None]) -> bool:
    """Is it the one that `quarter_of` found? A title need not say the year."""
    _, number, year = named
    return number == period.number and year in (None, period.year)


def is_month(title: str) -> bool:
    return bool(MONTH.match(plain(title.rpartition(":")[2])))


def is_day(title: str) -> bool:
    return bool(DAY.fullmatch(plain(title.rpartition(":")[2])))


def period_of(title: str) -> str:
    """What a title says that the figures below it are of; empty where it says nothing."""
    text = plain(title)
    if OF_YEAR_TO_DATE.search(text):
        return Period.YEAR_TO_DATE
    return Period.TWELVE_MONTHS if OF_TWELVE_MONTHS.search(text) else ""


def field_of(title: str, quarter: str) -> tuple[str, int] | None:
    """Return the field a title stands for and its rank; None for no field.

    A column of another quarter than the chosen one holds none of this quarter's.
    """
    text, of_quarter = bare(title), quarter_of(title)
    if of_quarter:
        rest = of_quarter[0]
        period = QuarterPeriod.parse(quarter) if quarter else None
        if period and not is_quarter(period, of_quarter):
            return None
        if period is None or not rest:
            return "value", -1
        text = bare(rest)
    for field, titles in TITLES.items():
        if text in titles:
            return field, titles.index(text) - (len(titles) if of_quarter else 0)
    return None


def guess(head: list[str], quarter: str = "", hidden: Collection[int] = ()) -> Mapping:
    """Map each field to the column whose title says so best; of equals to the first, and to one
    that is `hidden` only where no other will do.

    `quarter`: the code of the quarter whose figures are wanted. Without one, any will do.
    """
    best: dict[str, tuple[bool, int, int]] = {}
    for number, title in enumerate(head):
        if found := field_of(title, quarter):
            field, rank = found
            place = (number in hidden, rank, number)
            best[field] = min(best.get(field, place), place)
    return {field: number for field, (_, _, number) in best.items()}


def doubled(head: list[str], mapping: Mapping) -> list[tuple[str, str]]:
    """Return (title, sentence) for each mapped column whose title another column has too."""
    titles = [bare(title) for title in head]
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
        if is_month(head[number]) or is_day(head[number]):
            continue  # it is another one next quarter
        if not quarter_of(head[number]):
            kept[field] = number
        elif field_of(head[number], quarter):
            kept[field] = QUARTER_S_OWN
    return kept


def recall(
    head: list[str],
    kept: AnyMapping[str, int | str],
    quarter: str,
    hidden: Collection[int] = (),
) -> Mapping:
    """Return what is remembered, in terms of this file. What cannot be told is left out."""
    guessed, mapping = guess(head, quarter, hidden), dict[str, int]()
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
    days = [title.rpartition(":")[2].strip() for title in head if is_day(title)]
    others = [title for title in head if quarter_of(title)]
    if days:
        return (
            f"Its columns are of days ({', '.join(days[:4])}). Say which column holds this "
            "quarter’s figure. A month’s figure is none: bring the quarter’s own."
        )
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
