"""The annual self-evaluation as a page and as a PDF, for everybody who reads issued reports."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from selfassess.accounts.models import User
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused
from selfassess.quarters.dates import FinancialYear, QuarterPeriod
from selfassess.reporting.editions import FULL
from selfassess.reporting.models import Report, ReportFile
from selfassess.reporting.views.damaged import explains_damage

from .operations import keep_annual
from .roll_up import Issue, roll_up
from .schema import Annual


@require_safe
@explains_damage
def page(request: AuthenticatedHttpRequest, year: str) -> HttpResponse:
    """Show what the PDF says and, besides, the answers of earlier quarters."""
    content = get_content(request.user, year)
    return render(request, "report/annual/page.html", {"content": content, "on_page": True})


@require_safe
@explains_damage
def pdf(request: AuthenticatedHttpRequest, year: str) -> HttpResponse:
    """Send the PDF. It is drawn once and stored, because the reports behind it never change."""
    content = get_content(request.user, year)
    try:
        file = keep_annual(content, by=request.user)
    except Refused as refusal:
        messages.error(request, f"The self-evaluation could not be laid out: {refusal}")
        return redirect("annual", year)
    named = {"Content-Disposition": f'attachment; filename="self-evaluation-{year}.pdf"'}
    return HttpResponse(file.bytes_as_stored(), content_type="application/pdf", headers=named)


def get_content(user: User, code: str) -> Annual:
    """Return a year's rolled-up content; 404 when this person may read no issued report of it."""
    try:
        year = FinancialYear.parse(code)
    except ValueError as error:
        raise Http404(str(error)) from error
    codes = [period.code for period in year.periods]
    reports = Report.objects.visible_to(user).newest_issued().filter(quarter_id__in=codes)
    files = Prefetch("files", ReportFile.objects.filter(cut=FULL).defer("data"))
    issues = [_issue(report) for report in reports.prefetch_related(files)]
    if not issues:
        raise Http404(f"No report of {year.name} is issued.")
    return roll_up(year, issues)


def _issue(report: Report) -> Issue:
    at = timezone.localtime(report.issued_at).replace(microsecond=0)
    return Issue(report.frozen, report.key, at, report.files.all()[0].sha256)


def years(user: User) -> list[tuple[FinancialYear, int]]:
    """Return the years with an issued report, newest first, and the number of quarters of each."""
    issued = Report.objects.visible_to(user).newest_issued().order_by("-quarter_id")
    counts: dict[FinancialYear, int] = {}
    for code in issued.values_list("quarter_id", flat=True):
        year = FinancialYear(QuarterPeriod.parse(code).year)
        counts[year] = counts.get(year, 0) + 1
    return list(counts.items())
