"""System checks that refuse a badly declared service area, and say how to put it right."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, register

from .base import KEY_LENGTH, Section, ServiceConfig
from .registry import all_areas

SAFE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SAFE_HINT = (
    f"Use small letters, digits and single hyphens, at most {KEY_LENGTH}, beginning with a letter."
)
QUARTER = re.compile(r"\d{4}-\d\d-q[1-4]")
SECTIONS = ("know", "evidence", "strengths", "development", "indicators", "rating")
LISTS = ("strengths", "development", "indicators")  # sections that may ask no question
RESERVED = {
    *("overview", "check", "review", "history", "findings", "doubted-figures"),
    *("accounts", "admin", "actions", "targets", "kpis", "imports", "people", "quarters"),
    *("audit", "reports", "components", "healthz", "readyz", "static"),
}
ALLOWED = {
    "direction": ("higher", "lower", "band", "none"),
    "frequency": ("quarterly", "termly", "annual"),
}


@register("services")
def check_service_areas(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    areas = all_areas()
    return [
        *settings_lines(),
        *check_together(areas),
        *(error for area in areas for error in check_area(area)),
    ]


def check_area(area: ServiceConfig) -> Iterator[Error]:
    """Check one area by itself."""
    for rule in (_slug, _sections, _questions, _anchors, _kpis, _sets):
        for error in rule(area):
            error.obj = area
            yield error


def check_together(areas: Sequence[ServiceConfig]) -> Iterator[Error]:
    """Check what must differ between areas: slug, order, codes of KPIs."""
    for slug, owners in _shared((area.slug, area) for area in areas if area.slug):
        yield _error(
            3,
            f"The slug {slug!r} is used by {owners}.",
            "Assessments are stored under the slug. Give the newer area another one.",
        )
    for order, owners in _shared((area.order, area) for area in areas):
        yield _error(
            12,
            f"The order {order} is used by {owners}.",
            "Give each area its own `order`. Lists and the report follow it.",
        )
    for code, owners in _shared((code, area) for area in areas for code in {*_codes(area)}):
        yield _error(
            15,
            f"The KPI {code} is in the kpis.csv of {owners}.",
            "A KPI belongs to one area. Leave it in one file only.",
        )


def settings_lines() -> Iterator[Error]:
    """Check that each line of SERVICE_AREAS is an area; else it would silently be missing."""
    areas = {name for area in all_areas() for name in (area.name, _import_path(area))}
    for line in getattr(settings, "SERVICE_AREAS", []):
        if line not in areas:
            yield _error(
                18,
                f"SERVICE_AREAS has {line!r}, which is not an installed service area.",
                "Its apps.py needs one subclass of ServiceConfig with `name` as in this line, "
                "and INSTALLED_APPS needs `*SERVICE_AREAS`.",
            )


def _slug(area: ServiceConfig) -> Iterator[Error]:
    if not area.slug:
        yield _error(1, "The area has no slug.", 'Add one, as in an address: slug = "early-help".')
    elif not _is_safe(area.slug):
        yield _error(2, f"The slug {area.slug!r} does not fit an address.", SAFE_HINT)
    elif area.slug in RESERVED:
        yield _error(
            4,
            f"The slug {area.slug!r} is the address of another page.",
            f"Choose another. These are taken: {', '.join(sorted(RESERVED))}.",
        )


def _sections(area: ServiceConfig) -> Iterator[Error]:
    if not area.sections:
        yield _error(
            5,
            "The area asks nothing.",
            "Add `sections = common.SECTIONS`, or those sections reworded.",
        )
    for section in area.sections:
        if section.key not in SECTIONS:
            yield _error(
                6,
                f"There is no section {section.key!r}.",
                f"A section is one of: {', '.join(SECTIONS)}.",
            )
        if _asks_wrongly(section):
            yield _error(
                8,
                f"The section {section.key!r} does not begin with a question of the same key.",
                f"Give its first question the key {section.key!r}: form fields are named after it.",
            )
    for key in _twice(section.key for section in area.sections):
        yield _error(7, f"There are two sections {key!r}.", "Put their questions into one.")


def _asks_wrongly(section: Section) -> bool:
    if not section.questions:
        return section.key not in LISTS
    return section.questions[0].key != section.key


def _questions(area: ServiceConfig) -> Iterator[Error]:
    questions = [question for section in area.sections for question in section.questions]
    for question in questions:
        if not _is_safe(question.key):
            yield _error(9, f"The question key {question.key!r} does not fit a form.", SAFE_HINT)
        for code in (question.first_quarter, question.last_quarter):
            if code and not QUARTER.fullmatch(code):
                yield _error(
                    19,
                    f"The question {question.key!r} is asked from or until {code!r}.",
                    "Write a quarter like 2020-21-q1, or leave it out.",
                )
    for key in _twice(question.key for question in questions):
        yield _error(
            10,
            f"The question key {key!r} is used twice.",
            "Answers are stored under the key. Give each question its own.",
        )


def _anchors(area: ServiceConfig) -> Iterator[Error]:
    if not (area.anchors.ten and area.anchors.zero):
        yield _error(
            11,
            "The area does not say what a rating of 10 and a rating of 0 mean.",
            "Add `anchors = Anchors(ten=…, zero=…)`, in the area's own words.",
        )


def _kpis(area: ServiceConfig) -> Iterator[Error]:
    if not area.kpis_file.exists():
        yield _error(
            13,
            "The area has no kpis.csv.",
            "Put one beside apps.py, with at least the heading line of another area's file.",
        )
        return
    for line, kpi in enumerate(area.kpis(), start=2):
        if not kpi.get("code"):
            yield _error(14, f"kpis.csv, line {line}: there is no code.", "Give every KPI a code.")
        for number, column in ((16, "direction"), (17, "frequency")):
            if (value := kpi.get(column, "")) not in ALLOWED[column]:
                yield _error(
                    number,
                    f"kpis.csv, line {line}: the {column} is {value!r}.",
                    f"A {column} is one of: {', '.join(ALLOWED[column])}.",
                )
    for code in _twice(_codes(area)):
        yield _error(14, f"kpis.csv has {code} twice.", "Measures hang on the code. Remove one.")


def _sets(area: ServiceConfig) -> Iterator[Error]:
    keys = [declared.key for declared in area.sets]
    for key in keys:
        if not _is_safe(key):
            yield _error(20, f"The key {key!r} of a set of figures does not fit a form.", SAFE_HINT)
    for key in _twice(keys):
        yield _error(
            21,
            f"There are two sets of figures {key!r}.",
            "Figures are stored under the key. Give each set its own.",
        )
    for chart in area.charts:
        if chart.group and chart.group not in keys:
            yield _error(
                22,
                f"The chart {chart.key!r} draws the set {chart.group!r}, which is not declared.",
                "Put the set into `sets`, and its key into the chart's `group`.",
            )


def _error(number: int, message: str, hint: str) -> Error:
    return Error(message, hint=hint, id=f"services.E{number:03}")


def _is_safe(key: str) -> bool:
    return len(key) <= KEY_LENGTH and SAFE.fullmatch(key) is not None


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _shared(pairs: Iterable[tuple[Any, ServiceConfig]]) -> Iterator[tuple[Any, str]]:
    """Yield each value that several areas have, with the names of those areas."""
    owners: dict[Any, list[str]] = {}
    for value, area in pairs:
        owners.setdefault(value, []).append(area.name)
    return ((value, " and ".join(names)) for value, names in owners.items() if len(names) > 1)


def _codes(area: ServiceConfig) -> list[str]:
    kpis = area.kpis() if area.kpis_file.exists() else ()
    return [kpi["code"] for kpi in kpis if kpi.get("code")]


def _import_path(app: AppConfig) -> str:
    return f"{type(app).__module__}.{type(app).__qualname__}"
