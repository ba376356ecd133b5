"""A person's e-mails, reminding the areas that are not sent, and a quarter's dates."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, can
from selfassess.assessments.scope import get_quarter
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused
from selfassess.forms import posted
from selfassess.quarters.clock import now

from . import operations
from .forms import EmailsForm
from .models import Preference

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def emails(request: AuthenticatedHttpRequest) -> HttpResponse:
    stored = Preference.objects.filter(person=request.user.pk).first() or Preference()
    form = EmailsForm(posted(request), initial={"wanted": stored.wanted})
    if request.method == "POST" and form.is_valid():
        operations.choose_emails(request.user, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("emails")
    return render(request, "notifications/emails.html", {"form": form})


@GET_OR_POST
def remind(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    """Show whom a reminder would reach, with a button that sends it."""
    if not can(request.user, Permission.REMIND):
        raise Http404
    quarter = get_quarter(request.user, quarter)
    if request.method == "POST":
        try:
            names = operations.remind(quarter, by=request.user)
            messages.success(request, f"Reminded: {', '.join(names)}.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("home")
    context = {"quarter": quarter, "assessments": operations.not_sent(quarter)}
    return render(request, "notifications/remind.html", context)


@require_safe
def dates(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    from .ical import calendar  # an eighth of a second to load, and few ask for it

    quarter = get_quarter(request.user, quarter)
    later = quarter.assessments.visible_to(request.user).filter(longer_until__gt=quarter.due)
    content = calendar(
        quarter,
        authority=settings.AUTHORITY_NAME,
        longer={late.area: (late.name, late.longer_until) for late in later if late.longer_until},
        stamp=now(),
    )
    name = f"self-assessment-{quarter.code}.ics"
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
