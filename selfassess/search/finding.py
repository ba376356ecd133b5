"""Finding what somebody looks for among what she may read, the newest quarter first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections
from django.db.models import F, IntegerField, Value
from django.urls import reverse

from performance.models import Kpi
from selfassess.access import OVERVIEW
from selfassess.accounts.models import User
from selfassess.assessments.models import share_figures
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from selfassess.reporting.models import Report
from services.registry import all_areas, find_area

from .index import Matches, marked
from .passages import Passage, passage, words_marked
from .query import Query
from .sources import SOURCES, objects

MOST = 1000  # results; whoever finds more needs another word


@dataclass(frozen=True)
class Asked:
    """What is looked for, and where."""

    query: Query
    kind: str = ""
    area: str = ""
    quarter: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.query.terms or self.quarter)


@dataclass(frozen=True)
class Hit:
    """One result: of a source by its number, or listed by name and ready."""

    kind: str
    quarter: str
    area: str
    source: int = -1
    number: int = 0
    ready: "Result | None" = None


@dataclass(frozen=True)
class Result:
    title: str
    address: str
    quarter: str = ""  # its name
    area: str = ""
    passage: Passage | None = None


def find(user: User, asked: Asked) -> list[Hit]:
    """Every hit, by quarter and area. `asked.kind` is left to `of_kind`, so that the page can say
    how many there are of each."""
    if asked.is_empty:
        return []
    order = {area.slug: area.order for area in all_areas()}
    hits = [*_named(user, asked), *(_written(user, asked) if asked.query.terms else ())]
    hits.sort(key=lambda hit: (order.get(hit.area, 0), hit.source, hit.number))
    hits.sort(key=lambda hit: hit.quarter, reverse=True)  # KPIs, which have none, come last
    return sorted(hits, key=lambda hit: hit.kind not in ("quarters", "reports"))


def of_kind(hits: Iterable[Hit], kind: str) -> list[Hit]:
    return [hit for hit in hits if kind in ("", hit.kind)]


def count_kinds(hits: Iterable[Hit]) -> Counter[str]:
    return Counter(hit.kind for hit in hits)


# --- Texts ----------------------------------------------------------------------------------------


def _written(user: User, asked: Asked) -> list[Hit]:
    """In one query, whatever is looked for: what is out of sight is never counted."""
    first, *others = [_rows(number, user, asked) for number in range(len(SOURCES))]
    newest = first.union(*others, all=True).order_by("-of_quarter")[:MOST]
    return [
        Hit(SOURCES[source].kind, quarter, area, source, number)
        for source, number, quarter, area in newest
    ]


def _rows(number: int, user: User, asked: Asked) -> Any:
    source = SOURCES[number]
    rows = source.visible_to(user).filter(Matches(source, asked.query.phrases)).order_by()
    if asked.area:
        rows = rows.filter(**{source.area: asked.area})
    if asked.quarter:
        rows = rows.filter(**{source.quarter: asked.quarter})
    return rows.annotate(
        of_source=Value(number, IntegerField()),
        of_quarter=F(source.quarter),
        of_area=F(source.area),
    ).values_list("of_source", "pk", "of_quarter", "of_area")


def results(hits: Sequence[Hit], user: User, asked: Asked) -> list[Result]:
    """Those of one page, with the passage of each."""
    rows = {number: objects(SOURCES[number], keys) for number, keys in _by_source(hits).items()}
    places = [SOURCES[number].place(row) for number in rows for row in rows[number].values()]
    share_figures([place for place in places if place])
    drawn: dict[tuple[int, int], Result] = {}
    for number, found in rows.items():
        texts = marked(SOURCES[number], found, asked.query.phrases, connections["default"])
        for key, row in found.items():
            drawn[number, key] = _result(number, row, texts.get(key, []), user)
    made = [hit.ready or drawn.get((hit.source, hit.number)) for hit in hits]
    areas = {hit.area for hit in hits}
    names = {area: area_name(area) for area in areas if area}
    return [
        replace(one, quarter=_name(hit.quarter), area=names.get(hit.area, ""))
        for one, hit in zip(made, hits, strict=True)
        if one
    ]


def _by_source(hits: Iterable[Hit]) -> dict[int, list[int]]:
    wanted: dict[int, list[int]] = defaultdict(list)
    for hit in hits:
        if not hit.ready:
            wanted[hit.source].append(hit.number)
    return wanted


def _result(number: int, row: Any, texts: Sequence[str], user: User) -> Result:
    """The first of its texts that has a word that was found, as its readers read it."""
    source = SOURCES[number]
    has = next((n for n, text in enumerate(texts) if words_marked(text)), 0)
    found = {word for text in texts for word in words_marked(text)}
    text = getattr(row, source.fields[has])
    if place := source.place(row):
        text = place.words(text)
    named = f": {getattr(row, source.fields[0])}" if source.is_named and has else ""
    return Result(source.title + named, source.address(row, user), passage=passage(text, found))


def area_name(area: str) -> str:
    return "Director’s overview" if area == OVERVIEW else str(find_area(area).verbose_name)


def _name(quarter: str) -> str:
    return QuarterPeriod.parse(quarter).name if quarter else ""


# --- What is found by its name --------------------------------------------------------------------


def _named(user: User, asked: Asked) -> list[Hit]:
    if asked.area:
        return _kpis(user, asked)
    return [*_quarters(user, asked), *_reports(user, asked), *_kpis(user, asked)]


def _quarters(user: User, asked: Asked) -> list[Hit]:
    found = Quarter.objects.visible_to(user)
    return [
        Hit(
            "quarters",
            quarter.code,
            "",
            ready=Result(quarter.period.long_name, quarter.get_absolute_url()),
        )
        for quarter in found
        if asked.quarter in ("", quarter.code)
        and asked.query.is_in(f"{quarter.period.long_name} {quarter.name} quarter {quarter.note}")
    ]


def _reports(user: User, asked: Asked) -> list[Hit]:
    """Their words are found where they were written."""
    found = Report.objects.with_an_edition_for(user).select_related("quarter").defer("content")
    return [
        Hit("reports", one.quarter_id, "", ready=Result(str(one), _report_page(one)))
        for one in found
        if asked.quarter in ("", one.quarter_id)
        and asked.query.is_in(f"report {one} {one.quarter.period.long_name}")
    ]


def _report_page(report: Report) -> str:
    return reverse("quarter-reports", args=[report.quarter_id])


def _kpis(user: User, asked: Asked) -> list[Hit]:
    if asked.quarter or not asked.query.terms:
        return []
    return [
        Hit("kpis", "", kpi.area, ready=_kpi_result(kpi))
        for kpi in Kpi.objects.all().visible_to(user)
        if asked.area in ("", kpi.area)
        and asked.query.is_in(f"{kpi.code} {kpi.name} {kpi.also_called} {kpi.definition}")
    ]


def _kpi_result(kpi: Kpi) -> Result:
    return Result(f"{kpi.code} {kpi.name}", reverse("kpi", args=[kpi.code]))
