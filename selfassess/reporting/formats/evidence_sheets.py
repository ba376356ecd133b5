"""The sheets that say how an area knows: official figures, audits, what people said, further
figures. Each is one table, with a row for each thing."""

from collections.abc import Callable, Iterator
from typing import Any

from selfassess.reporting.content.schema import AreaContent, ReportContent

from .columns import Value, cell
from .worksheets import Table

GRADES = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
    "not_graded": "Not graded",
}
AREA = ("Area", 28)

# Title and width of each column, and the field that it shows.
AUDIT = (
    ("Audit", 30, "theme"),
    ("What was graded", 22, "aspect"),
    ("Month", 15, "month"),
    ("Method", 20, "method"),
    ("Cases", 8, "cases"),
)
LEARNING = (("Learning", 50, "learning"), ("What does not add up", 30, "oddity"))
VOICE = (
    ("Whose voice", 22, "whose"),
    ("How it was heard", 30, "how"),
    ("What they said", 55, "said"),
    ("What changed because of it", 55, "changed"),
)
FACT = (
    ("Set", 24, "group"),
    ("What is counted", 44, "label"),
    ("Figure", 12, "shown"),
    ("Period", 22, "period"),
    ("Source", 22, "source"),
    ("Earlier figure", 16, "earlier"),
    ("Note", 40, "note"),
)
Columns = tuple[tuple[str, int, str], ...]


def official_figures(content: ReportContent) -> Table:
    """A row for each figure of each place and period, so that it can be sorted and filtered."""
    titles = ("Area", "Code", "Indicator", "Period", "Place", "Figure", "As printed")
    rows = [
        (area.name, one.code, one.name, line.period, figure.label, figure.value, figure.shown)
        for area in content.included
        for one in area.indicators
        for line in one.comparators
        for figure in line.figures
    ]
    return Table(titles, (28, 8, 44, 18, 26, 11, 12), rows)


def evidence(content: ReportContent) -> Iterator[tuple[str, Table]]:
    """Name each sheet of what areas typed as evidence, and give its table."""
    yield "Audits", _audits(content)
    yield "What people said", _listed(content, VOICE, lambda area: area.evidence.voices)
    yield "Further figures", _listed(content, FACT, lambda area: area.evidence.facts)


def _audits(content: ReportContent) -> Table:
    before, after = _listed(content, AUDIT, _of_audits), _listed(content, LEARNING, _of_audits)
    audits = [audit for area in content.included for audit in area.evidence.audits]
    grades = [[_graded(audit.grades.get(grade, "")) for grade in GRADES] for audit in audits]
    return Table(
        (*before.titles, *GRADES.values(), *after.titles[1:]),
        (*before.widths, *[12] * len(GRADES), *after.widths[1:]),
        [
            (*first, *middle, *last[1:])
            for first, middle, last in zip(before.rows, grades, after.rows, strict=True)
        ],
    )


def _of_audits(area: AreaContent) -> list[Any]:
    return area.evidence.audits


def _graded(shown: str) -> Value:
    """A count as a number; what is a share stays as it was reported."""
    return int(shown) if shown.isdecimal() else shown


def _listed(
    content: ReportContent, columns: Columns, of: Callable[[AreaContent], list[Any]]
) -> Table:
    return Table(
        (AREA[0], *(title for title, _, _ in columns)),
        (AREA[1], *(width for _, width, _ in columns)),
        [
            (area.name, *(cell(getattr(one, name)) for _, _, name in columns))
            for area in content.included
            for one in of(area)
        ],
    )
