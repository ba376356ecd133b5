"""Reads the issued reports from which a year is made."""

from django.db.models import Prefetch
from django.utils import timezone

from selfassess.quarters.dates import FinancialYear
from selfassess.reporting.editions import FULL
from selfassess.reporting.models import Report, ReportFile, ReportQuerySet

from .roll_up import Issue, roll_up
from .schema import Annual


def content_of(year: FinancialYear, reports: ReportQuerySet) -> Annual | None:
    """Make the year's content of the newest issued of these reports; None where there is none."""
    codes = [period.code for period in year.periods]
    files = Prefetch("files", ReportFile.objects.filter(cut=FULL).defer("data"))
    of_year = reports.newest_issued().filter(quarter_id__in=codes).prefetch_related(files)
    issues = [_issue(report) for report in of_year]
    return roll_up(year, issues) if issues else None


def _issue(report: Report) -> Issue:
    at = timezone.localtime(report.issued_at).replace(microsecond=0)
    return Issue(report.frozen, report.key, at, report.files.all()[0].sha256)
