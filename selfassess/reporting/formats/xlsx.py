"""Draws frozen content as an Excel workbook to work on: indicators with official figures, open
actions, ratings, and what is known from audits and people."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter import Workbook

from selfassess.reporting.content.schema import (
    ActionContent,
    AreaContent,
    FindingContent,
    IndicatorContent,
    ReportContent,
)
from selfassess.reporting.does_not_add_up import places
from selfassess.reporting.editions import description_of
from selfassess.reporting.glance import open_actions
from selfassess.reporting.wording import moment
from selfassess.schema_fields import fields_by_name

from .columns import Value, columns_of
from .evidence_sheets import evidence, official_figures
from .worksheets import Table, Worksheets

AREA = fields_by_name(AreaContent)["name"].about
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def draw(content: ReportContent) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        _say_what_it_is(book, content)
        sheets = Worksheets(book, content)
        sheets.add("About", Table(("", ""), (22, 80), list(_about(content))))
        sheets.add("Indicators", _indicators(content))
        sheets.add("Open actions", _actions(content))
        sheets.add("Ratings", _ratings(content))
        sheets.add("Official figures", official_figures(content))
        if not description_of(content).is_public:  # an empty sheet would say that there is nothing
            for name, table in evidence(content):
                sheets.add(name, table)
            sheets.add("Does not add up", _doubts(content))
    return out.getvalue()


def _say_what_it_is(book: Workbook, content: ReportContent) -> None:
    """Set title, author and date. The date is the report's, so that the same report gives the same
    file at any time."""
    book.set_properties(
        {
            "title": f"Self-assessment, {content.quarter.name}, {content.version.name}",
            "author": content.authority,
            "created": content.version.compiled_at.replace(tzinfo=None),
        }
    )


def _about(content: ReportContent) -> Iterable[Sequence[Value]]:
    quarter, version = content.quarter, content.version
    state = "not approved" if version.kind == "draft" else "approved"
    yield "Council", content.authority
    yield "Quarter", f"{quarter.name}, {quarter.months}"
    yield "Version", f"{version.name}, {state}"
    by = f", by {version.compiled_by}" if version.compiled_by else ""  # no name in the public one
    yield "Compiled", f"{moment(version.compiled_at)}{by}"
    yield "Handling", content.marking
    if quarter.note:
        yield "Note", quarter.note
    kept = "indicators, open actions, ratings and evidence"
    if description_of(content).is_public:
        kept = "indicators, open actions and ratings"
    yield (
        "What this is",
        (
            f"The {kept} of the report, as they were when it was compiled. "
            "The PDF is the record: what is changed here changes no report."
        ),
    )


def _indicators(content: ReportContent) -> Table:
    """One row for each indicator; after its own columns the figures of earlier quarters."""
    reported = [(area, one) for area in content.included for one in area.indicators]
    columns = columns_of(IndicatorContent)
    earlier = _earlier_quarters(content, [one for _, one in reported])
    return Table(
        (AREA.label, *(column.label for column in columns), *earlier.values()),
        (AREA.column, *(column.width for column in columns), *[11] * len(earlier)),
        [
            (area.name, *(column.of(one) for column in columns), *_past(one, earlier))
            for area, one in reported
        ],
    )


def _earlier_quarters(content: ReportContent, indicators: list[IndicatorContent]) -> dict[str, str]:
    """Map the codes of all earlier quarters that any indicator shows to their names, in order."""
    names = {past.quarter_code: past.quarter for one in indicators for past in one.series}
    names.pop(content.quarter.code, None)
    return dict(sorted(names.items()))


def _past(indicator: IndicatorContent, quarters: Iterable[str]) -> list[Value]:
    values = {past.quarter_code: past.beside for past in indicator.series}
    return [values.get(code) for code in quarters]


def _actions(content: ReportContent) -> Table:
    return _listed(ActionContent, open_actions(content))


def _ratings(content: ReportContent) -> Table:
    quarters = content.heat.quarters if content.heat else []
    rows = [(area.name, *content.ratings_of(area.slug)) for area in content.areas if quarters]
    return Table((AREA.label, *quarters), (28, *[12] * len(quarters)), rows)


def _doubts(content: ReportContent) -> Table:
    found = ((place.name, one) for place in places(content) for one in place.findings)
    return _listed(FindingContent, found)


def _listed(part: type, found: Iterable[tuple[str, Any]]) -> Table:
    """One row for each thing, after the name of its area or place."""
    columns = columns_of(part)
    return Table(
        (AREA.label, *(column.label for column in columns)),
        (AREA.column, *(column.width for column in columns)),
        [(name, *(column.of(one) for column in columns)) for name, one in found],
    )
