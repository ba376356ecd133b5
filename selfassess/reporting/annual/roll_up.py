"""Makes the content of the annual document from the content of a year's issued reports.

It reads no table, so the same reports always give the same document. For each area the newest
report of the year counts; where earlier quarters differ, the document says how, and what no report
has is named as missing.
"""

from datetime import datetime
from typing import NamedTuple

from selfassess.quarters.dates import FinancialYear
from selfassess.reporting.content.schema import AreaContent, ReportContent

from . import answers, figures
from .schema import Annual, AnnualArea, Note, RatingCell, Source, Year

NO_REPORT, LEFT_OUT, NOT_RATED = "No report", "Left out", "Not rated"


class Issue(NamedTuple):
    """The newest issued report of one quarter."""

    content: ReportContent
    key: str
    issued_at: datetime
    sha256: str

    @property
    def quarter(self) -> str:
        return self.content.quarter.name


def roll_up(year: FinancialYear, issues: list[Issue]) -> Annual:
    """Return what `report/annual/` draws. `issues`: at least one, in any order."""
    issues = sorted(issues, key=lambda issue: issue.content.quarter.code)
    newest = issues[-1].content
    reported = {issue.quarter for issue in issues}
    return Annual(
        authority=newest.authority,
        marking=newest.marking,
        year=Year(year.code, year.name, year.months),
        quarters=[period.name for period in year.periods],
        missing=[period.name for period in year.periods if period.name not in reported],
        sources=[_source(issue) for issue in issues],
        notes=_notes(issues),
        newest=issues[-1].quarter,
        made_at=max(issue.content.version.compiled_at for issue in issues),
        areas=[_area(slug, year, issues) for slug in _slugs(issues)],
    )


def _source(issue: Issue) -> Source:
    return Source(
        quarter=issue.quarter,
        code=issue.content.quarter.code,
        months=issue.content.quarter.months,
        key=issue.key,
        version=issue.content.version.name,
        issued_at=issue.issued_at,
        sha256=issue.sha256,
    )


def _notes(issues: list[Issue]) -> list[Note]:
    """Return the notes on the quarters' data; a note that several quarters share appears once."""
    quarters_of: dict[str, list[str]] = {}
    for issue in issues:
        if note := issue.content.quarter.note:
            quarters_of.setdefault(note, []).append(issue.quarter)
    return [Note(text, quarters) for text, quarters in quarters_of.items()]


def _slugs(issues: list[Issue]) -> list[str]:
    """Return the areas in the newest report's order; those of earlier reports alone come last."""
    newest_first = reversed(issues)
    return list(dict.fromkeys(a.slug for issue in newest_first for a in issue.content.areas))


def _area(slug: str, year: FinancialYear, issues: list[Issue]) -> AnnualArea:
    by_quarter = {
        issue.quarter: area for issue in issues for area in issue.content.areas if area.slug == slug
    }
    reported = {quarter: area for quarter, area in by_quarter.items() if area.included}
    last, newest = list(reported.items())[-1] if reported else ("", None)
    ratings = [_rated(period.name, by_quarter) for period in year.periods]
    return AnnualArea(
        slug=slug,
        name=list(by_quarter.values())[-1].name,
        quarter=last,
        ratings=ratings,
        over_the_year=figures.change_of_ratings(ratings),
        know=answers.answers(reported, answers.KNOW),
        how=answers.answers(reported, answers.HOW),
        plans=answers.answers(reported, answers.PLANS),
        strengths=newest.strengths if newest else [],
        evidence=answers.evidence(reported),
        open=[action for action in newest.actions if not action.is_finished] if newest else [],
        closed=answers.closed(reported),
        indicators=figures.indicators(reported, [period.name for period in year.periods]),
        counts=newest.indicator_counts if newest else {},
    )


def _rated(quarter: str, by_quarter: dict[str, AreaContent]) -> RatingCell:
    """Return one cell of the ratings table: the rating, or in words why there is none."""
    area = by_quarter.get(quarter)
    if area is None:
        return RatingCell(None, NO_REPORT, reported=False)
    if not area.included:
        return RatingCell(None, LEFT_OUT)
    value = area.rating.value if area.rating else None
    return RatingCell(value, NOT_RATED if value is None else f"{value:f}")
