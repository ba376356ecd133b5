"""Is this file one of ours? Asked with the file, answered by its fingerprint.

The file is read once, in pieces, and kept nowhere: nothing opens it, so nothing in it can do harm.
"""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from selfassess.access import Permission, has_any
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.reporting.editions.descriptions import name_of
from selfassess.reporting.forms import VerifyForm
from selfassess.reporting.verify import (
    find,
    find_annual,
    fingerprint_of,
    is_pdf,
    newer,
)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Whoever holds a file may learn which version it is, also of a draft: she has it already."""
    if not has_any(request.user, [Permission.READ_ISSUED]):
        raise Http404("Checking a report is for those who read reports.")
    if request.method != "POST":
        return render(request, "reporting/verify.html", {"form": VerifyForm()})
    form = VerifyForm(request.POST, request.FILES)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        fingerprint = fingerprint_of(file)
        context |= {"sha256": fingerprint, "is_pdf": is_pdf(file)}
        context |= {"found": find(fingerprint), "annual": find_annual(fingerprint)}
        if found := context["found"]:
            context |= {"edition": name_of(found.edition), "newer": newer(found)}
    return render(request, "reporting/verify.html", context)
