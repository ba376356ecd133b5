"""What a service area is made of: an app that declares its sections, its questions and its checks.

Django imports every apps.py before any model, so nothing here, and nothing that an area's apps.py
imports, may import models.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from django.apps import AppConfig

KEY_LENGTH = 40  # of a slug, a section's key and a question's key: they are stored in columns

Kpi = dict[str, str]  # one row of a kpis.csv: column to text, empty where there is nothing


@dataclass(frozen=True)
class Question:
    key: str  # stored with every answer: never rename it, never use it for another question
    text: str
    hint: str = ""
    guide_words: int = 250  # how long a good answer usually is; a guide, never a limit
    good: str = ""  # what good looks like
    first_quarter: str = ""  # such as 2020-21-q3; empty: since ever
    last_quarter: str = ""  # empty: until further notice
    has_own_check: bool = False  # a check of its own says when its answer is missing

    def asked_in(self, quarter_code: str) -> bool:
        """Quarter codes sort as text, so comparing them compares the quarters."""
        return self.first_quarter <= quarter_code and (
            not self.last_quarter or quarter_code <= self.last_quarter
        )


@dataclass(frozen=True)
class Section:
    key: str  # part of the address, and the key of the section's first question
    title: str
    lede: str
    questions: tuple[Question, ...] = ()  # some sections hold only a list of records

    def questions_in(self, quarter_code: str) -> tuple[Question, ...]:
        return tuple(q for q in self.questions if q.asked_in(quarter_code))


Sections = tuple[Section, ...]


def reword(sections: Sections, **wording: dict[str, Any]) -> Sections:
    """The same sections, with some questions asked in other words: `know={"text": …}`.

    Whatever is not given stays as it is. The key cannot be changed: answers hang on it.
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
    """The same sections, with more questions at the end of one of them."""
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
    """What is still missing from an assessment, and the question where that can be put right."""

    section: str
    question: str
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class FigureSet:
    """Further figures that belong together, such as parts of a whole. Whoever enters one chooses
    the set by its name; checks and charts find its figures by the key."""

    key: str  # stored with every figure: never rename it, never use it for another set
    name: str


@dataclass(frozen=True)
class Chart:
    """A picture of an area's figures that makes a point. `kind` says what is drawn:

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
    """What a check looks at. It was read before, so that ten checks ask the database for nothing.

    The portal's own objects stand here as `Any`, because areas do not know the portal.
    """

    assessment: Any  # with its answers and its rating
    indicators: Mapping[str, Any]  # KPI code → indicator of this quarter
    facts: Iterable[Any]  # further figures, in their order


# A check looks at one assessment of one area and says what is still wrong with it.
Check = Callable[["ServiceConfig", CheckContext], Iterable[Problem]]


class ServiceConfig(AppConfig):
    """One service area. Subclass it in the area's apps.py: see docs/add-a-service-area.md."""

    # An apps.py imports this class and defines a subclass of it, and Django, finding two app
    # configurations, would quietly use neither. So this one declines and every subclass offers.
    default: Any = False

    installed = True  # a RemovedArea says False
    slug = ""  # in addresses and stored in rows: never change it
    order = 0  # in lists and in the report, from the lowest
    sections: Sections = ()
    anchors = NO_ANCHORS
    guidance = ""  # one paragraph at the top of the area's page
    checks: tuple[Check, ...] = ()
    charts: tuple[Chart, ...] = ()
    sets: tuple[FigureSet, ...] = ()  # of further figures, that checks or charts depend on
    shows_ratings = False  # the ratings of all areas over time stand among this one's charts

    def __init_subclass__(cls) -> None:
        cls.default = True

    def questions(self, quarter_code: str) -> Iterator[Question]:
        """The questions asked in one quarter, in order."""
        for section in self.sections:
            yield from section.questions_in(quarter_code)

    def question(self, key: str) -> Question:
        """A question by its key, also one that is no longer asked."""
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
        """What to look at before this assessment is sent; it warns and stops nobody."""
        return [problem for check in self.checks for problem in check(self, context)]

    @property
    def kpis_file(self) -> Path:
        return Path(self.path) / "kpis.csv"

    def kpis(self) -> tuple[Kpi, ...]:
        """The area's opening catalogue of KPIs, read from its file when first asked for."""
        return self._kpis

    @cached_property
    def _kpis(self) -> tuple[Kpi, ...]:
        with self.kpis_file.open(newline="", encoding="utf-8") as file:
            return tuple(csv.DictReader(file, restval=""))
