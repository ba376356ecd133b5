"""Reads what stands in a cell: a figure, a sign for having none, a day, a period. It reads no
database."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from performance.models import Period
from performance.number_format import half_up, read_number, with_unit
from selfassess.plain_text import UNWANTED

from .xlsx_subprocess import WITHOUT_RESULT

# Signs of the Government Analysis Function, of the DfE, and of people
SIGNS = {
    "c": "confidential",
    "k": "rounds to 0, but is not 0",
    "low": "rounds to 0, but is not 0",
    "x": "not available",
    "z": "not applicable",
    "u": "too few cases to rely on",
    "s": "suppressed",
    "w": "none recorded",
    "*": "held back",
    "-": "no figure",
    "..": "not available",
    "...": "not available",
    ":": "not available",
    "~": "held back",
    ".": "not applicable",
    "n/a": "not available or not applicable",
    "na": "not available or not applicable",
    "n.a.": "not available or not applicable",
    "#n/a": "not available",
    "null": "no figure",
    "not available": "not available",
    "not applicable": "not applicable",
    "no data": "no figure",
    "suppressed": "held back",
    "supp": "held back",
    "tbc": "still to come",
    "tba": "still to come",
    "pending": "still to come",
    "awaited": "still to come",
}
ERRORS = re.compile(
    r"#(?:DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|N/A|SPILL!|CALC!|FIELD!|ERROR)", re.I
)
DASHES = re.compile(r"^[‐-―−－–—]+$")
MARKED = re.compile(
    r"(?P<figure>-?[\d.,]+\s?%?)\s*(?P<mark>[*†‡^#!?]+|\(\w{1,3}\)|\[\w{1,3}\]|[a-z])", re.I
)
RANGE = re.compile(
    r"(?P<sign><=?|>=?|≤|≥|~|≈|c\.|circa|under|over|about|up to)\s*(?P<figure>[\d.,]+\s?%?)", re.I
)
PERIODS = {  # how people write what a figure is of
    Period.QUARTER: ("quarter", "the quarter", "in quarter", "in the quarter", "quarterly", "qtr"),
    Period.AT_END: (
        *("at the end of the quarter", "end of quarter", "at end of quarter", "quarter end"),
        *("snapshot", "point in time", "moment", "at period end"),
    ),
    Period.YEAR_TO_DATE: ("ytd", "year to date", "cumulative", "year-to-date"),
    Period.TWELVE_MONTHS: (
        *("12 months", "12m", "twelve months", "rolling 12 months", "rolling year"),
        *("last 12 months", "rolling twelve months"),
    ),
    Period.YEAR: ("the year", "year", "annual", "full year", "whole year"),
}
STATED_CODES = set(PERIODS)  # as the portal's own export writes them
PERIOD_OF = {text: period for period, texts in PERIODS.items() for text in texts}
PLACES = 4  # that are kept of a figure
PLACES_OF_A_SHARE = 2  # as pages work one out
DAYS = (
    *("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d.%m.%y"),
    *("%d %B %Y", "%d %b %Y", "%d %B %y", "%d %b %y", "%d-%b-%y", "%d-%b-%Y", "%d-%B-%Y"),
)
MIDNIGHT = re.compile(r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?(?:Z)?$")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.I)
EXCEL_BEGAN = date(1899, 12, 30)
EXCEL_DAY = re.compile(r"[34]\d{4}|[56]\d{4}")
EARLIEST, LATEST = 2000, 2999  # years; what is outside is a typing error, as in forms


@dataclass(frozen=True)
class Number:
    """`rounded_from`: as it stood in the file, where it had more places than are kept.
    `has_sign`: a percent sign, or the format of a percentage, stood with it."""

    value: Decimal
    rounded_from: str = ""
    has_sign: bool = False


def meaning(text: str) -> str:
    """Say what a sign in the place of a figure means; empty when it is none."""
    if text[:1].isdigit():
        return ""
    plain = text.strip().strip("[]()").strip().casefold()
    return "no figure" if DASHES.match(plain) else SIGNS.get(plain, "")


def error_in(text: str) -> str:
    """Say what a cell shows instead of a value; empty when it shows one."""
    if not text.startswith(("#", "(")):
        return ""
    if text == WITHOUT_RESULT:
        return (
            "The cell has a formula, but the file does not hold its result. Open the file in "
            "Excel, save it, and upload it again."
        )
    return f"The cell shows {text}. Mend it in the spreadsheet." if ERRORS.fullmatch(text) else ""


def number(text: str, unit: str) -> Number:
    """Return the figure in a cell. Raises ValueError with what would be read, and what to do."""
    typed = UNWANTED.sub("", text).replace("\u00a0", " ").strip()
    bare = typed.removesuffix("%").strip() if unit == "%" else typed
    has_sign = bare != typed
    whole, point, places = bare.partition(".")
    rounded_from = ""
    if point and len(places) > PLACES and places.isdigit():
        exact = read_number(whole or "0", unit="")
        digits = Decimal(f"{abs(exact or Decimal(0)):f}.{places}")
        keep = PLACES_OF_A_SHARE if has_sign else PLACES
        rounded = half_up(digits, keep).normalize()
        rounded_from = typed if rounded != digits else ""
        bare = f"{'-' if whole.startswith('-') else ''}{rounded:f}"
    try:
        value = read_number(bare, unit=unit)
    except ValueError as error:
        raise ValueError(f"“{text}” is no figure. {_would_be(typed) or error}") from error
    if value is None:
        raise ValueError("Enter a number in figures, such as 86.4 or 1,204.")
    return Number(value + 0, rounded_from, has_sign)  # -0 is 0


def _would_be(typed: str) -> str:
    if found := RANGE.fullmatch(typed):
        return (
            f"It stands for a range, and {found['figure']} would be read. Type a figure, or [c] "
            "for one that is held back."
        )
    if found := MARKED.fullmatch(typed):
        return (
            f"{found['figure'].strip()} would be read. Type it without {found['mark']}, and say in "
            "the note what that means."
        )
    return ""


def day(text: str) -> date:
    """Return the day in a cell. Raises ValueError with what to type instead."""
    typed = MIDNIGHT.sub("", UNWANTED.sub("", text).strip())
    plain = re.sub(r"\bSept\b", "Sep", ORDINAL.sub("", typed), flags=re.I)
    plain = re.sub(r"\s*[, ]\s*", " ", plain)
    for form in DAYS:
        try:
            found = datetime.strptime(plain, form).date()
        except ValueError:
            continue
        if found.year >= EARLIEST - 100 and found.year <= LATEST:
            return found
    if EXCEL_DAY.fullmatch(plain):
        return EXCEL_BEGAN + timedelta(int(plain))
    raise ValueError(f"“{text}” is no date. {_asked(plain)}")


def _asked(plain: str) -> str:
    if re.fullmatch(r"20\d{6}", plain):
        try:
            return f"If it is {datetime.strptime(plain, '%Y%m%d'):%-d %B %Y}, write it like that."
        except ValueError:
            pass
    for form in ("%b-%y", "%b %y", "%b %Y", "%B %Y", "%b-%Y", "%B %y", "%m/%Y"):
        try:
            month = datetime.strptime(plain, form)
        except ValueError:
            continue
        return f"Which day of {month:%B %Y}? Write it like 30 June 2020 or 30/06/2020."
    return "Write it like 30 June 2020 or 30/06/2020."


def period(text: str) -> Period | None:
    """Return what a cell says a figure is of; None for what says nothing of it."""
    plain = " ".join(UNWANTED.sub("", text).casefold().split())
    return PERIOD_OF.get(plain) or (Period(plain) if plain in STATED_CODES else None)


def rounding(number: Number, unit: str) -> str:
    return f"{number.rounded_from} is rounded to {with_unit(number.value, unit)}"
