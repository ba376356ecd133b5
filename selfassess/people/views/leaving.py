"""The pages on which somebody leaves, comes back, or hands on what she owns."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.proof import proof_wanted
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.people.forms import HandOnForm, LeaveForm, ReturnForm
from selfassess.people.operations import leaving
from selfassess.people.scope import get_person
from selfassess.records.operations.hand_over_actions import CHANGED, as_seen, hand_over, owned_by

from .links import send_or_tell

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@proof_wanted
@GET_OR_POST
def leave(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """One page that names everything that ends, and asks who takes over."""
    leaver = get_person(request.user, person)
    if not leaver.is_active:  # a double click
        return redirect("people")
    effect = leaving.effect(leaver, by=request.user)
    movable = [owned.action for owned in effect.actions if not owned.locked]
    form = LeaveForm(posted(request), leaver=leaver, headless=effect.headless, actions=movable)
    status = 200
    if request.method == "POST" and form.is_valid():
        to, seen = form.cleaned_data.get("actions_to"), form.cleaned_data.get("seen")
        try:
            if "actions_to" not in form.fields and request.POST.get("actions_to"):
                raise Stale(CHANGED, None)  # all of them were locked while the page was open
            leaving.leave(
                leaver,
                heads=form.heads,
                actions_to=to,
                seen=seen,
                ends=request.POST.get("ends", ""),
                by=request.user,
            )
        except leaving.Moved as moved:
            form.add_error(None, str(moved))
            status = 409
        except Stale:
            form.add_error("actions_to" if movable else None, CHANGED)
            status = 409
        except Refused as refusal:
            messages.error(request, f"Nothing was changed. {refusal}")
            return redirect("people")
        else:
            messages.success(request, f"{leaver} has left and can no longer sign in.")
            return redirect("people")
    if form.is_bound:
        form.show_newest()
    context = {"person": leaver, "effect": effect, "form": form, "movable": movable}
    return render(request, "people/leave.html", context, status=status)


@proof_wanted
@GET_OR_POST
def come_back(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    back = get_person(request.user, person)
    if back.is_active:  # a double click
        return redirect("people")
    form = ReturnForm(posted(request), roles=leaving.roles_before_leaving(back))
    if request.method == "POST" and form.is_valid():
        leaving.come_back(back, roles=form.wanted, by=request.user)
        back.refresh_from_db()
        means = "password" if may_sign_in_here(back) else "invitation"
        messages.success(request, f"{back} may sign in again, with a new {means}.")
        return send_or_tell(request, back)
    return render(request, "people/return.html", {"person": back, "form": form})


@proof_wanted
@GET_OR_POST
def hand_on_actions(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """What somebody still owns, here or gone, and who takes it over."""
    owner = get_person(request.user, person)
    owned = owned_by(owner)
    movable = [one.action for one in owned if not one.locked]
    if request.method == "POST" and not movable:
        messages.error(request, "Nothing was handed on: no open action can change hands now.")
        return redirect(request.path)
    form, status = HandOnForm(posted(request), owner=owner, actions=movable), 200
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["actions_to"]
        try:
            shown = as_seen(movable, form.cleaned_data["seen"])
            hand_over(shown, owner_person=to, by=request.user)
            messages.success(request, f"{to} owns {len(shown)} more open actions.")
            return redirect("people")
        except Stale:
            form.add_error("actions_to", CHANGED)
            status = 409
        except Refused as refusal:
            messages.error(request, f"Nothing was handed on. {refusal}")
            return redirect(request.path)
    if form.is_bound:
        form.show_newest()
    context = {"person": owner, "owned": owned, "movable": movable, "form": form}
    return render(request, "people/actions.html", context, status=status)
