"""The annual self-evaluation as a page and as a PDF, for everybody who reads issued reports."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.accounts.models import User
from selfassess.accounts.sessions import by_itself
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.quarters.dates import FinancialYear, QuarterPeriod
from selfassess.reporting.kept_files import stored_year
from selfassess.reporting.models import Drawing, Report
from selfassess.reporting.views.damaged import explains_damage
from selfassess.reporting.views.waiting import waiting

from .operations import ask_for_year
from .reading import content_of
from .schema import Annual


@require_safe
@explains_damage
def page(request: AuthenticatedHttpRequest, year: str) -> HttpResponse:
    """Show what the PDF says and, besides, the answers of earlier quarters."""
    content = get_content(request.user, year)
    return render(request, "report/annual/page.html", {"content": content, "on_page": True})


@by_itself
@require_http_methods(["GET", "HEAD", "POST"])
@explains_damage
def pdf(request: AuthenticatedHttpRequest, year: str) -> HttpResponse:
    """Send the PDF that is stored. Who posts asks for it; the worker draws it."""
    content = get_content(request.user, year)
    if request.method == "POST":
        ask_for_year(content, by=request.user)
        return redirect("annual-pdf", year)
    file = stored_year(content)
    if file is None:
        page = reverse("annual", args=[year])
        drawing = Drawing.objects.filter(year=year).first()
        title, back = f"Self-evaluation {content.year.name}", "Annual self-evaluation"
        return waiting(request, drawing, title=title, page=page, back=back)
    named = {"Content-Disposition": f'attachment; filename="self-evaluation-{year}.pdf"'}
    return HttpResponse(file.bytes_as_stored(), content_type="application/pdf", headers=named)


def get_content(user: User, code: str) -> Annual:
    """Return a year's rolled-up content; 404 when this person may read no issued report of it."""
    try:
        year = FinancialYear.parse(code)
    except ValueError as error:
        raise Http404(str(error)) from error
    content = content_of(year, Report.objects.visible_to(user))
    if content is None:
        raise Http404(f"No report of {year.name} is issued.")
    return content


def years(user: User) -> list[tuple[FinancialYear, int]]:
    """Return the years with an issued report, newest first, and the number of quarters of each."""
    issued = Report.objects.visible_to(user).newest_issued().order_by("-quarter_id")
    counts: dict[FinancialYear, int] = {}
    for code in issued.values_list("quarter_id", flat=True):
        year = FinancialYear(QuarterPeriod.parse(code).year)
        counts[year] = counts.get(year, 0) + 1
    return list(counts.items())
