"""Date what stands in the KPI table from the beginning. Where a report that is in force says
otherwise of its quarter, its words win: a KPI's name, unit and good direction, its target and its
status. What a report cannot say (old content, or words that nobody knows) stays as it stands."""

import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from django.db import migrations

from selfassess.quarters.dates import QuarterPeriod

DATED = (
    "name",
    "definition",
    "numerator",
    "denominator",
    "unit",
    "direction",
    "frequency",
    "smallest_denominator",
)
DIRECTIONS = {
    "Higher is better": "higher",
    "Lower is better": "lower",
    "Best inside a band": "band",
    "Neither is better": "none",
}
STATUSES = ("On target", "Within tolerance", "Off target", "Not judged", "Not due", "No data")
BAND = re.compile(r"([0-9.,]+) to ([0-9.,]+)")
PARTS = ("value", "low", "high")
NO_TARGET = dict.fromkeys(PARTS)


def after(quarter):
    return QuarterPeriod.parse(quarter).after.code


def reports_in_force(apps):
    """The newest issued report of each quarter, oldest quarter first."""
    found = {}
    issued = apps.get_model("reporting", "Report").objects.filter(issued_at__isnull=False)
    for report in issued.order_by("quarter_id", "number").iterator():
        found[report.quarter_id] = report
    return found.values()


def said_by(report, approved):
    """KPI → what the report says of it, area by area. Areas that were left out, or that are open
    again, say nothing; in an issued quarter none is open."""
    areas = report.content.get("areas") if isinstance(report.content, dict) else None
    for area in areas if isinstance(areas, list) else []:
        rows = area.get("indicators") if isinstance(area, dict) else None
        if not isinstance(rows, list):
            continue
        slug = area.get("slug", "")
        if report.quarter.state == "issued" or (report.quarter_id, slug) in approved:
            yield (
                slug,
                {str(row["code"]): row for row in rows if isinstance(row, dict) and "code" in row},
            )


def words_of(row):
    """Of what the report says that which a definition keeps."""
    said = {
        "name": row.get("name"),
        "unit": row.get("unit"),
        "direction": DIRECTIONS.get(str(row.get("direction"))),
    }
    longest = {"name": 200, "unit": 20, "direction": 6}
    return {f: w for f, w in said.items() if isinstance(w, str) and 0 < len(w) <= longest[f]}


def definitions(today, told, *, core):
    """Quarter → the definition that begins there. `told`: for each quarter, oldest first, what its
    report says of the KPI; None where it does not name it, though it names others of its area."""
    begins = ""
    rows = {}
    for quarter, row in told:
        if row is not None:
            words = today | words_of(row)
            if not rows or list(rows.values())[-1] != words:
                rows[quarter if rows else begins] = words
        elif core and not rows:
            begins = after(quarter)  # it was asked of nobody then
    if not rows or list(rows.values())[-1] != today:
        rows[after(told[-1][0]) if rows else begins] = today
    return rows


def target_of(row):
    """The target in a report's words as numbers; None when it cannot be read."""
    try:
        if row.get("target_value") is not None:
            return NO_TARGET | {"value": Decimal(row["target_value"])}
        if row.get("target") == "":
            return NO_TARGET
        if band := BAND.match(row.get("target") or ""):
            low, high = (Decimal(end.replace(",", "")) for end in band.groups())
            return NO_TARGET | {"low": low, "high": high}
    except (InvalidOperation, TypeError, ValueError):
        pass
    return None


def keep_target(Target, report, code, row):
    """Judge the quarter by the target that its report names, and later ones as they were."""
    told = target_of(row)
    known = Target.objects.filter(kpi_id=code, from_quarter__lte=report.quarter_id)
    stands = known.order_by("-from_quarter").first()
    values = {part: getattr(stands, part) if stands else None for part in PARTS}
    if told is None or told == values:
        return
    if stands is None:
        stands = Target(kpi_id=code, set_by_id=report.compiled_by_id, set_at=report.compiled_at)
    kept = {f: getattr(stands, f) for f in ("tolerance", "reason", "set_by_id", "set_at")}
    Target.objects.get_or_create(
        kpi_id=code, from_quarter=after(report.quarter_id), defaults=kept | values
    )
    reason = f"As the issued report says. {kept['reason']}".strip()
    Target.objects.update_or_create(
        kpi_id=code, from_quarter=report.quarter_id, defaults=kept | told | {"reason": reason}
    )


def fill(apps, schema_editor):
    Kpi, Definition, Target, Status, Assessment = (
        apps.get_model(*names)
        for names in (
            ("performance", "Kpi"),
            ("performance", "KpiDefinition"),
            ("performance", "Target"),
            ("performance", "ApprovedStatus"),
            ("assessments", "Assessment"),
        )
    )
    kpis = {kpi.code: kpi for kpi in Kpi.objects.all()}
    approved = set(Assessment.objects.filter(state="approved").values_list("quarter", "area"))
    told = defaultdict(list)
    for report in reports_in_force(apps):
        for slug, rows in said_by(report, approved):
            for kpi in kpis.values():
                if kpi.area == slug:
                    told[kpi.code].append((report.quarter_id, rows.get(kpi.code)))
            for code, row in rows.items():
                if code not in kpis:
                    continue
                keep_target(Target, report, code, row)
                if row.get("status") in STATUSES:
                    Status.objects.create(
                        kpi_id=code,
                        quarter_id=report.quarter_id,
                        status=row["status"],
                        reason=str(row.get("reason") or "")[:200],
                    )
    Definition.objects.bulk_create(
        Definition(kpi=kpi, from_quarter=quarter, **words)
        for kpi in kpis.values()
        for quarter, words in definitions(
            {field: getattr(kpi, field) for field in DATED}, told[kpi.code], core=kpi.core
        ).items()
    )


def put_back(apps, schema_editor):
    """The newest words, as one row a KPI held them."""
    Definition = apps.get_model("performance", "KpiDefinition")
    for definition in Definition.objects.order_by("from_quarter").select_related("kpi"):
        for field in DATED:
            setattr(definition.kpi, field, getattr(definition, field))
        definition.kpi.save(update_fields=DATED)


class Migration(migrations.Migration):
    dependencies = [
        ("performance", "0005_dated_definitions"),
        ("reporting", "0005_kept_sentences"),
        ("assessments", "0007_kept_post_of_no_assessment"),
    ]

    operations = [migrations.RunPython(fill, put_back)]
