"""The pages of access tokens, for administrators: to everybody else there are none."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.accounts.proof import proof_wanted
from selfassess.api.forms import TokenForm
from selfassess.api.models import Token
from selfassess.api.operations import make_token, revoke_token
from selfassess.assessments.models import KeptPost
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused
from selfassess.forms import posted
from selfassess.kept_forms.operations import settle_post

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def administrators_only(user: User) -> None:
    if not can(user, Permission.ADMINISTER):
        raise Http404


@require_safe
def tokens(request: AuthenticatedHttpRequest) -> HttpResponse:
    administrators_only(request.user)
    found = Token.objects.visible_to(request.user).with_people()
    good = [token for token in found if token.is_good]
    context = {"good": good, "over": [token for token in found if token not in good]}
    return render(request, "api/tokens.html", context)


@proof_wanted
@GET_OR_POST
def add(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The answer to the form shows the secret, and nothing shows it again. So it leads nowhere
    else: sent once more, the form is refused, because the name is taken."""
    administrators_only(request.user)
    form = TokenForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = make_token(by=request.user, **form.told)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if request.kept_form:  # from before she said once more who she is
                settle_post(cast(KeptPost, request.kept_form), by=request.user)
            context = {"token": token, "secret": secret}
            return render(request, "api/made.html", context)
    return render(request, "api/add.html", {"form": form})


@proof_wanted
@GET_OR_POST
def revoke(request: AuthenticatedHttpRequest, number: int) -> HttpResponse:
    visible = Token.objects.visible_to(request.user).with_people()
    token = get_object_or_404(visible, pk=number)
    if request.method == "POST":
        revoke_token(token, by=request.user)
        messages.success(request, f"The token “{token}” opens nothing any more.")
        return redirect("tokens")
    return render(request, "api/revoke.html", {"token": token})
