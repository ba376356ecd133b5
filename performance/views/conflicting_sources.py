"""Figures for which two sources disagree, until somebody settles which is right."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from performance.forms.sources import SettleForm
from performance.models import Kpi, Measure
from performance.operations import sources as operations
from selfassess.access import Permission, areas_where
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.clock import today
from selfassess.quarters.models import QuarterState
from services.registry import find_area

from .sources import get_disputed


@require_safe
def disagreements(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Every open disagreement of the areas whose figures one may read, the most urgent first. In an
    issued quarter nobody can settle one any more: those are folded."""
    areas = areas_where(request.user, Permission.READ_FIGURES)
    if not areas:
        raise Http404
    kpis = Prefetch("kpi", Kpi.objects.all())
    found = (
        Measure.objects.disputed()
        .filter(kpi__area__in=areas)
        .exclude(quarter__state=QuarterState.PLANNED)
        .select_related("quarter")
        .prefetch_related(kpis)
    )
    others: dict[tuple[str, str], list[Measure]] = {}
    for other in Measure.objects.filter(adopted=False, kpi__area__in=areas).prefetch_related(kpis):
        others.setdefault((other.kpi_id, other.quarter_id), []).append(other)
    rows: list[dict[str, Any]] = [
        {
            "measure": measure,
            "others": others[measure.kpi_id, measure.quarter_id],
            "area": str(find_area(measure.kpi.area).verbose_name),
            "overdue": _is_overdue(measure),
        }
        for measure in found
    ]
    rows.sort(key=lambda row: (row["measure"].settle_by or date.max, row["measure"].kpi_id))
    context = {
        "rows": [row for row in rows if not row["measure"].quarter.is_issued],
        "stay": [row for row in rows if row["measure"].quarter.is_issued],
    }
    return render(request, "performance/disagreements.html", context)


def _is_overdue(measure: Measure) -> bool:
    is_late = measure.settle_by is not None and measure.settle_by < today()
    return is_late and not measure.quarter.is_issued


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: AuthenticatedHttpRequest, quarter: str, area: str, code: str) -> HttpResponse:
    assessment, indicator, adopted = get_disputed(request, quarter, area, code)
    form = SettleForm(posted(request), counts=adopted)
    if request.method == "POST" and form.is_valid():
        try:
            operations.settle(assessment, adopted, by=request.user, **form.cleaned_data)
            messages.success(request, "Settled. Readers see one figure from now on.")
            return redirect("sources", quarter, area, code)
        except Stale as stale:
            form.show_stale_use("because", stale)
        except Refused as refusal:
            form.add_error("because", str(refusal))
    context = {"assessment": assessment, "indicator": indicator, "form": form}
    status = 409 if form.is_stale else 200
    return render(request, "performance/settle.html", context, status=status)
