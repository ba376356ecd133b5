"""Where a form arrives that could not be saved, and is kept; and where its author discards it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from selfassess.assessments.models import KeptPost
from selfassess.assessments.signed_out import speaks_json
from selfassess.authenticated_request import AuthenticatedHttpRequest

from .keeping import keep_signed_out
from .operations import settle_post


@require_POST
def discard(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    """Back to its page, or home where that page does not take it any more."""
    mine = KeptPost.objects.filter(by=request.user).select_related("assessment")
    kept = get_object_or_404(mine, pk=number)
    settle_post(kept, by=request.user, discarded=True)
    messages.success(request, "Discarded. What you had sent is not saved.")
    return redirect("home" if "home" in request.GET else kept.path)


@login_not_required
def csrf_failure(request: AuthenticatedHttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is no longer good, most often after signing in again in another tab."""
    kept = keep_signed_out(request)
    if speaks_json(request.resolver_match.func):
        return JsonResponse({"reason": "token"}, status=403)
    path = kept.form.get_absolute_url() if kept.form else request.path
    context = {"kept": kept.number, "path": path, "is_too_long": kept.is_too_long}
    return render(request, "errors/403_csrf.html", context, status=403)
