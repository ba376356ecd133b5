"""What each source says about a KPI: a further one, which of them counts, and one taken back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from performance.counted import is_counted
from performance.forms.sources import AdoptForm, PeriodForm, SourceForm
from performance.indicator import Indicator
from performance.models import Kpi, Measure
from performance.operations import sources as operations
from performance.reading import indicators_of
from performance.scope import get_figures
from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, version_seen

from .indicators import GET_OR_POST, SECTION, may_enter


def get_indicator(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str
) -> tuple[Assessment, Indicator]:
    assessment = get_figures(request.user, quarter, area)
    for indicator in indicators_of(Kpi.objects.filter(area=assessment.area, code=code), quarter):
        return assessment, indicator
    raise Http404(f"{assessment} has no indicator {code}.")


@GET_OR_POST
def sources(request: AuthenticatedHttpRequest, quarter: str, area: str, code: str) -> HttpResponse:
    """What each source says about one KPI this quarter, and a form for a further one."""
    assessment, indicator = get_indicator(request, quarter, area, code)
    entering = may_enter(request.user, assessment)
    if request.method == "POST" and not entering:
        raise PermissionDenied(f"You may read the figures of {assessment.name}, not change them.")
    form = SourceForm(posted(request), kpi=indicator.kpi, ends=assessment.quarter.period.ends)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_measure(assessment, indicator.kpi, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. Both values stay on show.")
            return redirect(request.path)
        except Refused as refusal:
            form.add_error("source", str(refusal))
    return _sources_page(request, assessment, indicator, form)


def _sources_page(
    request: AuthenticatedHttpRequest,
    assessment: Assessment,
    indicator: Indicator,
    form: SourceForm,
    *,
    not_removed: Stale | None = None,
) -> HttpResponse:
    """409 when it shows why a value was `not_removed`."""
    context = {
        "assessment": assessment,
        "indicator": indicator,
        "form": form,
        "writing": may_enter(request.user, assessment)
        and not assessment.locked_in(SECTION)
        and not is_counted(indicator.kpi.code),
        "not_removed": not_removed,
    }
    status = 409 if not_removed else 200
    return render(request, "performance/sources.html", context, status=status)


def get_to_enter(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str
) -> tuple[Assessment, Indicator]:
    """An indicator, for somebody who may enter its figures."""
    assessment, indicator = get_indicator(request, quarter, area, code)
    if not may_enter(request.user, assessment):
        raise PermissionDenied(f"You may read the figures of {assessment.name}, not change them.")
    return assessment, indicator


def get_measure(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str, number: int
) -> tuple[Assessment, Indicator, Measure]:
    assessment, indicator = get_to_enter(request, quarter, area, code)
    for measure in indicator.measures:
        if measure.pk == number:
            return assessment, indicator, measure
    raise Http404(f"No source of {code} has the number {number}.")


def get_disputed(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str
) -> tuple[Assessment, Indicator, Measure]:
    """An indicator whose sources disagree, and the value that counts, for somebody who may enter
    its figures. What she sends is looked at also when somebody has settled it meanwhile."""
    assessment, indicator = get_to_enter(request, quarter, area, code)
    sent = request.method == "POST"
    disagree = len(indicator.measures) > 1 if sent else bool(indicator.others)
    if not (indicator.adopted and disagree):
        raise Http404(f"Nobody disagrees about {code}.")
    return assessment, indicator, indicator.adopted


@GET_OR_POST
def adopt(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str, number: int
) -> HttpResponse:
    assessment, indicator, measure = get_measure(request, quarter, area, code, number)
    form = AdoptForm(posted(request), counts=indicator.adopted, measure=measure)
    if request.method == "POST" and form.is_valid():
        try:
            operations.adopt(assessment, measure, by=request.user, **form.cleaned_data)
            done = "goes on counting" if measure == indicator.adopted else "now counts"
            messages.success(request, f"{measure.source} {done}.")
            return redirect("sources", quarter, area, code)
        except Stale as stale:
            form.show_stale_use("reason", stale)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
    context = {
        "assessment": assessment,
        "indicator": indicator,
        "measure": measure,
        "form": form,
    }
    status = 409 if form.is_stale else 200
    return render(request, "performance/adopt.html", context, status=status)


@GET_OR_POST
def period(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str, number: int
) -> HttpResponse:
    """Correct what a figure is of: the quarter, the year to date."""
    assessment, indicator, measure = get_measure(request, quarter, area, code, number)
    form = PeriodForm(posted(request), measure=measure)
    if request.method == "POST" and form.is_valid():
        try:
            operations.state_period(assessment, measure, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved. It is compared with figures of the same kind.")
            return redirect("sources", quarter, area, code)
        except Stale as stale:
            form.show_stale_period(stale)
        except Refused as refusal:
            form.add_error("period", str(refusal))
    context = {
        "assessment": assessment,
        "indicator": indicator,
        "measure": measure,
        "form": form,
    }
    status = 409 if form.is_stale else 200
    return render(request, "performance/period.html", context, status=status)


@require_POST
def remove(
    request: AuthenticatedHttpRequest, quarter: str, area: str, code: str, number: int
) -> HttpResponse:
    """Take it back; 409 with the page of sources when it says another value by now."""
    assessment, _, measure = get_measure(request, quarter, area, code, number)
    seen = version_seen(request)
    try:
        operations.remove_measure(assessment, measure, version=seen, by=request.user)
        messages.success(request, "Removed. The value stays in the history.")
    except Stale as stale:
        assessment, now = get_indicator(request, quarter, area, code)
        form = SourceForm(None, kpi=now.kpi, ends=assessment.quarter.period.ends)
        return _sources_page(request, assessment, now, form, not_removed=stale)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sources", quarter, area, code)
