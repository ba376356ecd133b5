"""Looking into figures: one KPI or one area over the quarters, as chart, table and file."""

import csv
import io
from collections.abc import Callable, Iterable
from functools import wraps

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from performance.charts import data
from performance.charts.area_charts import drawings, of_indicator, of_ratings
from performance.charts.figure import figure
from performance.imports.guard import guarded
from performance.models import Kpi, Measure, Target
from performance.reading import Indicator, indicators, indicators_of, with_whole_past
from performance.scope import get_figures
from selfassess.access import Permission, areas_where, has_any
from selfassess.assessments.models import Rating
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState

# Plotly makes an empty style sheet and fills it through the object model: the hash of nothing
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def with_plotly(view: Callable) -> Callable:
    """Only these pages let the chart library work."""

    @wraps(view)
    def page(request, *args, **kwargs):
        from django.conf import settings

        policy: dict = settings.SECURE_CSP | {"style-src": [CSP.SELF, EMPTY_STYLE]}
        return csp_override(policy)(view)(request, *args, **kwargs)

    return page


def visible_quarters(user, area: str) -> list[str]:
    """The quarters whose figures of this area somebody may read, oldest first; 404 for none."""
    seen = Q(state=QuarterState.ISSUED) if has_any(user, [Permission.READ_ISSUED]) else Q(pk=None)
    if area in areas_where(user, Permission.READ_FIGURES):
        seen |= ~Q(state=QuarterState.PLANNED)
    codes = list(Quarter.objects.filter(seen).order_by("code").values_list("code", flat=True))
    if not codes:
        raise Http404
    return codes


def targets_over(kpi: Kpi, first: str, last: str) -> dict:
    """Quarter → the value of the target in force."""
    found, period = {}, QuarterPeriod.parse(first)
    rows = list(Target.objects.filter(kpi=kpi).order_by("from_quarter"))
    while period.code <= last:
        stands = [row for row in rows if row.from_quarter <= period.code]
        found[period.code] = stands[-1].value if stands else None
        period = period.after
    return found


def get_range(request: HttpRequest, codes: list[str]) -> list[str]:
    """The quarters that are asked for; what is not there is passed over."""
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    chosen = [code for code in codes if (not first or code >= first) and (not last or code <= last)]
    return chosen or codes


def drawing_of(request: HttpRequest, code: str) -> tuple[Kpi, Indicator, data.Drawing | None, dict]:
    kpi = get_object_or_404(Kpi, code=code)
    codes = visible_quarters(request.user, kpi.area)
    chosen = get_range(request, codes)
    found = indicators_of(Kpi.objects.filter(code=code), chosen[-1])
    if not found:
        raise Http404(f"{code} is not reported in {chosen[-1]}.")
    one = with_whole_past(found[0])
    drawing = of_indicator(one, targets_over(kpi, codes[0], chosen[-1]), _span(chosen))
    return kpi, one, drawing, {"codes": codes, "chosen": chosen}


def _span(chosen: list[str]) -> int:
    """How many quarters from the first to the last, both included."""
    one, other = QuarterPeriod.parse(chosen[0]), QuarterPeriod.parse(chosen[-1])
    return 4 * (other.year - one.year) + other.number - one.number + 1


@with_plotly
@require_safe
def kpi(request: HttpRequest, code: str) -> HttpResponse:
    found, one, drawing, range_ = drawing_of(request, code)
    return render(
        request,
        "performance/explore_kpi.html",
        {
            "kpi": found,
            "indicator": one,
            "drawing": drawing,
            "plotly": _plotly([drawing]),
            "periods": [QuarterPeriod.parse(quarter) for quarter in range_["codes"]],
            "first": range_["chosen"][0],
            "last": range_["chosen"][-1],
        },
    )


@require_safe
def kpi_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The data of the chart, as it stands in its table."""
    _, _, drawing, _ = drawing_of(request, code)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if drawing:
        head, rows = data.table(drawing)
        writer.writerows([guarded(cell) for cell in row] for row in [head, *rows])
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{code}.csv"'},
    )


@with_plotly
@require_safe
def area(request: HttpRequest, quarter: str, area: str) -> HttpResponse:
    """The charts that the area declares, and a line for each of its figures."""
    assessment = get_figures(request.user, quarter, area)
    found = indicators([area], quarter).get(area, [])
    declared = drawings(assessment.config.charts, found, assessment.facts.all())
    if assessment.config.shows_ratings:
        declared += _ratings()
    return render(
        request,
        "performance/explore_area.html",
        {
            "assessment": assessment,
            "drawings": declared,
            "plotly": _plotly(declared),
            "indicators": _ever_known(found, quarter),
        },
    )


def _ever_known(found: list[Indicator], quarter: str) -> list[Indicator]:
    """Those with a value in this quarter or in any before."""
    unknown = [one.kpi for one in found if not one.points]
    older = Measure.objects.adopted().filter(kpi__in=unknown, quarter_id__lt=quarter)
    known = set(older.values_list("kpi_id", flat=True))
    return [one for one in found if one.points or one.kpi.code in known]


def _ratings() -> list[data.Drawing]:
    """All areas' ratings in issued quarters, which everybody may read."""
    issued = Quarter.objects.issued().order_by("code")
    codes = [quarter.code for quarter in issued]
    given = Rating.objects.filter(assessment__quarter__in=codes).select_related("assessment")
    by_area: dict[str, dict] = {}
    for rating in given:
        of_area = by_area.setdefault(rating.assessment.name, {})
        of_area[rating.assessment.quarter_id] = rating.value
    if len(codes) < 2 or not by_area:
        return []
    values = {name: [of.get(code) for code in codes] for name, of in by_area.items()}
    return [of_ratings(sorted(values), [QuarterPeriod.parse(code).name for code in codes], values)]


def _plotly(found: Iterable[data.Drawing | None]) -> list[dict]:
    return [figure(drawing).to_plotly_json() for drawing in found if drawing]
