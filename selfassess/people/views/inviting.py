"""Inviting one person, or several with the same role."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.access import Role
from selfassess.accounts.proof import proof_wanted
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.forms import posted
from selfassess.people.invite_forms import InviteForm, InviteSeveralForm
from selfassess.people.invited import Invited
from selfassess.people.links import mail_is_set_up
from selfassess.people.operations.accounts import invite_all
from selfassess.people.scope import administrators_only
from selfassess.people.standing import link_holds
from services.registry import all_areas

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@proof_wanted
@GET_OR_POST
def invite(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _invite(request, InviteForm, "people/invite.html")


@proof_wanted
@GET_OR_POST
def invite_several(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _invite(request, InviteSeveralForm, "people/invite_several.html")


def _invite(
    request: AuthenticatedHttpRequest,
    form_class: type[InviteForm] | type[InviteSeveralForm],
    template: str,
) -> HttpResponse:
    """`?head=lac` asks for a head of that area."""
    administrators_only(request.user)
    form = form_class(posted(request), initial=_asked_for(request.GET.get("head", "")))
    if request.method == "POST" and form.is_valid():
        people = form.invited
        role, areas = form.cleaned_data["role"], form.cleaned_data["areas"]
        invite_all(people, role=role, areas=areas, send=mail_is_set_up(), by=request.user)
        _say_what_happened(request, people)
        return redirect("people")
    context = {"form": form, "days": link_holds().days, "mail_is_set_up": mail_is_set_up()}
    return render(request, template, context)


def _asked_for(area: str) -> dict[str, object]:
    known = {one.slug for one in all_areas()}
    return {"role": Role.HEAD, "areas": [area]} if area in known else {}


def _say_what_happened(request: AuthenticatedHttpRequest, people: list[Invited]) -> None:
    who = people[0].email if len(people) == 1 else f"{len(people)} people"
    if mail_is_set_up():
        messages.success(request, f"An invitation is on its way to {who}.")
        return
    messages.warning(
        request,
        f"{who} can sign in with a link only. E-mail is not set up, so none was sent: "
        "“Send again” below says how to print one.",
    )
