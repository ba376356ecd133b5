"""Makes the content of the annual document from the content of a year's issued reports.

It reads no table, so the same reports always give the same document. For each area the newest
report of the year counts; where earlier quarters differ, the document says how, and what no report
has is named as missing.
"""

from typing import Any, NamedTuple

from selfassess.quarters.dates import FinancialYear

from . import answers, figures

SCHEMA = 1
DOCUMENT = "annual"
NO_REPORT, LEFT_OUT, NOT_RATED = "No report", "Left out", "Not rated"


class Issue(NamedTuple):
    """The newest issued report of one quarter."""

    content: dict[str, Any]
    key: str
    issued_at: str
    sha256: str

    @property
    def quarter(self) -> str:
        return self.content["quarter"]["name"]


def roll_up(year: FinancialYear, issues: list[Issue]) -> dict[str, Any]:
    """Return what `report/annual/` draws, as plain data. `issues`: at least one, in any order."""
    issues = sorted(issues, key=lambda issue: issue.content["quarter"]["code"])
    newest = issues[-1].content
    reported = {issue.quarter for issue in issues}
    return {
        "document": DOCUMENT,
        "schema": SCHEMA,
        "authority": newest["authority"],
        "marking": newest["marking"],
        "year": {"code": year.code, "name": year.name, "months": year.months},
        "quarters": [period.name for period in year.periods],
        "missing": [period.name for period in year.periods if period.name not in reported],
        "sources": [_source(issue) for issue in issues],
        "notes": _notes(issues),
        "newest": issues[-1].quarter,
        "made_at": max(issue.content["version"]["compiled_at"] for issue in issues),
        "overview": newest["overview"],
        "areas": [_area(slug, year, issues) for slug in _slugs(issues)],
    }


def _source(issue: Issue) -> dict[str, Any]:
    return {
        "quarter": issue.quarter,
        "code": issue.content["quarter"]["code"],
        "months": issue.content["quarter"]["months"],
        "key": issue.key,
        "version": issue.content["version"]["name"],
        "issued_at": issue.issued_at,
        "sha256": issue.sha256,
    }


def _notes(issues: list[Issue]) -> list[dict[str, Any]]:
    """Return the notes on the quarters' data; a note that several quarters share appears once."""
    quarters_of: dict[str, list[str]] = {}
    for issue in issues:
        if note := issue.content["quarter"].get("note"):
            quarters_of.setdefault(note, []).append(issue.quarter)
    return [{"text": text, "quarters": quarters} for text, quarters in quarters_of.items()]


def _slugs(issues: list[Issue]) -> list[str]:
    """Return the areas in the newest report's order; those of earlier reports alone come last."""
    newest_first = reversed(issues)
    return list(dict.fromkeys(a["slug"] for issue in newest_first for a in issue.content["areas"]))


def _area(slug: str, year: FinancialYear, issues: list[Issue]) -> dict[str, Any]:
    by_quarter = {
        issue.quarter: area
        for issue in issues
        for area in issue.content["areas"]
        if area["slug"] == slug
    }
    reported = {quarter: area for quarter, area in by_quarter.items() if area["included"]}
    last = list(reported)[-1] if reported else ""
    newest = reported.get(last, {})
    ratings = [_rated(p.name, by_quarter) for p in year.periods]
    return {
        "slug": slug,
        "name": list(by_quarter.values())[-1]["name"],
        "quarter": last,
        "ratings": ratings,
        "over_the_year": figures.change_of_ratings(ratings),
        "know": answers.answers(reported, answers.KNOW),
        "how": answers.answers(reported, answers.HOW),
        "plans": answers.answers(reported, answers.PLANS),
        "strengths": newest.get("strengths", []),
        "evidence": answers.evidence(reported),
        "open": [action for action in newest.get("actions", []) if not action["is_finished"]],
        "closed": answers.closed(reported),
        "indicators": figures.indicators(reported, [period.name for period in year.periods]),
        "counts": newest.get("indicator_counts", {}),
    }


def _rated(quarter: str, by_quarter: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return one cell of the ratings table: the rating, or in words why there is none."""
    area = by_quarter.get(quarter)
    if area is None:
        return {"value": None, "shown": NO_REPORT}
    if not area["included"]:
        return {"value": None, "shown": LEFT_OUT}
    value = area.get("rating", {}).get("value")
    return {"value": value, "shown": value if value is not None else NOT_RATED}
