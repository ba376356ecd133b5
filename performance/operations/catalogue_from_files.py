"""From the areas' kpis.csv to the KPI table."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from performance.models import Kpi
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.quarters.operations import lock_unissued
from services.registry import all_areas

from .catalogue import keep_kpis


@transaction.atomic
def load_catalogue(*, by: User) -> int:
    """Add the KPIs that the areas declare and the table does not have. Never overwrites: what an
    analyst has changed since is hers, and what is approved asks for no more than it did. Returns
    how many were added."""
    require(by, Permission.WRITE_TARGETS)
    lock_unissued()
    have = set(Kpi.objects.values_list("code", flat=True))
    missing = [
        _values(area.slug, row)
        for area in all_areas()
        for row in area.kpis()
        if row["code"] not in have
    ]
    if missing:
        keep_kpis(missing, by=by)
        log_event("catalogue.load", by=by, after={"codes": [row["code"] for row in missing]})
    return len(missing)


def _values(area: str, row: dict[str, str]) -> dict[str, Any]:
    return {
        "area": area,
        "code": row["code"],
        "core": row["core"] == "Y",
        "name": row["name"],
        "definition": row["definition"],
        "numerator": row["numerator"],
        "denominator": row["denominator"],
        "unit": row["unit"],
        "direction": row["direction"],
        "frequency": row["frequency"],
        "source": row["source_return"],
        "annex_a_list": row["annex_a_list"],
        "outcome": row["national_framework_outcome"],
        "lait_code": row["lait_code"],
        "notes": row["notes"],
        "also_called": "",  # those of the file, until an analyst has others
        "suggested_value": _number(row["target"]),
        "suggested_low": _number(row["target_low"]),
        "suggested_high": _number(row["target_high"]),
        "suggested_because": row["target_basis"],
    }


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
