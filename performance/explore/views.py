"""Pages that show one KPI or one area over quarters, as chart, table and CSV file."""

import csv
import io
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from performance.charts import chart_data
from performance.charts.area_charts import drawings, of_indicator, of_ratings
from performance.charts.plotly_figure import figure
from performance.indicator import Indicator
from performance.models import Kpi, Measure, Target
from performance.rag import Status
from performance.reading import indicators, indicators_of, with_whole_past
from performance.scope import get_figures
from selfassess.access import Permission, areas_where, has_any
from selfassess.accounts.models import User
from selfassess.assessments.models import PART_OF_ITS_REPORT, Assessment, Rating
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.formula_injection import guarded
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState
from services.registry import find_area

from .every_quarter import QuarterRow, every_quarter
from .quoted import quoted_in

# Plotly adds an empty style element and fills it by script: this is the hash of an empty text
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def with_plotly(view: Callable[..., Any]) -> Callable[..., Any]:
    """Allow Plotly's style element on a page; the policy of all other pages refuses it."""

    @wraps(view)
    def page(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from django.conf import settings

        policy: dict[str, Any] = settings.SECURE_CSP | {"style-src": [CSP.SELF, EMPTY_STYLE]}
        return csp_override(policy)(view)(request, *args, **kwargs)

    return page


def visible_quarters(user: User, area: str) -> list[str]:
    """Return the codes of quarters whose figures of the area may be read, oldest first, or 404."""
    seen = Q(pk=None)
    if has_any(user, [Permission.READ_ISSUED]):
        seen = Q(pk__in=Assessment.objects.filter(PART_OF_ITS_REPORT, area=area).values("quarter"))
    if area in areas_where(user, Permission.READ_FIGURES):
        seen |= ~Q(state=QuarterState.PLANNED)
    codes = list(Quarter.objects.filter(seen).order_by("code").values_list("code", flat=True))
    if not codes:
        raise Http404
    return codes


def targets_over(kpi: Kpi, first: str, last: str) -> dict[str, Any]:
    """Map each quarter from `first` to `last` to the value of the target in force, or None."""
    values, period = {}, QuarterPeriod.parse(first)
    rows = list(Target.objects.filter(kpi=kpi).order_by("from_quarter"))
    while period.code <= last:
        begun = [row for row in rows if row.from_quarter <= period.code]
        values[period.code] = begun[-1].value if begun else None
        period = period.after
    return values


def get_range(request: AuthenticatedHttpRequest, codes: list[str]) -> list[str]:
    """Return the quarters between `from` and `to` of the address; all of them if none is."""
    first, last = request.GET.get("from", ""), request.GET.get("to", "")
    chosen = [code for code in codes if (not first or code >= first) and (not last or code <= last)]
    return chosen or codes


def drawing_of(
    request: AuthenticatedHttpRequest, code: str
) -> tuple[Kpi, Indicator, chart_data.Drawing | None, dict[str, Any]]:
    """Return a KPI, its indicator, its chart (None without values), and the readable quarters."""
    kpi = get_object_or_404(Kpi, code=code)
    codes = visible_quarters(request.user, kpi.area)
    chosen = get_range(request, codes)
    reported = indicators_of(Kpi.objects.filter(code=code), chosen[-1])
    if not reported:
        raise Http404(f"{code} is not reported in {chosen[-1]}.")
    indicator = with_whole_past(reported[0])
    drawing = of_indicator(indicator, targets_over(kpi, codes[0], chosen[-1]), _span(chosen))
    return indicator.kpi, indicator, drawing, {"codes": codes, "chosen": chosen}


def _span(chosen: list[str]) -> int:
    """Count the quarters from the first to the last, both included."""
    first, last = QuarterPeriod.parse(chosen[0]), QuarterPeriod.parse(chosen[-1])
    return 4 * (last.year - first.year) + last.number - first.number + 1


@with_plotly
@require_safe
def kpi(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    shown, indicator, drawing, range_ = drawing_of(request, code)
    return render(
        request,
        "performance/explore_kpi.html",
        {
            "kpi": shown,
            "indicator": indicator,
            "drawing": drawing,
            "rows": every_quarter(indicator, range_["chosen"]),
            "quoted": quoted_in(request.user, code),
            "area_name": find_area(shown.area).verbose_name,
            "may_see_kpi": shown.area in areas_where(request.user, Permission.READ_TARGETS),
            "plotly": _plotly([drawing]),
            "periods": [QuarterPeriod.parse(quarter) for quarter in range_["codes"]],
            "first": range_["chosen"][0],
            "last": range_["chosen"][-1],
        },
    )


@require_safe
def kpi_csv(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """Send the rows of the chart's table as CSV, with what the page notes of a value."""
    _, indicator, drawing, range_ = drawing_of(request, code)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if drawing:
        head, rows = _noted(*chart_data.table(drawing), every_quarter(indicator, range_["chosen"]))
        writer.writerows([guarded(cell) for cell in row] for row in [head, *rows])
    return HttpResponse(
        out.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{code}.csv"'},
    )


def _noted(
    head: list[str], rows: list[list[str]], quarters: list[QuarterRow]
) -> tuple[list[str], list[list[str]]]:
    """With a last column for the notes, where there are any."""
    notes = {one.quarter: one.note for one in quarters if one.note}
    if not notes:
        return head, rows
    return [*head, "Note"], [[*row, notes.get(row[0], "")] for row in rows]


@with_plotly
@require_safe
def area(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    """Show the charts that the area declares, and its figures with their trends."""
    assessment = get_figures(request.user, quarter, area)
    reported = indicators([area], quarter).get(area, [])
    declared = drawings(assessment.config.charts, reported, assessment.facts.all())
    if assessment.config.shows_ratings:
        declared += _ratings()
    return render(
        request,
        "performance/explore_area.html",
        {
            "assessment": assessment,
            "drawings": declared,
            "plotly": _plotly(declared),
            "indicators": sorted(
                _ever_known(reported, quarter), key=lambda one: one.status != Status.OFF_TARGET
            ),
        },
    )


def _ever_known(reported: list[Indicator], quarter: str) -> list[Indicator]:
    """Return the indicators that have a value in this quarter or in any before."""
    unknown = [indicator.kpi for indicator in reported if not indicator.points]
    older = Measure.objects.adopted().filter(kpi__in=unknown, quarter_id__lt=quarter)
    known = set(older.values_list("kpi_id", flat=True))
    return [indicator for indicator in reported if indicator.points or indicator.kpi.code in known]


def _ratings() -> list[chart_data.Drawing]:
    """Draw all areas' ratings in issued quarters, which everybody may read."""
    issued = Quarter.objects.issued().order_by("code")
    codes = [quarter.code for quarter in issued]
    given = Rating.objects.filter(assessment__quarter__in=codes).select_related("assessment")
    by_area: dict[str, dict[str, Any]] = {}
    for rating in given:
        of_area = by_area.setdefault(rating.assessment.name, {})
        of_area[rating.assessment.quarter_id] = rating.value
    if len(codes) < 2 or not by_area:
        return []
    values = {name: [of.get(code) for code in codes] for name, of in by_area.items()}
    return [of_ratings(sorted(values), [QuarterPeriod.parse(code).name for code in codes], values)]


def _plotly(drawn: Iterable[chart_data.Drawing | None]) -> list[dict[str, Any]]:
    return [figure(drawing).to_plotly_json() for drawing in drawn if drawing]
