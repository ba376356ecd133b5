"""For analysts: which figures are missing, which are in dispute, and what was imported."""

from collections.abc import Collection
from typing import Any

from performance.imports.models import Import, ImportState
from performance.indicator import Indicator
from selfassess.access import Permission, areas_where, can
from selfassess.assessments.models import Assessment
from selfassess.claims.doubts import doubts_of
from selfassess.quarters.clock import today
from selfassess.quarters.models import Quarter
from services.registry import all_areas

from .blocks import Visit

LATEST = 3  # imports


class AnalystBlock:
    template = "home/analyst.html"

    def concerns(self, visit: Visit) -> bool:
        return visit.quarter is not None and can(visit.user, Permission.IMPORT)

    def areas(self, visit: Visit) -> list[str]:
        return areas_where(visit.user, Permission.WRITE_FIGURES)

    def context(self, visit: Visit) -> dict[str, Any]:
        shown = _assessments(visit.quarter, self.areas(visit))
        found = (_area(a, visit.indicators.get(a.area, [])) for a in shown)
        areas = [area for area in found if area["wanted"]]
        return {
            "areas": areas,
            "complete": [area for area in areas if not area["missing"]],
            "targets": all_areas(),
            "missing": sum(len(area["missing"]) for area in areas),
            "disputes": _disputes(areas),
            "doubts": len(doubts_of(visit.quarter)),
            "imports": Import.objects.filter(state=ImportState.DONE)
            .select_related("quarter", "brought_by")
            .defer("table", "changes", "mapping")[:LATEST],
        }


def _assessments(quarter: Quarter, areas: Collection[str]) -> list[Assessment]:
    """The areas whose figures this person enters, in their order."""
    found = Assessment.objects.filter(quarter=quarter, area__in=areas).of_areas()
    return sorted(found, key=lambda a: getattr(a.config, "order", 0))


def _area(assessment: Assessment, indicators: list[Indicator]) -> dict[str, Any]:
    wanted = [one for one in indicators if one.is_due]
    return {
        "assessment": assessment,
        "wanted": len(wanted),
        "entered": sum(one.is_entered for one in wanted),
        "missing": [one for one in wanted if not one.is_entered],
        "disputed": [one for one in indicators if one.adopted and one.others],
    }


def _disputes(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
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
