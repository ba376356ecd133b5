"""What was compiled stays as it is in the database itself, whoever asks for a change."""

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from selfassess.quarters.clock import now
from selfassess.reporting.models import AnnualFile, Build, Report, ReportFile, measured
from tests.factories import make_build, make_issued, make_quarter, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

ISSUING = ("issued_at", "issued_by")
ASKED_FOR = ("id", "quarter", "kind", "number", "content", "asked_at", "asked_by")


@pytest.fixture
def draft(cast) -> Report:
    return make_report(make_quarter(), by=cast.director)


@pytest.fixture
def annual(cast) -> AnnualFile:
    about = {"year": "2020-21", "made_from": "0" * 64, "by": cast.director}
    return AnnualFile.objects.create(data=b"%PDF", **about, **measured(b"%PDF"))


def columns(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields]


def another_value(row: models.Model, column: str):
    """One that differs and would be taken by the column."""
    value = getattr(row, column)
    field = row._meta.get_field(column)
    if isinstance(field, models.ForeignKey):
        return field.related_model._default_manager.exclude(pk=value and value.pk).first()
    if isinstance(field, models.BinaryField):
        return b"something else"
    if isinstance(field, models.JSONField):
        return value | {"title": "Something else"}
    if isinstance(field, models.DateTimeField):
        return now()
    return "other" if isinstance(value, str) else (value or 0) + 7


def is_refused(row: models.Model, **changes) -> bool:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**changes)
    except IntegrityError as error:
        return "keeps its rows" in str(error)
    return False


@pytest.mark.parametrize("column", [name for name in columns(Report) if name not in ISSUING])
def test_nothing_of_a_report_is_changed(draft, column):
    make_quarter("2020-21-q3")
    assert is_refused(draft, **{column: another_value(draft, column)})


def test_a_report_is_issued_once(cast):
    report = make_issued()
    assert is_refused(report, issued_at=timezone.now())
    assert is_refused(report, issued_by=cast.director)
    assert is_refused(report, issued_at=None, issued_by=None)


@pytest.mark.parametrize("column", columns(ReportFile))
def test_nothing_of_a_reports_file_is_changed(draft, column):
    file = draft.files.get()
    assert is_refused(file, **{column: another_value(file, column)})


@pytest.mark.parametrize("column", columns(AnnualFile))
def test_nothing_of_a_years_file_is_changed(annual, column):
    assert is_refused(annual, **{column: another_value(annual, column)})


@pytest.mark.parametrize("column", ASKED_FOR)
def test_what_waits_for_the_worker_stays_as_it_was_frozen(cast, column):
    build = make_build(make_quarter(), by=cast.director)
    make_quarter("2020-21-q3")
    assert is_refused(build, **{column: another_value(build, column)})
    assert not is_refused(build, progress="Page 7")


def test_reports_and_files_are_not_deleted(draft, annual):
    Build.objects.update(state="failed", report=None)
    for rows in (ReportFile.objects.all(), AnnualFile.objects.all(), Report.objects.all()):
        with pytest.raises(IntegrityError, match="keeps its rows"), transaction.atomic():
            rows._raw_delete("default")
