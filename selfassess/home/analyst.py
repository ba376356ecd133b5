"""For analysts: which figures are missing, which are in dispute, and what was imported."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from performance.imports.models import Import, ImportState
from performance.reading import Indicator, indicator_rows, put_together
from selfassess.access import Permission, areas_where, can
from selfassess.assessments.models import Assessment
from selfassess.quarters.clock import today

from .blocks import Place

LATEST = 3  # imports


class Figures:
    template = "home/figures.html"

    def concerns(self, place: Place) -> bool:
        return place.quarter is not None and can(place.user, Permission.IMPORT)

    def rows(self, place: Place) -> Sequence[QuerySet]:
        areas = areas_where(place.user, Permission.WRITE_FIGURES)
        assessments = Assessment.objects.filter(quarter=place.quarter, area__in=areas).of_areas()
        return assessments, *indicator_rows(areas, place.quarter.code)

    def matter(self, place: Place, *rows: list) -> dict[str, Any]:
        assessments, *figures = rows
        found = put_together(place.quarter.code, *figures)
        assessments.sort(key=lambda a: getattr(a.config, "order", 0))
        areas = [_area(a, found.get(a.area, [])) for a in assessments]
        return {
            "areas": [area for area in areas if area["wanted"]],
            "missing": sum(len(area["missing"]) for area in areas),
            "disputes": _disputes(areas),
            "imports": Import.objects.filter(state=ImportState.DONE)
            .select_related("quarter", "brought_by")
            .defer("table", "changes", "mapping")[:LATEST],
        }


def _area(assessment: Assessment, indicators: list[Indicator]) -> dict:
    wanted = [one for one in indicators if one.is_due]
    return {
        "assessment": assessment,
        "wanted": len(wanted),
        "entered": sum(one.is_entered for one in wanted),
        "missing": [one for one in wanted if not one.is_entered],
        "disputed": [one for one in indicators if one.adopted and one.others],
    }


def _disputes(areas: list[dict]) -> list[dict]:
    """Open disagreements of this quarter, the most urgent first."""
    found = [
        {
            "assessment": area["assessment"],
            "indicator": one,
            "by": one.adopted.settle_by,
            "overdue": bool(one.adopted.settle_by and one.adopted.settle_by < today()),
        }
        for area in areas
        for one in area["disputed"]
    ]
    return sorted(found, key=lambda row: (row["by"] is None, row["by"], row["indicator"].kpi.code))
