"""What reading a text gives: sentences, the numbers in them, and what each number is about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """What a number is in its sentence."""

    NOW = "now"
    BEFORE = "before"
    TARGET = "target"
    ENGLAND = "england"
    REGION = "region"
    NEIGHBOURS = "neighbours"
    PART = "part"
    WHOLE = "whole"
    CHANGE = "change"  # “up 3 points”, “fell by 12”
    OTHER = "other"


@dataclass(frozen=True)
class Number:
    """A number as it is written. `start` and `end` are characters of the whole text, from 0."""

    start: int
    end: int
    written: str
    value: Decimal
    decimals: int = 0  # with how many it is written; what is on record is rounded to them
    unit: str = ""  # "%", "£", "points", "days" … or the noun it counts, in the singular
    role: Role = Role.OTHER
    upper: Decimal | None = None  # of a range, “20 to 25%”
    whole: Decimal | None = None  # “n of m”: m
    about: Decimal = Decimal(0)  # how far off it may be by its own words: “about”, “just over”
    kpi: str = ""  # the code of the KPI that it is linked to by name, noun and unit


@dataclass(frozen=True)
class Sentence:
    """`start` and `end` are characters of the whole text, from 0."""

    start: int
    end: int
    text: str
    numbers: tuple[Number, ...] = ()
    kpis: tuple[str, ...] = ()  # codes of the KPIs that it names
