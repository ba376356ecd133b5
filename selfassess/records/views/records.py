"""The pages on which one record of a list is written; the lists stand in their sections."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import LONGEST_NUMBER, posted, version_seen
from selfassess.records.models import Record
from selfassess.records.operations import records as operations
from selfassess.records.record_kinds import KINDS, Kind

from .writing import (
    GET_OR_POST,
    get_writable,
    save,
    say_saved,
    to_section,
    who_removed,
    write_page,
)


def get_kind(section: str, kind: str) -> Kind:
    found = KINDS.get(kind)
    if found is None or found.section != section:
        raise Http404(f"There are no {kind} in {section}.")
    return found


def get_record(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str, kind: str, number: int
) -> Record:
    assessment = get_writable(request, quarter, area)
    found = get_kind(section, kind)
    record = get_object_or_404(found.model, assessment=assessment, pk=number)
    record.assessment = assessment
    return record


@GET_OR_POST
def add(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str, kind: str
) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    found = get_kind(section, kind)
    form = found.form(posted(request), instance=found.model(assessment=assessment))
    if request.method == "POST" and form.is_valid():
        record = found.model(assessment=assessment, **form.values())
        if added := save(form, operations.add, record, section=section, by=request.user):
            return _saved(request, assessment, found, added)
    return write_page(request, assessment, form, "records/record.html", kind=found)


@GET_OR_POST
def edit(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str, kind: str, number: int
) -> HttpResponse:
    assessment = get_writable(request, quarter, area)
    found = get_kind(section, kind)
    record = found.model._default_manager.filter(assessment=assessment, pk=number).first()
    typed = posted(request)
    if record is None and typed is not None:
        return _removed(request, assessment, found, typed, number)
    if record is None:
        raise Http404(f"There is no such {found.one} in {assessment}.")
    record.assessment = assessment
    form = found.form(typed, instance=record)
    if request.method == "POST" and form.is_valid():
        values, seen, by = form.values(), form.seen_version, request.user
        if save(form, operations.change, record, values, version=seen, section=section, by=by):
            return _saved(request, assessment, found, record)
    return write_page(request, assessment, form, "records/record.html", kind=found, record=record)


def _removed(
    request: AuthenticatedHttpRequest,
    assessment: Assessment,
    kind: Kind,
    typed: QueryDict,
    number: int,
) -> HttpResponse:
    """Somebody has removed it meanwhile: what was typed stays, and can be added again."""
    name = str(kind.model._meta.verbose_name)
    by = who_removed(assessment, "record.remove", number, subject=name)
    form = kind.form(typed, instance=kind.model(assessment=assessment))
    form.is_removed = True
    form.full_clean()
    form.add_error(
        None,
        f"{by} removed this while you were writing. What you typed is still here. "
        "Saving adds it as a new entry.",
    )
    args = [assessment.quarter_id, assessment.area, kind.section, kind.slug]
    action = reverse("record-add", args=args)
    return write_page(request, assessment, form, "records/record.html", kind=kind, action=action)


def _saved(
    request: AuthenticatedHttpRequest, assessment: Assessment, kind: Kind, record: Record
) -> HttpResponse:
    """Back to its row in the list, or straight on to the next one."""
    say_saved(request, f"{capfirst(kind.one)} is saved.")
    if "another" in request.POST:
        args = [assessment.quarter_id, assessment.area, kind.section, kind.slug]
        return redirect("record-add", *args)
    return to_section(assessment, kind.section, row=f"{kind.slug}-{record.pk}")


@require_POST
def remove(
    request: AuthenticatedHttpRequest, quarter: str, area: str, section: str, kind: str, number: int
) -> HttpResponse:
    """Take it out; 409 with its page when somebody has changed it since the button was shown."""
    assessment = get_writable(request, quarter, area)
    found = get_kind(section, kind)
    record = found.model._default_manager.filter(assessment=assessment, pk=number).first()
    if record:
        seen = version_seen(request)
        try:
            operations.remove(record, version=seen, section=section, by=request.user)
            messages.success(request, "Removed. Its words stay in the history.")
        except Stale as stale:
            now = stale.current
            now.assessment = assessment
            page = {"kind": found, "record": now, "not_removed": stale}
            form = found.form(None, instance=now)
            return write_page(request, assessment, form, "records/record.html", **page)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return to_section(assessment, section)


@require_POST
def move(
    request: AuthenticatedHttpRequest,
    quarter: str,
    area: str,
    section: str,
    kind: str,
    number: int,
    way: str,
) -> HttpResponse:
    """One up or down from where the page showed it (`?from=`), so that a double click moves it
    once."""
    record = get_record(request, quarter, area, section, kind, number)
    shown = request.GET.get("from", "")
    seen = int(shown) if shown.isdecimal() and len(shown) < LONGEST_NUMBER else None
    by_one = -1 if way == "up" else 1
    try:
        operations.shift(record, by_one=by_one, seen=seen, section=section, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return to_section(record.assessment, section, row=f"{kind}-{record.pk}")
