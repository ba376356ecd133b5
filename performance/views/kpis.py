"""The catalogue: every KPI by area, one KPI's whole story, adding, changing, choosing."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from performance.also_called import names_of
from performance.forms.kpis import AddKpiForm, ChangeKpiForm, ChooseForm
from performance.models import Kpi, Target
from performance.models.kpi import DATED
from performance.operations import catalogue
from performance.operations.approved import WouldAlter
from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.audit.timeline import timeline
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import editable_data, posted
from selfassess.quarters.clock import today
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter, QuarterState
from services.registry import find_area

from .targets import beginnings, free_of, get_areas

NAMES_ON_PAPER = 5  # as static/site.css prints
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def current_code() -> str:
    """The quarter that is under way, or else the one of today."""
    known = Quarter.objects.exclude(state=QuarterState.PLANNED).first()
    return known.code if known else QuarterPeriod.of(today()).code


def may_write(user: User) -> bool:
    return can(user, Permission.WRITE_TARGETS)


def only_writers(user: User) -> None:
    """404 for those who do not see the catalogue, 403 for those who only read it."""
    get_areas(user)
    if not may_write(user):
        raise PermissionDenied("You may read the catalogue, not change it.")


@require_safe
def kpis(request: AuthenticatedHttpRequest) -> HttpResponse:
    areas, quarter = get_areas(request.user), current_code()
    wanted, area = request.GET.get("q", "").strip(), request.GET.get("area", "")
    found = Kpi.objects.visible_to(request.user)
    if area:
        found = found.of_area(area)
    if wanted:
        found = found.filter(
            Q(name__icontains=wanted) | Q(code__icontains=wanted) | Q(definition__icontains=wanted)
        )
    asked = set(Kpi.objects.asked_in(quarter).values_list("code", flat=True))
    in_force = Target.objects.filter(kpi__in=found).in_force(quarter)
    rows = [
        {"kpi": one, "asked": one.code in asked, "target": in_force.get(one.code)} for one in found
    ]
    rows.sort(key=lambda row: (getattr(find_area(row["kpi"].area), "order", 0), row["kpi"].code))
    groups = [
        (str(find_area(slug).verbose_name), list(of_area))
        for slug, of_area in groupby(rows, key=lambda row: row["kpi"].area)
    ]
    context = {
        "groups": groups,
        "number": len(rows),
        "areas": areas,
        "area": area,
        "q": wanted,
        "quarter": QuarterPeriod.parse(quarter),
        "writing": may_write(request.user),
        "importing": can(request.user, Permission.IMPORT),
    }
    return render(request, "performance/kpis.html", context)


def get_kpi(user: User, code: str) -> Kpi:
    return get_object_or_404(Kpi.objects.visible_to(user), code=code)


@require_safe
def kpi(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """What it is, how it is judged, every target it had, every figure by quarter and source."""
    found = get_kpi(request.user, code)
    measures = found.measures.order_by("-quarter_id", "-adopted", "source")
    names = names_of(found)
    return render(
        request,
        "performance/kpi.html",
        {
            "kpi": found,
            "also_called": names,
            "not_printed": max(len(names) - NAMES_ON_PAPER, 0),
            "area_name": str(find_area(found.area).verbose_name),
            "asked": Kpi.objects.asked_in(current_code()).filter(code=code).exists(),
            "targets": found.targets.select_related("set_by").order_by("-from_quarter"),
            "definitions": found.definitions.order_by("-from_quarter"),
            "choices": found.choices.select_related("chosen_by").order_by("-from_quarter"),
            "measures": measures,
            "outturns": found.outturns.all(),
            "writing": may_write(request.user),
        },
    )


@require_safe
def history(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """Every change of the KPI and of its targets, also those that a later one has replaced."""
    found = get_kpi(request.user, code)
    kinds = Q(verb__startswith="target.") | Q(verb__startswith="kpi.")
    events = Event.objects.filter(kinds, subject=found.code).select_related("by")
    context = {"kpi": found, "entries": timeline(events)}
    return render(request, "performance/kpi_history.html", context)


@GET_OR_POST
def add(request: AuthenticatedHttpRequest) -> HttpResponse:
    only_writers(request.user)
    form = AddKpiForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = catalogue.add_kpi(form.cleaned_data, by=request.user)
            messages.success(request, f"{made.code} {made.name} is added, {_since(made)}.")
            return redirect(made)
        except (Refused, LookupError) as refusal:
            form.add_error("code", str(refusal))
    return render(request, "performance/kpi_form.html", {"form": form})


def _since(kpi: Kpi) -> str:
    first = kpi.definitions.get().from_quarter
    return f"from {QuarterPeriod.parse(first).name} on" if first else "and reported from now on"


@GET_OR_POST
def change(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    found = get_kpi(request.user, code)
    only_writers(request.user)
    periods = beginnings()
    first = free_of(periods, found.area)
    form, status = ChangeKpiForm(posted(request), kpi=found, periods=periods, first=first), 200
    free = None
    if request.method == "POST" and form.is_valid():
        values = form.changes()
        since = values.pop("from_quarter")
        try:
            catalogue.change_kpi(
                found,
                values,
                from_quarter=since,
                seen=form.seen(),
                known=form.known(),
                by=request.user,
            )
            messages.success(request, f"Saved.{_later(found, values, since)}")
            return redirect(found)
        except Stale as stale:
            form.show_newest(stale)
            status = 409
        except WouldAlter as refusal:
            form.add_error("from_quarter", str(refusal))
            free = refusal.free
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "kpi": found, "free": free}
    return render(request, "performance/kpi_form.html", context, status=status)


def _later(kpi: Kpi, values: dict[str, Any], since: str) -> str:
    """A change reaches as far as the next words that were set."""
    later = kpi.definitions.filter(from_quarter__gt=since).order_by("from_quarter").first()
    if later is None or not values.keys() & set(DATED):
        return ""
    name = QuarterPeriod.parse(later.from_quarter).name
    return f" From {name} on it has the words that were set for then."


@GET_OR_POST
def choose(request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
    """From which quarter on the KPI is reported, or no longer."""
    found = get_kpi(request.user, code)
    only_writers(request.user)
    periods = beginnings()
    if not periods:
        raise Http404
    first = free_of(periods, found.area)
    asked = Kpi.objects.asked_in(first.code).filter(code=code).exists()
    wanted = "no" if asked else "yes"
    form = ChooseForm(posted(request), ask=request.ask, periods=periods, initial={"asked": wanted})
    status = 200
    free = None
    if request.method == "POST" and form.is_valid():
        try:
            catalogue.choose(found, by=request.user, **form.cleaned_data)
            messages.success(request, "Saved.")
            return redirect(found)
        except Stale as stale:
            form.add_error("from_quarter", str(stale))
            status = 409
        except Refused as refusal:
            form.add_error("from_quarter", str(refusal))
            free = getattr(refusal, "free", None)
    if form.is_bound:
        editable_data(form)["asked"] = wanted  # what the page's button says
    context = {"form": form, "kpi": found, "asked": asked, "free": free}
    return render(request, "performance/kpi_choose.html", context, status=status)
