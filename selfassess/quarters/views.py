"""The administrator's pages: plan, open and close quarters, and move their dates."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.access import Permission, can
from selfassess.assessments.forms import ReasonForm
from selfassess.assessments.operations.lifecycle import give_longer
from selfassess.assessments.reading import status_of
from selfassess.assessments.scope import get_area_assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.seen import Seen, seen_on

from . import operations
from .clock import today
from .dates import QuarterPeriod
from .forms import DueForm, LongerForm, PlanForm
from .models import Quarter, QuarterState, default_due
from .seen import of_date, of_quarter

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def administrators_only(request: AuthenticatedHttpRequest) -> None:
    """Raise Http404 for anybody but administrators."""
    if not can(request.user, Permission.ADMINISTER):
        raise Http404


def get_quarter(request: AuthenticatedHttpRequest, code: str) -> Quarter:
    administrators_only(request)
    return get_object_or_404(Quarter, code=code)


@GET_OR_POST
def quarters(request: AuthenticatedHttpRequest) -> HttpResponse:
    administrators_only(request)
    form = PlanForm(posted(request))
    if request.method == "POST" and form.is_valid():
        quarter = operations.plan_quarter(form.cleaned_data["code"], by=request.user)
        messages.success(request, f"{quarter.name} is planned, due on {quarter.due:%-d %B %Y}.")
        return redirect("quarters")
    listed = list(Quarter.objects.all())
    following = _following(listed)
    context = {
        "quarters": listed,
        "form": form,
        "following": following,
        "following_due": default_due(following),
    }
    return render(request, "quarters/quarters.html", context)


def _following(quarters: Sequence[Quarter]) -> QuarterPeriod:
    """The first that is missing after the newest which was opened. `quarters`: newest first."""
    there = {quarter.code for quarter in quarters}
    opened = [quarter for quarter in quarters if quarter.state != QuarterState.PLANNED]
    first = [*opened[:1], *quarters[-1:]]
    period = first[0].period if first else QuarterPeriod.of(today())
    while period.code in there:
        period = period.after
    return period


def _confirm(
    request: AuthenticatedHttpRequest,
    quarter: Quarter,
    action: Callable[..., object],
    template: str,
    done: str,
) -> HttpResponse:
    """Show what a move would do, with a button that does it."""
    if request.method == "POST":
        try:
            action(quarter.code, by=request.user, seen=seen_on(request))
            messages.success(request, done)
            return redirect("quarters")
        except Stale:
            quarter.refresh_from_db()
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("quarters")
    seen = Seen(of_quarter(quarter), request)
    assessments = quarter.assessments.of_areas()
    context = {
        "quarter": quarter,
        "assessments": assessments,
        "not_sent": [a.name for a in assessments if a.is_with_its_head and not a.returned_at],
        "begins_later": quarter.period.starts > today(),
        "seen": seen,
    }
    return render(request, template, context, status=seen.status)


@GET_OR_POST
def open_(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    quarter = get_quarter(request, quarter)
    done = f"{quarter.name} is open."
    return _confirm(request, quarter, operations.open_quarter, "quarters/open.html", done)


@GET_OR_POST
def close(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    quarter = get_quarter(request, quarter)
    done = f"{quarter.name} is closed."
    return _confirm(request, quarter, operations.close_quarter, "quarters/close.html", done)


@GET_OR_POST
def reopen(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """Show which areas could be written again, or why the quarter cannot be reopened."""
    quarter = get_quarter(request, quarter)
    form = ReasonForm(posted(request), ask=request.ask)
    if request.method == "POST" and form.is_valid():
        try:
            operations.reopen_quarter(
                quarter.code, by=request.user, seen=seen_on(request), **form.cleaned_data
            )
            messages.success(request, f"{quarter.name} is open again.")
            return redirect("quarters")
        except Stale:
            quarter.refresh_from_db()
        except Refused as refusal:
            form.add_error("reason", str(refusal))
    assessments = quarter.assessments.of_areas()
    seen = Seen(of_quarter(quarter), request)
    opens = [a for a in assessments if a.is_with_its_head and a.locked_because]
    context = {
        "quarter": quarter,
        "form": form,
        "opens": opens,
        "stay": [a for a in assessments if a not in opens],
        "reports": quarter.reports.count(),
        "seen": seen,
    }
    return render(request, "quarters/reopen.html", context, status=seen.status)


@GET_OR_POST
def due(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    quarter = get_quarter(request, quarter)
    form = DueForm(posted(request), initial={"due": quarter.due})
    if request.method == "POST" and form.is_valid():
        try:
            changed = operations.set_due(
                quarter.code, due=form.cleaned_data["due"], by=request.user, seen=seen_on(request)
            )
            messages.success(request, f"{quarter.name} is due on {changed.due:%-d %B %Y}.")
            return redirect("quarters")
        except Stale:
            quarter.refresh_from_db()
        except Refused as refusal:
            form.add_error("due", str(refusal))
    seen = Seen(of_date(quarter), request)
    context = {"quarter": quarter, "form": form, "seen": seen}
    return render(request, "quarters/due.html", context, status=seen.status)


@GET_OR_POST
def longer(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    administrators_only(request)
    assessment = get_area_assessment(request.user, quarter, area)
    form = LongerForm(posted(request), ask=request.ask)
    if request.method == "POST" and form.is_valid():
        try:
            give_longer(assessment, by=request.user, seen=seen_on(request), **form.cleaned_data)
            messages.success(request, f"{assessment.name} has more time.")
            return redirect("quarter", quarter)
        except Stale:
            assessment = get_area_assessment(request.user, quarter, area)
        except Refused as refusal:
            form.add_error("until", str(refusal))
    seen = Seen(status_of(assessment), request)
    context = {"assessment": assessment, "form": form, "seen": seen}
    return render(request, "quarters/longer.html", context, status=seen.status)
