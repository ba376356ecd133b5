"""The editions of a version: as a page, as a PDF, and as a preview before anything is compiled."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import OVERVIEW, Permission, areas_where, can
from selfassess.accounts.models import User
from selfassess.accounts.proof import proof_wanted
from selfassess.accounts.sessions import by_itself
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.reporting import editions, operations
from selfassess.reporting.compare import changes, told
from selfassess.reporting.content.freeze import gather, preview_version
from selfassess.reporting.kept_files import stored_edition
from selfassess.reporting.models import Report, ReportFile
from selfassess.reporting.release.next_edition import NextEdition
from selfassess.reporting.release.operations import let_out
from selfassess.reporting.scope import get_report, with_files
from selfassess.reporting.seen import of_content
from selfassess.reporting.web_pages import draw_page, web_page
from selfassess.seen import Seen, seen_on
from selfassess.snapshot import snapshot
from services.registry import area_choices

from .damaged import explains_damage
from .waiting import waiting


@require_safe
@explains_damage
def page(
    request: AuthenticatedHttpRequest, quarter: str, version: str, edition: str
) -> HttpResponse:
    return _page(request, quarter, version, edition)


def _page(
    request: AuthenticatedHttpRequest, quarter: str, version: str, edition: str
) -> HttpResponse:
    """The same content and the same words as the PDF of this edition."""
    if edition == editions.FULL:
        return redirect("report", quarter, version)
    report = get_report(request.user, quarter, version, edition)
    try:
        context: dict[str, Any] = {"report": report, "page": web_page(report, edition)}
    except LookupError as error:
        raise Http404(str(error)) from error
    if edition == editions.SCRUTINY:
        context |= _release(request, report)
    seen = context.get("seen")
    return render(request, "report/page.html", context, status=seen.status if seen else 200)


def _release(request: AuthenticatedHttpRequest, report: Report) -> dict[str, Any]:
    """Which public edition is out, and which one may this person let go out now?"""
    found: dict[str, Any] = {"out": report.public_edition, "withdrawn": report.is_withdrawn}
    if not (report.is_issued and can(request.user, Permission.RELEASE)):
        return found
    following = NextEdition(report)
    found |= {"words": following.words, "following": following}
    if following.has_changes:
        found["page"] = draw_page(report, following.content)
        found["seen"] = Seen(of_content(following.content), request)
    elif request.method == "POST":  # what she wanted to let out is no longer there
        found["seen"] = Seen(of_content(report.edition(editions.SCRUTINY)), request)
    return found


@proof_wanted
@require_http_methods(["GET", "HEAD", "POST"])
@explains_damage
def confirm(request: AuthenticatedHttpRequest, quarter: str, version: str) -> HttpResponse:
    """The director has read the public edition and lets it go out."""
    if request.method != "POST":  # back from signing in
        return _page(request, quarter, version, editions.SCRUTINY)
    report = get_report(request.user, quarter, version, editions.SCRUTINY)
    try:
        edition = let_out(report, by=request.user, seen=seen_on(request))
    except Stale:
        return _page(request, quarter, version, editions.SCRUTINY)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Scrutiny edition {edition.number} may now go out.")
    return redirect("report-edition", quarter, version, editions.SCRUTINY)


@require_safe
@explains_damage
def full_pdf(request: AuthenticatedHttpRequest, quarter: str, version: str) -> HttpResponse:
    """The full report is stored with its version, so there is nothing to ask for."""
    report = get_report(request.user, quarter, version)
    file = stored_edition(report, editions.FULL)
    if file is None:
        raise Http404(f"{report} has no file.")
    return _file(report, file)


@by_itself
@require_http_methods(["GET", "HEAD", "POST"])
@explains_damage
def pdf(
    request: AuthenticatedHttpRequest, quarter: str, version: str, edition: str
) -> HttpResponse:
    """The stored bytes. They never change. Who posts asks for them; the worker draws them."""
    report = get_report(request.user, quarter, version, edition)
    if edition == editions.SCRUTINY and report.is_withdrawn:
        return render(request, "reporting/withdrawn.html", {"report": report}, status=410)
    if report.waits_for_the_director(edition):
        return redirect("report-edition", quarter, version, edition)
    if file := stored_edition(report, edition):
        return redirect(request.path) if request.method == "POST" else _file(report, file)
    try:
        described = editions.describe(report.frozen, edition)
    except LookupError as error:
        raise Http404(str(error)) from error
    if request.method == "POST":
        operations.ask_for_edition(report, edition, by=request.user)
        return redirect(request.path)
    page = reverse("report-edition", args=[quarter, version, edition])
    drawing = report.drawings.filter(edition=edition).first()
    title = f"{described.name}, {report}"
    return waiting(request, drawing, title=title, page=page, back=described.name)


def _file(report: Report, file: ReportFile) -> HttpResponse:
    name = f"self-assessment-{report.quarter_id}-{report.key}{file.suffix}.pdf"
    return HttpResponse(
        file.bytes_as_stored(),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def preview(request: AuthenticatedHttpRequest, quarter: str, edition: str) -> HttpResponse:
    """What a edition would say if the report were compiled now. Nothing is kept of it."""
    found = get_object_or_404(Quarter.objects.visible_to(request.user), code=quarter)
    if not (found.is_under_way and may_preview(request.user, edition)):
        raise Http404("There is nothing to preview, or it is not this person's to see.")
    with snapshot():
        whole = gather(found, version=preview_version(at=now()))
    try:
        content = editions.make(whole, edition)
    except LookupError as error:
        raise Http404(str(error)) from error
    context = {"quarter": found, "content": content, "edition": editions.description_of(content)}
    return render(request, "report/preview.html", context)


@require_safe
@explains_damage
def compare(request: AuthenticatedHttpRequest, quarter: str, version: str) -> HttpResponse:
    """This version beside another that the person may read, of this quarter or of another one."""
    report = get_report(request.user, quarter, version)
    others = with_files(Report.objects.visible_to(request.user).exclude(pk=report.pk))
    other = None
    if chosen := request.GET.get("with", ""):
        other = next((one for one in others if f"{one.quarter_id}/{one.key}" == chosen), None)
        if other is None:
            raise Http404(f"There is no version {chosen!r} to compare with.")
    found = changes(other.frozen, report.frozen) if other else []
    return render(
        request,
        "reporting/compare.html",
        {
            "report": report,
            "other": other,
            "others": others,
            "found": found,
            "told": told(found),
        },
    )


def may_preview(user: User, edition: str) -> bool:
    return can(user, Permission.READ_DRAFTS) or can(user, Permission.READ_AREA_DRAFT, edition)


def own_areas(user: User) -> list[tuple[str, str]]:
    """Slug and name of the areas of which this person may read the edition of a draft."""
    own = set(areas_where(user, Permission.READ_AREA_DRAFT)) - {OVERVIEW}
    return [(slug, name) for slug, name in area_choices() if slug in own]


def previews(user: User) -> list[tuple[str, str]]:
    """The editions that this person may look at before anything is compiled."""
    whole = [(key, described.name) for key, described in editions.EDITIONS.items()]
    everything = [*whole, *area_choices()]
    return [(key, name) for key, name in everything if may_preview(user, key)]
