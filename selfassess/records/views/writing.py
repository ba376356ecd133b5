"""What the pages share on which one record, action or update is written."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.scope import get_area_assessment, may_write
from selfassess.audit.models import Event
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import show_stale
from selfassess.records.forms import RecordForm
from selfassess.records.operations.actions import SECTION as ACTIONS

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def get_writable(request: AuthenticatedHttpRequest, quarter: str, area: str) -> Assessment:
    """The assessment, for somebody who may write in it. (Whether it is locked, operations say.)"""
    assessment = get_area_assessment(request.user, quarter, area)
    if not may_write(request.user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    return assessment


def who_removed(assessment: Assessment, verb: str, number: int, **about: str) -> User:
    """Whoever took a record or action back; 404 when there never was such a one."""
    events = Event.objects.about(assessment.quarter_id, assessment.area).select_related("by")
    event = events.filter(verb=verb, before__number=number, **about).first()
    if event is None:
        raise Http404(f"There is nothing of this number in {assessment}.")
    return event.by


def to_section(assessment: Assessment, section: str, *, row: str = "") -> HttpResponse:
    """`row`: where the entry stands there. It takes the focus, so that its author is where she was
    and the banner above does not."""
    address = reverse("section", args=[assessment.quarter_id, assessment.area, section])
    return redirect(f"{address}#{row}" if row else address)


def say_saved(request: AuthenticatedHttpRequest, said: str) -> None:
    messages.success(request, said, extra_tags="still")


def save[Saved](
    form: RecordForm, operation: Callable[..., Saved], *args: Any, **kwargs: Any
) -> Saved | None:
    """Do with the form what it asks for, and return what was saved. When that cannot be done, the
    form says why, and holds what somebody else has saved meanwhile beside what was typed."""
    try:
        return operation(*args, **kwargs)
    except Stale as stale:
        if stale.current is None:
            form.is_removed = True
            form.add_error(None, str(stale))
            return None
        form.current = stale.current
        sentence = f"{stale} Both are shown. Saving again replaces what is saved now."
        version = {form.add_prefix("version"): stale.current.version}
        show_stale(form, None, sentence, version)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def write_page(
    request: AuthenticatedHttpRequest,
    assessment: Assessment,
    form: RecordForm,
    template: str,
    **context: Any,
) -> HttpResponse:
    """The form's page; 409 when it shows what somebody else saved or removed in the meantime."""
    live = assessment.live_figures
    section = context["kind"].section if "kind" in context else ACTIONS
    locked = "" if request.method == "POST" else assessment.locked_in(section)
    context |= {
        "locked": locked,  # then its page has no form; one that was sent comes back with an error
        "kept_is_lost": bool(locked),
        "choices": live.choices(assessment.area) if _takes_figures(form) else [],
        "assessment": assessment,
        "form": form,
        "current": form.current,
    }
    is_stale = form.current or form.is_removed or "not_removed" in context
    status = 409 if is_stale else 200
    return render(request, template, context, status=status)


def _takes_figures(form: RecordForm) -> bool:
    return bool(getattr(form.instance, "live_fields", ()))
