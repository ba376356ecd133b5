"""How the report writes days, numbers, names and sentences."""

from datetime import date, datetime
from decimal import Decimal

from performance.models import Period
from performance.number_format import with_unit
from selfassess.ui.time_format import clock, local

from .content.schema import IndicatorContent
from .editions import Description

PERIODS: dict[str, str] = {  # as what a figure is for; of others their own words say it
    Period.QUARTER: "",
    Period.YEAR_TO_DATE: "for the year to date",
    Period.TWELVE_MONTHS: "for 12 months",
    Period.YEAR: "for the year",
}


def day(at: date | None) -> str:
    """28 July 2020"""
    return f"{_local(at).day} {_local(at):%B %Y}" if at else ""


def short_day(at: date | None) -> str:
    """28 Jul 2020, on one line: for the narrow columns of tables"""
    return unbroken(f"{_local(at).day} {_local(at):%b %Y}") if at else ""


def moment(at: datetime | None) -> str:
    """28 July 2020, 9:12am"""
    return f"{day(at)}, {clock(local(at))}" if at else ""


def short_quarter(name: str) -> str:
    """Q1 20/21"""
    return name.replace(" 20", " ", 1)


def number(value: Decimal) -> str:
    """1,872, as figures are written"""
    return with_unit(value, "")


def bare(shown: str, unit: str) -> str:
    """Return a figure without its unit, where another column says it; % stays."""
    return shown.removesuffix(f" {unit}") if unit else shown


def beside_its_name(shown: str, one: IndicatorContent) -> str:
    """Return a figure without its unit, where the indicator’s name ends with that."""
    return bare(shown, one.unit) if one.name.endswith(one.unit) else shown


def of_what_period(one: IndicatorContent) -> str:
    """For the year to date, provisional. Nothing for a plain figure of the quarter."""
    measure = one.measure
    if measure is None:
        return ""
    period = PERIODS.get(measure.period_code, measure.period)
    said = ", ".join(filter(None, [period, "provisional" if measure.provisional else ""]))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def fingerprint(sha256: str) -> str:
    """Return the first 16 digits in groups of four: enough to compare by eye or by telephone."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


def unbroken(text: str) -> str:
    """Keep a text, such as a quarter's name, on one line."""
    return text.replace(" ", "\u00a0")


def names(people: list[str]) -> str:
    """A, B and C"""
    return " and ".join(filter(None, [", ".join(people[:-1]), *people[-1:]]))


def clause(sentence: str) -> str:
    """Make a sentence of ours a part of another: small first letter, no full stop."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def in_a_line(edition: Description) -> str:
    """Write an edition's name within a sentence; names of areas and of Ofsted keep capitals."""
    return edition.name if edition.area else edition.name[:1].lower() + edition.name[1:]


def repeats(question: str, title: str) -> bool:
    """Does the question say the same as its section's heading? Then it is printed once."""
    return question.strip(" ?.").casefold() == title.strip(" ?.").casefold()


def _local(at: date) -> date:
    """Return a day as it is, and an instant as a clock in London shows it."""
    return local(at) if isinstance(at, datetime) else at
