"""Targets: one table an area, edited in place, with a preview of what would change."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from performance.forms.targets import ReasonForm, TargetsForm, parts_of
from performance.models import Kpi, Target
from performance.operations.approved import WouldAlter, first_free, refuse_approved
from performance.operations.targets import NewTarget, set_targets
from performance.target_preview import effects
from selfassess.access import Permission, areas_where, can
from selfassess.accounts.models import User
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, show_stale
from selfassess.quarters.clock import today
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import Area, all_areas

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
AHEAD = 2  # quarters after the last known one from which a target may begin


def get_areas(user: User) -> Sequence[Area]:
    """The areas whose targets this person may read; 404 when there are none."""
    slugs = set(areas_where(user, Permission.READ_TARGETS))
    found = [area for area in all_areas() if area.slug in slugs]
    if not found:
        raise Http404
    return found


def beginnings() -> list[QuarterPeriod]:
    """The quarters from which a target may hold: after the last issued one, and a little ahead."""
    codes = list(Quarter.objects.order_by("code").values_list("code", "state"))
    known = [QuarterPeriod.parse(code) for code, _ in codes] or [QuarterPeriod.of(today())]
    for _ in range(AHEAD):
        known.append(known[-1].after)
    issued = max((code for code, state in codes if state == "issued"), default="")
    return [period for period in known if period.code > issued]


def free_of(periods: Sequence[QuarterPeriod], area: str) -> QuarterPeriod:
    """The first of these from which on a change alters nothing that is approved of the area."""
    free = first_free(area)
    return next((period for period in periods if period.code >= free), periods[-1])


def _chosen(asked: str, offered: Sequence[Any], key: str) -> Any:
    """The one that is asked for in the address, or the first; nonsense is not found."""
    found = next((one for one in offered if getattr(one, key) == asked), None)
    if found is None and asked:
        raise Http404
    return found or offered[0]


@GET_OR_POST
def targets(request: AuthenticatedHttpRequest) -> HttpResponse:
    areas, periods = get_areas(request.user), beginnings()
    area = _chosen(request.GET.get("area", ""), areas, "slug")
    wanted = request.GET.get("from") or free_of(periods, area.slug).code
    period = _chosen(wanted, periods, "code")
    writing = can(request.user, Permission.WRITE_TARGETS, area.slug)
    if request.method == "POST" and not writing:
        raise PermissionDenied("You may read targets, not change them.")
    kpis = list(Kpi.objects.of_area(area.slug).asked_in(period.code).prefetch_related("targets"))
    in_force = Target.objects.filter(kpi__in=kpis).in_force(period.code)
    form = TargetsForm(posted(request), kpis=kpis, in_force=in_force)
    context = {"areas": areas, "area": area, "periods": periods, "period": period}
    if request.method == "POST":
        if code := request.POST.get("accept"):
            form.with_suggestion(code)
            form.initial = {name: form.data.get(name, "") for name in form.fields}
            form.is_bound = False
        elif form.is_valid() and "back" not in request.POST:
            return _preview_or_save(request, form, context, kpis)
    return _page(request, form, context, kpis, writing=writing)


def _page(
    request: AuthenticatedHttpRequest,
    form: TargetsForm,
    context: dict[str, Any],
    kpis: Sequence[Kpi],
    *,
    writing: bool,
    status: int = 200,
) -> HttpResponse:
    rows = [_row(form, kpi) for kpi in kpis]
    return render(
        request,
        "performance/targets.html",
        context | {"form": form, "rows": rows, "writing": writing},
        status=status,
    )


def _row(form: TargetsForm, kpi: Kpi) -> dict[str, Any]:
    judged = kpi in form.kpis
    history = list(kpi.targets.all())
    stands = form.in_force.get(kpi.code)
    before = [target for target in history if stands and target.from_quarter < stands.from_quarter]
    unfit = judged and stands is not None and getattr(stands, parts_of(kpi)[0]) is None
    return {
        "kpi": kpi,
        "stands": stands,
        "before": before[-1] if before else None,
        "judged": judged,
        "fields": {part: form[f"{kpi.code}-{part}"] for part in parts_of(kpi)} if judged else {},
        "due": form[f"{kpi.code}-due"] if judged else "",
        "seen": form[f"{kpi.code}-seen"] if judged else "",
        "unfit": unfit,
        "suggested": kpi.has_suggestion and judged and (unfit or not stands),
    }


def _preview_or_save(
    request: AuthenticatedHttpRequest,
    form: TargetsForm,
    context: dict[str, Any],
    kpis: Sequence[Kpi],
) -> HttpResponse:
    changes, area, period = form.changes(), context["area"], context["period"]
    if not changes:
        messages.info(request, "Nothing was changed.")
        return redirect(request.get_full_path())
    confirmed = "confirm" in request.POST
    reason = ReasonForm(request.POST if confirmed else None, ask=request.ask)
    refused = None
    try:
        if confirmed and reason.is_valid():
            return _save(request, changes, reason.cleaned_data["reason"], context)
        for change in changes:
            refuse_approved(area.slug, period.code, change.kpi.targets)
    except Stale as stale:
        return _stale(request, form, context, kpis, stale)
    except WouldAlter as refusal:
        refused = refusal
    except Refused as refusal:
        reason.add_error(None, str(refusal))
    found = effects(area.slug, changes, period.code)
    preview = {
        "form": reason,
        "typed": form,
        "refused": refused,
        "later": _address(area, refused.free) if refused else "",
        "changes": [(change, form.in_force.get(change.kpi.code)) for change in changes],
        "effects": found,
        "changing": sum(effect.changes for effect in found),
    }
    return render(request, "performance/targets_preview.html", context | preview)


def _save(
    request: AuthenticatedHttpRequest,
    changes: list[NewTarget],
    reason: str,
    context: dict[str, Any],
) -> HttpResponse:
    area, period = context["area"], context["period"]
    set_targets(changes, from_quarter=period.code, reason=reason, by=request.user)
    saved = f"{len(changes)} target{'s' if len(changes) > 1 else ''}"
    messages.success(request, f"{saved} saved, from {period.name} on.")
    return redirect(_address(area, period))


def _address(area: Area, period: QuarterPeriod) -> str:
    return f"{reverse('targets')}?area={area.slug}&from={period.code}"


def _stale(
    request: AuthenticatedHttpRequest,
    form: TargetsForm,
    context: dict[str, Any],
    kpis: Sequence[Kpi],
    stale: Stale,
) -> HttpResponse:
    """The page once more: what was typed stays, beside what somebody else has set meanwhile."""
    form.show_newest()
    for code, target in stale.current.items():
        shown = target.in_full if target else "no target"
        name = next(name for name in form.fields if name.startswith(f"{code}-"))
        sentence = f"Somebody else has set {shown} in the meantime. Yours is not saved yet."
        show_stale(form, name, sentence, {f"{code}-seen": target.mark if target else ""})
    return _page(request, form, context, kpis, writing=True, status=409)
