"""A year's issued reports in, one document's content out. Pure: it is drawn from nothing else.

Each area speaks with its newest report of the year. What earlier quarters said otherwise is kept
beside it, and what was never said is called so.
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
    """`issues`: at least one; their order does not matter."""
    issues = sorted(issues, key=lambda issue: issue.content["quarter"]["code"])
    newest = issues[-1].content
    told = {issue.quarter for issue in issues}
    return {
        "document": DOCUMENT,
        "schema": SCHEMA,
        "authority": newest["authority"],
        "marking": newest["marking"],
        "year": {"code": year.code, "name": year.name, "months": year.months},
        "quarters": [period.name for period in year.periods],
        "missing": [period.name for period in year.periods if period.name not in told],
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
    """What every reader must know of the quarters' data; the same note stands once."""
    found: dict[str, list[str]] = {}
    for issue in issues:
        if note := issue.content["quarter"].get("note"):
            found.setdefault(note, []).append(issue.quarter)
    return [{"text": text, "quarters": quarters} for text, quarters in found.items()]


def _slugs(issues: list[Issue]) -> list[str]:
    """In the newest report's order; areas that only earlier reports have come last."""
    newest_first = reversed(issues)
    return list(dict.fromkeys(a["slug"] for issue in newest_first for a in issue.content["areas"]))


def _area(slug: str, year: FinancialYear, issues: list[Issue]) -> dict[str, Any]:
    by_quarter = {
        issue.quarter: area
        for issue in issues
        for area in issue.content["areas"]
        if area["slug"] == slug
    }
    told = {quarter: area for quarter, area in by_quarter.items() if area["included"]}
    speaks = list(told)[-1] if told else ""
    newest = told.get(speaks, {})
    ratings = [_rated(p.name, by_quarter) for p in year.periods]
    return {
        "slug": slug,
        "name": list(by_quarter.values())[-1]["name"],
        "quarter": speaks,
        "ratings": ratings,
        "over_the_year": figures.change_of_ratings(ratings),
        "know": answers.answers(told, answers.KNOW),
        "how": answers.answers(told, answers.HOW),
        "plans": answers.answers(told, answers.PLANS),
        "strengths": newest.get("strengths", []),
        "evidence": answers.evidence(told),
        "open": [one for one in newest.get("actions", []) if not one["is_finished"]],
        "closed": answers.closed(told),
        "indicators": figures.indicators(told, [period.name for period in year.periods]),
        "counts": newest.get("indicator_counts", {}),
    }


def _rated(quarter: str, by_quarter: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One cell of the table of ratings: a number, or in words why there is none."""
    area = by_quarter.get(quarter)
    if area is None:
        return {"value": None, "shown": NO_REPORT}
    if not area["included"]:
        return {"value": None, "shown": LEFT_OUT}
    value = area.get("rating", {}).get("value")
    return {"value": value, "shown": value if value is not None else NOT_RATED}
