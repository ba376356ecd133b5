"""The first page, by what a person does, and the areas of a quarter as a table."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, has_any
from selfassess.assessments.scope import get_quarter
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Report
from selfassess.reporting.scope import reports_of, with_size_of_pdf

from .administrator import AdministratorBlock
from .analyst import AnalystBlock
from .area_table import area_rows, overview_of
from .blocks import Block, Visit
from .director import DirectorBlock
from .head_of_service import HeadBlock
from .kept import what_was_kept
from .power import PowerBlock
from .unfinished import unfinished

BLOCKS: tuple[Block, ...] = (
    PowerBlock(),
    HeadBlock(),
    DirectorBlock(),
    AnalystBlock(),
    AdministratorBlock(),
)


@require_safe
def home(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One block for each thing this person does, in the quarter that is under way."""
    user = request.user
    quarters = list(Quarter.objects.visible_to(user))
    quarter = next((q for q in quarters if q.is_under_way), None)
    user.newest_quarter = next((q.code for q in quarters if q.state != QuarterState.PLANNED), None)
    visit = Visit(user, quarter, quarters, sort=request.GET.get("sort", ""))
    hers = [block for block in BLOCKS if block.concerns(visit)]
    visit = replace(visit, areas=frozenset().union(*(block.areas(visit) for block in hers)))
    blocks = [{"template": block.template} | block.context(visit) for block in hers]
    context = {
        "quarter": quarter,
        "under_way": quarter is not None or Quarter.objects.under_way().exists(),
        "left": visit.days_left,
        "past_due": visit.is_past_due,
        "blocks": blocks,
        "unfinished": unfinished(visit),
        **what_was_kept(user),
        "latest": with_size_of_pdf(Report.objects.visible_to(user).issued()).first(),
        "has_role": bool(user.held_roles),
    }
    return render(request, "home.html", context)


@require_safe
def areas(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """All areas of a quarter in which this person reads or works, the worst first."""
    user = request.user
    quarters = list(Quarter.objects.visible_to(user).begun())
    found = get_quarter(user, quarter)
    user.newest_quarter = quarters[0].code if quarters else None
    in_order = request.GET.get("sort") == "order"
    rows = area_rows(user, found, worst_first=not in_order)
    overview = overview_of(user, found)
    context = {
        "quarter": found,
        "quarters": quarters,
        "rows": rows,
        "in_order": in_order,
        "with_words": any(row.words for row in rows),
        "with_figures": any(row.figures and row.figures.due for row in rows),
        "overview": overview,
        "overview_is_written": overview is not None and bool(overview.answers.all()),
        "sees_all": has_any(user, [Permission.REVIEW, Permission.ADMINISTER]),
        "reports": reports_of(user, found).count(),
    }
    return render(request, "home/areas.html", context)
