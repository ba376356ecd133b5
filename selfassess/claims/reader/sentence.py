"""What reading a text gives: sentences, the numbers in them, and what each number is about."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from .periods import Period


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
    AIM = "aim"  # what is wanted or foretold: “by December we want 85%”
    CHANGE = "change"  # “up 3 points”, “fell by 12”
    OTHER = "other"


class Kind(StrEnum):
    """What sort of number it is. Only figures are set beside the record; the others are read too,
    because a reader who looks for small counts or for dates needs to know of every number."""

    FIGURE = "figure"
    YEAR = "year"  # “2019”, “2019/20”
    QUARTER = "quarter"  # “Q1”, “quarter two”
    DATE = "date"  # “31 March 2020”, “June 20”
    TIME = "time"  # “9.30am”, “24/7”
    AGE = "age"  # “aged 16 to 17”, “under 18s”, “0-25”
    DURATION = "duration"  # “within 45 days”, “in the last 12 months”
    DISTANCE = "distance"  # “20 miles”
    LEVEL = "level"  # “level 4”, “Key Stage 2”, “grade 7”, “on a scale of 0 to 10”
    THRESHOLD = "threshold"  # “three or more placements”: what is counted, not how many
    REFERENCE = "reference"  # “section 47”, “s20”, telephone numbers, postcodes, footnotes
    BASE = "base"  # the 10,000 of “per 10,000”
    ORDINAL = "ordinal"  # “3rd”
    RATIO = "ratio"  # “1:1”, “one to one”
    WORD = "word"  # “both”, “one of them”: tells a count, and states none


class Hedge(StrEnum):
    """How far a writer says that the number may be off."""

    NONE = ""
    ABOUT = "about"
    NEARLY = "nearly"  # just below
    JUST_OVER = "just over"
    OVER = "over"  # “over”, “at least”
    UNDER = "under"  # “under”, “up to”


@dataclass(frozen=True)
class Link:
    """To which KPI a number is linked, and what the words around it say of it."""

    kpis: tuple[str, ...]  # codes; more than one when the sentence does not tell which
    roles: tuple[Role, ...]  # what it may be, the likeliest first
    sure: bool = True  # the KPI's name stands beside it
    role_is_said: bool = False  # a word says what it is: “from”, “target”, “England”
    unit_differs: bool = False  # the KPI is measured in another unit than is written
    turned: bool = False  # it tells of those of whom it is not true: “21% took longer”
    period: Period | None = None  # the time that the sentence gives it


@dataclass(frozen=True)
class Named:
    """A KPI that a sentence names. `start` and `end` are characters of the whole text."""

    kpi: str
    start: int
    end: int
    weight: int
    turned: bool = False  # the contrary of it is named: “late”, of a KPI of what is in time
    is_loose: bool = False  # by words that mean it in its own area's texts alone


@dataclass(frozen=True)
class Number:
    """A number as it is written. `start` and `end` are characters of the whole text, from 0. The
    sign of a percentage and of pounds belongs to it, a noun does not."""

    start: int
    end: int
    written: str
    value: Decimal
    decimals: int = 0  # as written; below 0 for “£2.4m”. What is on record is rounded to them
    unit: str = ""  # "%", "£", "points", "days" … or the noun it counts, in the singular
    role: Role = Role.OTHER
    upper: Decimal | None = None  # of a range, “20 to 25%”
    whole: Decimal | None = None  # “n of m”: m
    about: Decimal = Decimal(0)  # how far off it may be by its own words: “about”, “just over”
    kpi: str = ""  # the code of the KPI that it is linked to by name, noun and unit
    link: Link | None = None
    kind: Kind = Kind.FIGURE
    hedge: Hedge = Hedge.NONE  # to which side `about` lies: see `rounding.limits`

    @property
    def is_figure(self) -> bool:
        return self.kind is Kind.FIGURE


@dataclass(frozen=True)
class Sentence:
    """`start` and `end` are characters of the whole text, from 0."""

    start: int
    end: int
    text: str
    numbers: tuple[Number, ...] = ()
    kpis: tuple[str, ...] = ()  # codes of the KPIs that it names
    named: tuple[Named, ...] = ()  # where it names them
    meant: str = ""  # the one KPI of its area that all it says speaks for: see `meant_kpi`

    @cached_property
    def figures(self) -> tuple[Number, ...]:
        """Its numbers without years, dates, ages, levels and the like."""
        return tuple(number for number in self.numbers if number.is_figure)
