"""The audit trail and the access log, for administrators: looked through, and taken as a file."""

import csv
from collections.abc import Callable, Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.access import Permission, can
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.formula_injection import guarded
from selfassess.quarters.clock import today

from . import filters
from .forms import AccessForm, FilterForm
from .lines import HEAD, AuditLine, lines_of_accesses, lines_of_events
from .models import AccessEntry, Event

A_PAGE, AT_ONCE = 50, 1000  # lines


class Kept:
    """One of the two: how it is filtered, found, read and told."""

    def __init__(
        self,
        form: type[FilterForm],
        find: Callable[[filters.Wanted], Any],
        rows: QuerySet[Any],
        tell: Callable[[list[Any]], list[AuditLine]],
    ) -> None:
        self.form, self.find, self.rows, self.tell = form, find, rows, tell

    def lines(self, numbers: list[int]) -> list[AuditLine]:
        return self.tell(filters.read(self.rows.all(), numbers))


EVENTS = Kept(FilterForm, filters.events, Event.objects.select_related("by"), lines_of_events)
ACCESSES = Kept(
    AccessForm, filters.entries, AccessEntry.objects.select_related("person"), lines_of_accesses
)


@require_safe
def events(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _page(request, EVENTS, "audit/events.html")


@require_safe
def accesses(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _page(request, ACCESSES, "audit/accesses.html")


@require_safe
def events_csv(request: AuthenticatedHttpRequest) -> StreamingHttpResponse:
    return _file(request, EVENTS, "audit-trail")


@require_safe
def accesses_csv(request: AuthenticatedHttpRequest) -> StreamingHttpResponse:
    return _file(request, ACCESSES, "access-log")


def _form(request: AuthenticatedHttpRequest, kept: Kept) -> FilterForm:
    """404 for everybody but administrators."""
    if not can(request.user, Permission.ADMINISTER):
        raise Http404
    return kept.form(request.GET)


def _page(request: AuthenticatedHttpRequest, kept: Kept, template: str) -> HttpResponse:
    form = _form(request, kept)
    found = kept.find(form.wanted) if form.wanted else []
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "lines": kept.lines(list(page))}
    return render(request, template, context)


def _file(request: AuthenticatedHttpRequest, kept: Kept, name: str) -> StreamingHttpResponse:
    """All lines that match, a thousand at a time: there may be more than fit into memory."""
    form = _form(request, kept)
    if form.wanted is None:
        raise Http404("These filters cannot be used.")
    numbers = list(kept.find(form.wanted))
    return StreamingHttpResponse(
        _rows(kept, numbers),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}-{today()}.csv"'},
    )


class _Echo:
    """Hands each row on as soon as the writer has made it."""

    def write(self, row: str) -> str:
        return row


def _rows(kept: Kept, numbers: list[int]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEAD)  # without the mark, Excel misreads letters
    for start in range(0, len(numbers), AT_ONCE):
        for line in kept.lines(numbers[start : start + AT_ONCE]):
            yield writer.writerow([guarded(cell) for cell in line.cells])
