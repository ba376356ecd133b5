"""A council that has used the portal for many years: the sample's eight quarters, copied into the
years before it.

What is old is over: its quarters are issued, its actions finished and its disagreements settled. So
the newest quarter looks the same however long the council's past is.
"""

import json
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Field, Model

YEARS = 2  # that the sample's quarters take
# Each after those that it points to. Labels of models stay when modules move.
TABLES = (
    "quarters.Quarter",
    "assessments.Assessment",
    *(f"assessments.{name}" for name in ("Answer", "SectionMark", "Rating")),
    *(f"records.{name}" for name in ("Audit", "Voice", "Fact", "Strength")),
    *("records.Action", "records.ActionUpdate"),
    *("performance.Target", "performance.Measure", "performance.Remark"),
    *("reporting.Report", "reporting.ReportFile", "reporting.Build"),
    "audit.Event",
)


@transaction.atomic
def grow(quarters: int) -> None:
    """To so many quarters, a multiple of the sample's."""
    models = [apps.get_model(label) for label in TABLES]
    sample = {model: list(model._base_manager.all()) for model in models}
    codes = sorted(row.pk for row in sample[models[0]])
    if quarters % len(codes):
        raise SystemExit(f"{quarters} quarters are no multiple of the {len(codes)} of the sample.")
    for turn in range(1, quarters // len(codes)):
        Copy(codes, years=turn * YEARS).make(sample)
    first = apps.get_model("quarters.Quarter").objects.order_by("code").first()
    apps.get_model("performance.Choice").objects.update(from_quarter=first.pk)


def refresh_statistics() -> None:
    """PostgreSQL plans by them; its own helper would come by a minute later."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


class Copy:
    """The sample's rows once more, some years earlier."""

    def __init__(self, codes: list[str], *, years: int):
        self.years = years
        self.codes = {code: earlier(code, years) for code in codes}
        self.last = self.codes[codes[-1]]
        self.keys: dict[type[Model], dict[Any, Any]] = {}  # of the sample's rows → of ours

    def make(self, sample: dict[type[Model], list]) -> None:
        for model, rows in sample.items():
            rows = [row for row in rows if self.is_of_the_sample(row)]
            made = model._base_manager.bulk_create(self.copied(row) for row in rows)
            self.keys[model] = {old.pk: new.pk for old, new in zip(rows, made, strict=True)}
        self.issue_the_last()
        self.finish_actions()
        self.settle_disagreements()

    def is_of_the_sample(self, row: Any) -> bool:
        """Not an event of the whole council, such as an invitation."""
        column = {"audit.Event": "quarter", "performance.Target": "from_quarter"}.get(
            row._meta.label
        )
        return column is None or getattr(row, column) in self.codes

    def copied(self, row: Model, **changes: Any) -> Any:
        fields = [
            f for f in row._meta.concrete_fields if not f.get_internal_type().endswith("AutoField")
        ]
        values = {f.attname: self.value(f, getattr(row, f.attname)) for f in fields}
        return type(row)(**values | changes)

    def value(self, field: Field, value: Any) -> Any:
        if field.is_relation:
            known = self.keys.get(field.related_model, {})  # type: ignore[arg-type]
            return known.get(value, value)
        if isinstance(value, str):
            return self.codes.get(value, value)
        if isinstance(value, date):
            return self.day(value)
        if field.name == "content":
            return retold(value, self.codes)
        return value

    def day(self, day: date) -> date:
        """A datetime, too."""
        if (day.month, day.day) == (2, 29):
            day = day.replace(day=28)
        return day.replace(year=day.year - self.years)

    def issue_the_last(self) -> None:
        """The sample's last quarter is not issued. Its copy has the report of the one before."""
        models = (apps.get_model("reporting", name) for name in ("Report", "ReportFile", "Build"))
        reports, files, builds = (model._base_manager for model in models)
        apps.get_model("quarters.Quarter").objects.filter(pk=self.last).update(state="issued")
        newest = reports.filter(quarter__in=self.codes).order_by("quarter").last()
        file, build = files.filter(report=newest).first(), builds.get(report=newest)
        content = retold(newest.content, {newest.quarter_id: self.last})
        about = {"quarter_id": self.last, "content": content}
        [report] = reports.bulk_create([self.copied(newest, **about)])
        files.bulk_create([self.copied(file, report_id=report.pk)])
        builds.bulk_create([self.copied(build, report_id=report.pk, **about)])

    def finish_actions(self) -> None:
        actions = apps.get_model("records.Action").objects
        updates = apps.get_model("records.ActionUpdate").objects
        left = actions.filter(finished_in=None, raised_in__in=self.codes.values())
        for action in left:
            ended: dict[str, Any] = {
                "status": "done",
                "difference": "It is done.",
                "due": None,
                "reason": "",
            }
            ended |= {"saved_by_id": action.saved_by_id}
            updates.update_or_create(action=action, quarter_id=self.last, defaults=ended)
        left.update(finished_in=self.last)

    def settle_disagreements(self) -> None:
        measures = apps.get_model("performance.Measure").objects
        for other in measures.filter(adopted=False, quarter__in=self.codes.values()):
            both = measures.filter(kpi=other.kpi_id, quarter=other.quarter_id)
            both.filter(adopted=True).update(settled_because="The sources were compared.")


def retold(content: dict, codes: dict[str, str]) -> dict:
    """A report's content, about other quarters."""
    text = json.dumps(content)
    for pair in codes.items():
        for old, new in (pair, map(name, pair)):
            text = text.replace(old, new)
    return json.loads(text)


def earlier(code: str, years: int) -> str:
    """2018-19-q3, two years earlier: 2016-17-q3."""
    year = int(code[:4]) - years
    return f"{year}-{(year + 1) % 100:02}{code[7:]}"


def name(code: str) -> str:
    """As people say it: Q3 2018/19."""
    return f"Q{code[-1]} {code[:4]}/{code[5:7]}"
