"""Reports: the list, asking for one, waiting for it, reading it, issuing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selfassess.access import Permission, can, has_any, require
from selfassess.accounts.proof import proof_wanted
from selfassess.accounts.sessions import by_itself
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.models import Quarter
from selfassess.reporting import operations
from selfassess.reporting.annual.views import years
from selfassess.reporting.attempts import nobody_answers
from selfassess.reporting.compare import changes
from selfassess.reporting.formats.registry import FORMATS
from selfassess.reporting.forms import CompileForm
from selfassess.reporting.left_out import OverviewTakesWhatIsLeftOut
from selfassess.reporting.models import Build, BuildState, Report
from selfassess.reporting.scope import (
    get_quarter,
    get_quarter_of_drafts,
    get_report,
    reports_of,
    with_files,
)
from selfassess.reporting.seen import of_version
from selfassess.reporting.tasks import requeue_lost
from selfassess.reporting.web_pages import web_page
from selfassess.seen import Seen, seen_on

from .damaged import explains_damage
from .editions import own_areas, previews

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@explains_damage
def reports(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every version this person may read, quarter by quarter."""
    return render(
        request,
        "reporting/reports.html",
        {
            "reports": with_files(Report.objects.visible_to(request.user)),
            "years": years(request.user),
            "under_way": Quarter.objects.visible_to(request.user).under_way(),
            "may_read_drafts": can(request.user, Permission.READ_DRAFTS),
            "may_compile": can(request.user, Permission.COMPILE),
            "may_verify": has_any(request.user, [Permission.READ_ISSUED]),
        },
    )


@GET_OR_POST
@explains_damage
def quarter_reports(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """The versions of one quarter, and the form that asks for the next."""
    quarter = get_quarter(request.user, quarter)
    with_overview = list(quarter.assessments.select_related("quarter"))
    assessments = [a for a in with_overview if not a.is_overview]
    assessments.sort(key=lambda a: a.config.order)
    waiting = [a for a in assessments if not a.is_approved]
    form = CompileForm(posted(request), ask=request.ask, waiting=waiting)
    in_overview = ""
    if request.method == "POST":
        require(request.user, Permission.COMPILE)
        try:
            if form.is_valid() and (build := _ask(request, quarter, form)):
                return redirect(build)
        except OverviewTakesWhatIsLeftOut as refusal:
            in_overview = str(refusal)
    return render(
        request,
        "reporting/quarter.html",
        {
            "quarter": quarter,
            "reports": reports_of(request.user, quarter),
            "own_areas": own_areas(request.user),
            "previews": previews(request.user) if quarter.is_under_way else [],
            "may_read_drafts": can(request.user, Permission.READ_DRAFTS),
            "builds": quarter.builds.unfinished().defer("content"),
            "assessments": assessments,
            "with_overview": with_overview,
            "waiting": waiting,
            "form": form,
            "in_overview": in_overview,
            "may_compile": can(request.user, Permission.COMPILE) and quarter.is_under_way,
            "may_issue": can(request.user, Permission.ISSUE) and quarter.is_under_way,
            "may_archive": can(request.user, Permission.ARCHIVE),
        },
    )


def _ask(request: AuthenticatedHttpRequest, quarter: Quarter, form: CompileForm) -> Build | None:
    """The build; None and a message when it is refused, so that the form stays as it was. Raises
    OverviewTakesWhatIsLeftOut."""
    try:
        return operations.compile_report(
            quarter, kind=form.cleaned_data["kind"], left_out=form.reasons(), by=request.user
        )
    except OverviewTakesWhatIsLeftOut:
        raise
    except Refused as refusal:
        messages.error(request, str(refusal))
        return None


@by_itself
@require_safe
def build(request: AuthenticatedHttpRequest, quarter: str, number: int) -> HttpResponse:
    """Waits with the person who asked; leads to the report as soon as it is there.

    The page asks again by itself (a Refresh header, which needs no script), and each time looks
    for a build whose worker was lost.
    """
    quarter = get_quarter_of_drafts(request.user, quarter)
    require(request.user, Permission.COMPILE)
    requeue_lost()
    build = get_object_or_404(
        Build.objects.select_related("report", "quarter"), pk=number, quarter=quarter
    )
    if build.report:
        messages.success(request, f"{build.report} is ready.")
        return redirect("quarter-reports", quarter.code)
    if build.state == BuildState.CANCELLED:
        messages.success(request, f"{build} was cancelled.")
        return redirect("quarter-reports", quarter.code)
    context = {"quarter": quarter, "build": build, "no_worker": nobody_answers(build)}
    response = render(request, "reporting/build.html", context)
    if build.is_active:
        response.headers["Refresh"] = "2"
    return response


@require_POST
def cancel(request: AuthenticatedHttpRequest, quarter: str, number: int) -> HttpResponse:
    quarter = get_quarter_of_drafts(request.user, quarter)
    require(request.user, Permission.COMPILE)
    build = get_object_or_404(quarter.builds, pk=number)
    try:
        operations.cancel(build, by=request.user)
        messages.success(request, f"{build} is cancelled. Nothing of it is kept.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("quarter-reports", quarter.code)


@require_safe
@explains_damage
def report(request: AuthenticatedHttpRequest, quarter: str, version: str) -> HttpResponse:
    """The report as a web page: the same content and the same words as the PDF."""
    report = get_report(request.user, quarter, version)
    context = {"report": report, "page": web_page(report), "forms": FORMATS}
    return render(request, "report/page.html", context)


def _why_not_issued(report: Report) -> Refused | None:
    """What stands against issuing it now; nothing where it has been issued already."""
    if report.is_issued:
        return None
    try:
        operations.require_issuable(report, report.quarter)
    except Refused as refusal:
        return refusal
    return None


@proof_wanted
@GET_OR_POST
@explains_damage
def issue(request: AuthenticatedHttpRequest, quarter: str, version: str) -> HttpResponse:
    """When the version cannot be issued, the page says why, and offers no button. When it is no
    longer true, it also says what differs."""
    report = get_report(request.user, quarter, version)
    require(request.user, Permission.ISSUE)
    outdated: operations.Outdated | None = None
    if request.method == "POST":
        try:
            issued = operations.issue(report, by=request.user, seen=seen_on(request))
            messages.success(request, f"{issued} is issued. Every signed-in person can read it.")
            return redirect("quarter-reports", quarter)
        except operations.Outdated as refusal:
            outdated = refusal
        except Stale:
            report = get_report(request.user, quarter, version)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("quarter-reports", quarter)
    seen = Seen(of_version(report), request)
    refused = outdated or _why_not_issued(report)
    context = {
        "report": report,
        "quarter": report.quarter,
        "included": [a for a in report.quarter.assessments.all() if a.is_approved or a.is_overview],
        "seen": seen,
        "outdated": outdated,
        "refused": refused,
        "heading": "Nothing was issued" if outdated else f"{report.name} cannot be issued",
        "found": (
            changes(report.frozen, refused.fresh)
            if isinstance(refused, operations.Outdated)
            else []
        ),
    }
    return render(request, "reporting/issue.html", context, status=409 if outdated else seen.status)
