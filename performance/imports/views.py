"""The pages of imports: upload a file, see what it would do, import it, undo that."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from performance.models import Kpi
from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.quarters.models import Quarter, QuarterState

from . import operations, plan
from .export import FORMATS
from .forms import ApplyForm, BringForm, ColumnsForm
from .models import Import, ImportState

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def importers_only(user: User) -> None:
    """Raise Http404 for anybody who may not import."""
    if not can(user, Permission.IMPORT):
        raise Http404


@GET_OR_POST
def imports(request: AuthenticatedHttpRequest) -> HttpResponse:
    importers_only(request.user)
    quarters = list(Quarter.objects.under_way())
    form = BringForm(
        posted(request), request.FILES or None, quarters=quarters, known=plan.names_of_kpis()
    )
    if request.method == "POST" and form.is_valid():
        quarter = next(q for q in quarters if q.code == form.cleaned_data["quarter"])
        brought = operations.bring(
            form.table, quarter=quarter, name=form.name, data=form.data_, by=request.user
        )
        return redirect(brought)
    return render(
        request,
        "performance/imports.html",
        {
            "form": form,
            "quarters": quarters,
            "exported": Quarter.objects.exclude(state=QuarterState.PLANNED),
            "imports": Import.objects.exclude(state=ImportState.PREVIEW)
            .select_related("quarter", "brought_by")
            .defer("table", "changes")[:50],
        },
    )


def get_import(user: User, number: int) -> Import:
    importers_only(user)
    return get_object_or_404(Import.objects.select_related("quarter", "brought_by"), pk=number)


@GET_OR_POST
def import_(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    """Show the preview, with a form for the columns; after the import, what it changed."""
    brought = get_import(request.user, number)
    if brought.state != ImportState.PREVIEW:
        return render(request, "performance/import_done.html", {"import": brought})
    doing = _plan(brought)
    form = _columns_form(brought, doing, posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            if form.is_elsewhere:
                operations.choose_head(brought, *form.place, by=request.user)
                return redirect(brought)
            operations.explain(
                brought, form.mapping(), names=form.names(), only=form.only(), by=request.user
            )
            messages.success(request, "Saved, and remembered for the next file with these titles.")
        except Refused as refusal:
            return _refused(request, brought, refusal)
        return redirect(brought)
    return _preview(request, brought, form, doing)


def _plan(brought: Import) -> plan.Plan:
    return plan.make(operations.table_of(brought), brought.mapping, brought.quarter)


def _columns_form(brought: Import, doing: plan.Plan, data: QueryDict | None = None) -> ColumnsForm:
    table = operations.table_of(brought)
    return ColumnsForm(data, table=table, mapping=brought.mapping, doing=doing)


def _preview(
    request: AuthenticatedHttpRequest,
    brought: Import,
    form: ColumnsForm,
    doing: plan.Plan,
    *,
    moved: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "import": brought,
        "form": form,
        "plan": doing,
        "comparisons": doing.comparisons(),
        "apply_form": ApplyForm(initial={"seen": doing.preview()}),
        "moved": moved,
    }
    return render(request, "performance/import.html", context, status=409 if moved else 200)


def _refused(request: AuthenticatedHttpRequest, brought: Import, why: Refused) -> HttpResponse:
    """Back to the upload, or to all of them when somebody has taken it back."""
    messages.error(request, str(why))
    return redirect(brought if Import.objects.filter(pk=brought.pk).exists() else "imports")


@require_POST
def apply(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    brought = get_import(request.user, number)
    form = ApplyForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else {}
    try:
        done = operations.apply(brought, seen=seen, by=request.user)
        _say_what_was_saved(request, done)
        messages.success(
            request,
            f"Imported: {done.added} added, {done.changed} changed, {done.unchanged} as before.",
        )
    except Stale as stale:
        brought.refresh_from_db()
        doing = _plan(brought)
        return _preview(request, brought, _columns_form(brought, doing), doing, moved=stale.current)
    except Refused as refusal:
        return _refused(request, brought, refusal)
    return redirect(brought)


def _say_what_was_saved(request: AuthenticatedHttpRequest, done: Import) -> None:
    """Notes and sources came with the upload, so this form has not sent them."""
    for change in done.changes:
        request.saved_words += [change["source"], change["after"]["note"]]
    codes = {change["kpi"] for change in done.changes}
    areas = Kpi.objects.filter(code__in=codes).values("area")
    request.saved_in = done.quarter.assessments.filter(area__in=areas)


@require_POST
def undo(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    brought = get_import(request.user, number)
    try:
        operations.undo(brought, by=request.user)
        messages.success(request, "Undone. Every figure is as it was before.")
    except Refused as refusal:
        return _refused(request, brought, refusal)
    return redirect(brought)


@require_safe
def export(request: AuthenticatedHttpRequest, quarter: str, form: str) -> HttpResponse:
    importers_only(request.user)
    known = Quarter.objects.exclude(state=QuarterState.PLANNED)
    exported = get_object_or_404(known, code=quarter)
    write, kind = FORMATS[form]
    name = f"figures-{quarter}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(exported), content_type=kind, headers=headers)
