"""The page of official figures, from which they can also be imported again."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from performance.models import Kpi
from performance.views.kpis import current_code
from selfassess.access import Permission, areas_where, can
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.forms import CouncilForm, posted
from selfassess.quarters.dates import QuarterPeriod

from . import lait_files
from .models import Benchmark, BenchmarkImport, NeighbourSet
from .reading import last_published, set_in_force
from .tasks import import_for


class ImportForm(CouncilForm):
    authority = forms.CharField(
        label="Which authority?",
        max_length=60,
        help_text="Its name as the DfE writes it. Official figures are replaced by those of the "
        "files; what is approved or issued keeps those it was shown with.",
    )

    def __init__(self, *args: Any, folder: Path, **kwargs: Any) -> None:
        self.folder = folder
        super().__init__(*args, **kwargs)

    def clean_authority(self) -> str:
        try:
            known = lait_files.authorities(self.folder).values()
            return lait_files.find_authority(known, self.cleaned_data["authority"]).name
        except lait_files.LaitError as error:
            raise forms.ValidationError(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
def benchmarks(request: AuthenticatedHttpRequest) -> HttpResponse:
    areas = areas_where(request.user, Permission.READ_FIGURES)
    if not areas:
        raise Http404
    latest = BenchmarkImport.objects.select_related("imported_by").first()
    may_import = can(request.user, Permission.WRITE_TARGETS)
    if request.method == "POST" and not may_import:
        raise PermissionDenied("You may read official figures, not import them.")
    form = None
    if may_import and settings.LAIT_DIR:
        form = ImportForm(
            posted(request),
            folder=settings.LAIT_DIR,
            initial={"authority": latest.authority if latest else settings.AUTHORITY_NAME},
        )
        if request.method == "POST" and form.is_valid():
            import_for.enqueue(form.cleaned_data["authority"], request.user.pk)
            messages.success(request, "The files are being read. It takes some seconds.")
            return redirect("benchmarks")
    elif request.method == "POST":
        raise Http404("LAIT_DIR is not set.")
    quarter, sets = current_code(), NeighbourSet.objects.last_imported()
    return render(
        request,
        "performance/benchmarks.html",
        {
            "latest": latest,
            "form": form,
            "in_force": set_in_force(sets, quarter),
            "quarter": QuarterPeriod.parse(quarter),
            "rows": _rows(areas, quarter),
        },
    )


def _rows(areas: list[str], quarter: str) -> list[dict[str, Any]]:
    """Return a row for each KPI: its newest figures by place, and the newest that is compared."""
    readable = Benchmark.objects.last_imported().filter(kpi__area__in=areas)
    kpis = Prefetch("kpi", Kpi.objects.all())
    by_kpi = defaultdict(list)
    ordered = readable.order_by("kpi", "year").select_related("neighbour_set")
    for row in ordered.prefetch_related(kpis):
        by_kpi[row.kpi].append(row)
    until, newest_set = last_published(quarter), NeighbourSet.objects.last_imported().last()
    rows = []
    for kpi, all_of in by_kpi.items():
        year = all_of[-1].year
        of_year = {row.place: row for row in all_of if row.year == year}
        of_year |= {o.place: o for o in all_of if o.year == year and o.neighbour_set == newest_set}
        used = [row for row in all_of if row.ends <= until]
        rows.append(
            {
                "kpi": kpi,
                "newest": all_of[-1],
                "places": of_year,
                "used": used[-1] if used else None,
            }
        )
    return rows
