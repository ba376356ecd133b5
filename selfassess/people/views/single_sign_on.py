"""The administrator's page on the council's provider: how it is set up, and whether it answers."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.people.scope import administrators_only
from selfassess.single_sign_on.connection import examine
from selfassess.single_sign_on.provider import redirect_address


@require_safe
def connection(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Asks the provider each time it is opened."""
    administrators_only(request.user)
    provider = settings.SINGLE_SIGN_ON
    findings = examine(provider) if provider else []
    context = {
        "provider": provider,
        "findings": findings,
        "wrong": [finding for finding in findings if not finding.is_good],
        "redirect_address": redirect_address(),
    }
    return render(request, "people/single_sign_on.html", context)
