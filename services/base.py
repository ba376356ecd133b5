"""The classes with which a service area declares its sections, questions, checks and charts.

Django imports every apps.py before any model, so nothing here, and nothing that an area's apps.py
imports, may import models.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from django.apps import AppConfig

KEY_LENGTH = 40  # characters of a slug and of a key, as the columns that store them allow

Kpi = dict[str, str]  # a row of kpis.csv: column → text, "" for an empty cell


@dataclass(frozen=True)
class Question:
    key: str  # stored with every answer: never rename it, never use it for another question
    text: str
    hint: str = ""
    guide_words: int = 250  # words of a usual good answer: a guide, not a limit
    good: str = ""  # what good looks like
    first_quarter: str = ""  # such as 2020-21-q3; empty: from the beginning
    last_quarter: str = ""  # empty: until further notice
    has_own_check: bool = False  # another check than the general one wants its answer

    def asked_in(self, quarter_code: str) -> bool:
        """Is the question asked in this quarter? Codes sort by time, so they can be compared."""
        return self.first_quarter <= quarter_code and (
            not self.last_quarter or quarter_code <= self.last_quarter
        )


@dataclass(frozen=True)
class Section:
    key: str  # part of the address, and also the key of its first question
    title: str
    lede: str
    questions: tuple[Question, ...] = ()  # some sections hold only a list of records

    def questions_in(self, quarter_code: str) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if q.asked_in(quarter_code))


Sections = tuple[Section, ...]


def reword(sections: Sections, **wording: dict[str, Any]) -> Sections:
    """Return the sections with some questions reworded: `know={"text": …}`, by question's key.

    Fields that are not given stay. A key cannot be changed, because answers are stored under it.
    Raises ValueError for an unknown question.
    """
    asked = {q.key for section in sections for q in section.questions}
    if unknown := sorted(wording.keys() - asked):
        raise ValueError(f"There is no question {', '.join(unknown)} to reword.")
    if any("key" in words for words in wording.values()):
        raise ValueError("A question's key cannot be reworded: its answers are stored under it.")
    return tuple(
        replace(
            section,
            questions=tuple(replace(q, **wording.get(q.key, {})) for q in section.questions),
        )
        for section in sections
    )


def ask_also(sections: Sections, section_key: str, *questions: Question) -> Sections:
    """Return the sections with more questions at the end of one; ValueError if there is no such."""
    if section_key not in {section.key for section in sections}:
        raise ValueError(f"There is no section {section_key} to ask more questions in.")
    return tuple(
        replace(section, questions=section.questions + questions)
        if section.key == section_key
        else section
        for section in sections
    )


@dataclass(frozen=True)
class Anchors:
    """What the two ends of the rating scale mean, in the area's own words."""

    ten: str
    zero: str


NO_ANCHORS = Anchors(ten="", zero="")


@dataclass(frozen=True)
class Problem:
    """What an assessment still lacks, and the section and question where it can be added."""

    section: str
    question: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class FigureSet:
    """A set of further figures that belong together, such as parts of a whole.

    People choose the set of a figure by its name; checks and charts find its figures by the key.
    """

    key: str  # stored with every figure: never rename it, never use it for another set
    name: str


@dataclass(frozen=True)
class Chart:
    """A chart of an area's figures. `kind` says what is drawn:

    funnel    `steps`: (label, KPI code or code.numerator), from many to few
    group     the further figures of the set with the key `group`
    targets   this quarter's values of `kpis` beside their targets
    compared  the first of `kpis` beside official figures
    official  the council's official figures of `kpis`, marked with its neighbours' mean
    """

    key: str
    title: str
    kind: str
    kpis: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    group: str = ""


@dataclass(frozen=True)
class CheckContext:
    """What a check may look at. It is read once for all checks, so that none makes a query.

    The types of the portal are `Any` here, because areas must not import the portal.
    """

    assessment: Any  # with its answers and its rating
    indicators: Mapping[str, Any]  # KPI code → indicator of this quarter
    facts: Iterable[Any]  # further figures, in their order


# A check looks at one assessment of an area and yields what is still wrong with it.
Check = Callable[["ServiceConfig", CheckContext], Iterable[Problem]]

# A check of words gets every text of the area as it was read, with its sentences and their numbers,
# and what is on record (the types of `selfassess/claims`), and yields what it asks about them.
WordCheck = Callable[["ServiceConfig", Sequence[Any], Any], Iterable[Problem]]


class Judgement(StrEnum):
    """The judgements of Ofsted's inspection framework, in its order, by which a report can be read.
    A value is part of a link within it: never change one."""

    HELP_AND_PROTECTION = "help-and-protection"
    IN_CARE = "in-care"
    CARE_LEAVERS = "care-leavers"
    LEADERS = "leaders"

    @property
    def heading(self) -> str:
        return HEADINGS[self]


HEADINGS = {
    Judgement.HELP_AND_PROTECTION: "Children who need help and protection",
    Judgement.IN_CARE: "Children in care",
    Judgement.CARE_LEAVERS: "Care leavers",
    Judgement.LEADERS: "Leaders",
}


class ServiceConfig(AppConfig):
    """One service area. Subclass it in the area's apps.py: see docs/add-a-service-area.md."""

    # An area's apps.py has two app configurations: this class, which it imports, and its subclass.
    # Without a default Django would use neither, so every subclass is made one.
    default: Any = False

    installed = True  # False for a RemovedArea
    slug = ""  # used in addresses and stored in rows: never change it
    order = 0  # position in lists and in the report, lowest first
    # What Ofsted judges it under; an area that does not say so stands under leaders
    judgement = Judgement.LEADERS
    # In lower case: how other councils, or earlier documents, call it in their headings
    also_called: tuple[str, ...] = ()
    sections: Sections = ()
    anchors = NO_ANCHORS
    guidance = ""  # one paragraph at the top of the area's page
    checks: tuple[Check, ...] = ()
    word_checks: tuple[WordCheck, ...] = ()
    hears_children = True  # a quarter without a child's voice is asked about
    charts: tuple[Chart, ...] = ()
    sets: tuple[FigureSet, ...] = ()  # sets of further figures that checks or charts need
    shows_ratings = False  # also show a chart of all areas' ratings

    def __init_subclass__(cls) -> None:
        cls.default = True

    def questions(self, quarter_code: str) -> Iterator[Question]:
        """Yield the questions asked in a quarter, in order."""
        for section in self.sections:
            yield from section.questions_in(quarter_code)

    def question(self, key: str) -> Question:
        """Return a question by its key, also one that is no longer asked; or raise LookupError."""
        for section in self.sections:
            for question in section.questions:
                if question.key == key:
                    return question
        raise LookupError(f"{self.verbose_name} has no question {key!r}.")

    def section(self, key: str) -> Section:
        for section in self.sections:
            if section.key == key:
                return section
        raise LookupError(f"{self.verbose_name} has no section {key!r}.")

    def problems(self, context: CheckContext) -> list[Problem]:
        """Return what to look at before an assessment is sent. It warns, but does not prevent."""
        return [problem for check in self.checks for problem in check(self, context)]

    @property
    def kpis_file(self) -> Path:
        return Path(self.path) / "kpis.csv"

    def kpis(self) -> tuple[Kpi, ...]:
        """Return the KPIs of the area's kpis.csv, with which the catalogue begins. Read once."""
        return self._kpis

    @cached_property
    def _kpis(self) -> tuple[Kpi, ...]:
        with self.kpis_file.open(newline="", encoding="utf-8") as file:
            return tuple(csv.DictReader(file, restval=""))
