"""Where a form arrives that could not be saved, and is kept; and where its author discards it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from selfassess.assessments.models import KeptPost
from selfassess.assessments.operations.kept_forms import settle_post
from selfassess.assessments.signed_out import keep_signed_out_post, speaks_json
from selfassess.requests import AuthenticatedHttpRequest


@require_POST
def discard(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    mine = KeptPost.objects.filter(by=request.user).select_related("assessment")
    kept = get_object_or_404(mine, pk=number)
    settle_post(kept, by=request.user, discarded=True)
    return redirect(kept.path)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is no longer good, most often after signing in again in another tab."""
    kept = keep_signed_out_post(request)
    if speaks_json(request.resolver_match.func):
        return JsonResponse({"reason": "token"}, status=403)
    form = getattr(request, "kept_form", None)
    path = form.get_absolute_url() if form else request.path
    return render(request, "errors/403_csrf.html", {"kept": kept, "path": path}, status=403)
