"""The pages of documents: upload one, arrange its pieces, bring it in, undo that, confirm."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.scope import get_area_assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused
from selfassess.forms import posted
from selfassess.quarters.models import Quarter

from . import arranging, operations, plan
from .forms import ArrangeForm, PieceForm, UploadForm, places
from .models import Document, DocumentState

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE = 300  # pieces


def _areas_of(user: User, area: str = "") -> list[str]:
    """The areas into which she may bring documents; a 404 for everybody else."""
    areas = plan.areas_of(user, area)
    if not areas:
        raise Http404
    return areas


def _document(user: User, number: int) -> Document:
    _areas_of(user)
    found = Document.objects.visible_to(user).select_related("quarter", "brought_by")
    return get_object_or_404(found, pk=number)


@GET_OR_POST
def documents(request: AuthenticatedHttpRequest) -> HttpResponse:
    areas = _areas_of(request.user)
    quarters = list(Quarter.objects.under_way())
    known = list(Quarter.objects.visible_to(request.user))
    form = UploadForm(
        posted(request), request.FILES or None, quarters=quarters, known=known, areas=areas
    )
    if request.method == "POST" and form.is_valid():
        document = operations.store(
            form.read,
            quarter=next(q for q in quarters if q.code == form.cleaned_data["quarter"]),
            period=form.period,
            area=form.cleaned_data["area"],
            name=form.name,
            data=form.cleaned_data["file"],
            by=request.user,
        )
        return redirect(document)
    shown = Document.objects.visible_to(request.user).select_related("quarter", "brought_by")
    context = {
        "form": form,
        "quarters": quarters,
        "documents": shown.defer("pieces", "changes")[:50],
    }
    return render(request, "documents/documents.html", context)


@GET_OR_POST
def document(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    """The preview, where pieces are arranged; after bringing it in, what came of it."""
    document = _document(request.user, number)
    if document.state != DocumentState.PREVIEW:
        left = [p for p in document.as_pieces() if not p.place and not p.heading]
        return render(request, "documents/done.html", {"document": document, "left_over": left})
    areas = plan.areas_of(request.user, document.area)
    form = ArrangeForm(posted(request), document=document, areas=areas)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["pieces"]
        try:
            _arrange(request, document, form)
        except (Refused, ValueError) as refusal:
            messages.error(request, str(refusal))
        page = min(chosen, default=0) // A_PAGE + 1
        return redirect(f"{request.path}?page={page}#piece-{min(chosen, default=0)}")
    return _preview(request, document, form, areas)


def _arrange(request: AuthenticatedHttpRequest, document: Document, form: ArrangeForm) -> None:
    chosen, pieces = form.cleaned_data["pieces"], document.as_pieces()
    if not chosen:
        raise Refused("Tick the pieces first.")
    if "join" in request.POST:
        pieces = arranging.join(pieces, chosen)
    else:
        area, _, place = form.cleaned_data["place"].partition("/")
        pieces = arranging.move(pieces, chosen, area, place)
    version = form.cleaned_data["version"]
    operations.rearrange(document, pieces, version=version, by=request.user)


def _preview(
    request: AuthenticatedHttpRequest, document: Document, form: ArrangeForm, areas: list[str]
) -> HttpResponse:
    doing = plan.make(document, by=request.user)
    names = _names_of_places(areas)
    rows = [
        {
            "number": number,
            "piece": piece,
            "where": names.get((piece.area, piece.place), ""),
            "stays": doing.stays.get(number, ""),
        }
        for number, piece in enumerate(doing.pieces)
    ]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {"document": document, "form": form, "plan": doing, "page": page}
    left = [piece for piece in doing.pieces if not piece.place and not piece.heading]
    return render(request, "documents/document.html", context | {"left_over": left})


def _names_of_places(areas: list[str]) -> dict[tuple[str, str], str]:
    named: dict[tuple[str, str], str] = {}
    for area, inside in places(areas)[1:]:
        for key, name in inside:
            slug, _, place = key.partition("/")
            named[slug, place] = f"{area}: {name}"
    return named


@GET_OR_POST
def piece(request: AuthenticatedHttpRequest, number: int, piece: int) -> HttpResponse:
    """Change the words of one piece, or split it."""
    document = _document(request.user, number)
    pieces = document.as_pieces()
    if document.state != DocumentState.PREVIEW or piece >= len(pieces) or pieces[piece].heading:
        raise Http404
    form = PieceForm(posted(request), piece=pieces[piece], document=document)
    if request.method == "POST" and form.is_valid():
        parts = form.pieces(pieces[piece], split="split" in request.POST)
        arranged = [*pieces[:piece], *parts, *pieces[piece + 1 :]]
        version = form.cleaned_data["version"]
        try:
            operations.rearrange(document, arranged, version=version, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{document.get_absolute_url()}?page={piece // A_PAGE + 1}#piece-{piece}")
    context = {"document": document, "form": form, "piece": pieces[piece]}
    return render(request, "documents/piece.html", context)


def _number(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0


@require_POST
def bring(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    document = _document(request.user, number)
    version = _number(request.POST.get("version", ""))
    try:
        done = operations.bring_in(document, version=version, by=request.user)
        messages.success(request, f"Brought in: {done.told}.")
        placed = [piece for piece in document.as_pieces() if piece.place]
        request.saved_words += [words for piece in placed for words in piece.words]
        request.saved_in = document.quarter.assessments.filter(
            area__in={piece.area for piece in placed}
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(document)


@require_POST
def undo(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    document = _document(request.user, number)
    try:
        left = operations.undo(document, by=request.user)
        messages.success(request, "Undone." if not left else "Undone, but for what is named below.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(document)


@require_POST
def discard(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    operations.discard(_document(request.user, number), by=request.user)
    messages.success(request, "Discarded. Nothing was changed.")
    return redirect("documents")


@require_POST
def confirm(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str
) -> HttpResponse:
    """Its head has read what came into this section."""
    assessment: Any = get_area_assessment(request.user, quarter, area)
    require(request.user, Permission.SEND, area)
    newest = _number(request.POST.get("version", ""))
    if operations.confirm(assessment, section, newest=newest, by=request.user):
        messages.success(request, "Confirmed: it is yours now.")
    return redirect("section", quarter, area, section)
