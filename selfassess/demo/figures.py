"""What an analyst does in the demo: targets, year-end figures, and the values of a quarter."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from performance.models import Choice, Kpi, Measure, Target
from performance.operations.catalogue import choose
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.outturns import add_outturn
from performance.operations.sources import add_measure, adopt
from performance.operations.targets import set_target
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment

FOLDER = settings.BASE_DIR / "fixtures" / "demo"
OWN_REPORT = "The area’s own report"  # where nothing more is known

Rows = Iterable[dict[str, Any]]


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def set_targets(*, by: User) -> None:
    """Put the demo's targets in force, unless they are. All others stay suggestions."""
    have = set(Target.objects.values_list("kpi_id", "from_quarter"))
    for row in table("targets.csv"):
        if (row["kpi"], row["from_quarter"]) not in have:
            set_target(
                Kpi.objects.get(code=row["kpi"]),
                from_quarter=row["from_quarter"],
                value=Decimal(row["value"]),
                due=date.fromisoformat(row["due"]) if row["due"] else None,
                reason=row["reason"],
                by=by,
            )


@transaction.atomic
def choose_reported(quarter: str, rows: Rows, *, reason: str, by: User) -> None:
    """Choose the KPIs that the rows report and that are not core, from this quarter on."""
    codes = {row["kpi"] for row in rows} - set(Choice.objects.values_list("kpi", flat=True))
    for kpi in Kpi.objects.filter(code__in=codes, core=False):
        choose(kpi, asked=True, from_quarter=quarter, reason=reason, by=by)


@transaction.atomic
def keep_outturns(*, by: User) -> None:
    for row in table("outturns.csv"):
        kpi = Kpi.objects.get(code=row["kpi"])
        value = Decimal(row["value"])
        add_outturn(kpi, year=row["year"], value=value, source=row["source"], by=by)


def enter_measures(assessment: Assessment, rows: Rows, *, by: User) -> None:
    """Enter values by source. Of two for one KPI, the row that says why is adopted."""
    usual: dict[str, Any] = {"source": OWN_REPORT, "as_at": assessment.quarter.period.ends}
    for row in rows:
        values = usual | row
        kpi = Kpi.objects.get(code=values.pop("kpi"))
        reason = values.pop("adopted_because", "")
        measure = add_measure(assessment, kpi, by=by, **values)
        if reason:
            adopt(assessment, measure, reason=reason, by=by)


def save_remarks(assessment: Assessment, rows: Rows, *, by: User) -> None:
    """Save what the area says about figures, and why some are missing. Values do not change."""
    adopted = Measure.objects.adopted().filter(quarter=assessment.quarter)
    measures = {measure.kpi_id: measure for measure in adopted}
    save_indicators(assessment, [_entry(row, measures.get(row["kpi"])) for row in rows], by=by)


def _entry(row: dict[str, str], measure: Measure | None) -> Entry:
    stands: dict[str, Any] = {}
    if measure:
        typed = ("value", "numerator", "denominator", "provisional")
        stands = {field: getattr(measure, field) for field in typed}
        stands["measure_version"] = measure.version
    return Entry(
        Kpi.objects.get(code=row["kpi"]),
        comment=row["comment"],
        missing=row.get("missing", ""),
        **stands,
    )
