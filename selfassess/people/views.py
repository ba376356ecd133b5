"""The administrator's pages of people: who is here, who leaves, who comes back, their rights."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, Role, can
from selfassess.accounts.models import User
from selfassess.audit.timeline import timeline
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.records.operations.hand_over_actions import CHANGED, as_seen, hand_over, owned_by
from services.registry import all_areas

from .forms import HandOnForm, LeaveForm, ReturnForm
from .links import mail_is_set_up
from .operations import leaving
from .operations.accounts import send_link
from .person_history import events_about

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def get_person(user: User, number: int, **facts: Any) -> User:
    """404 for everybody but administrators."""
    return get_object_or_404(User.objects.visible_to(user).with_roles(), pk=number, **facts)


@require_safe
def people(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Areas without a head first, then who may sign in, then who has left."""
    if not can(request.user, Permission.ADMINISTER):
        raise Http404
    everybody = list(User.objects.visible_to(request.user).with_roles())
    here = [person for person in everybody if person.is_active]
    headed = {held.area for p in here for held in p.assignments.all() if held.role == Role.HEAD}
    context = {
        "here": here,
        "gone": [person for person in everybody if not person.is_active],
        "headless": [area for area in all_areas() if area.slug not in headed],
    }
    return render(request, "people/people.html", context)


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


@GET_OR_POST
def come_back(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    back = get_person(request.user, person)
    if back.is_active:  # a double click
        return redirect("people")
    form = ReturnForm(posted(request), roles=leaving.roles_before_leaving(back))
    if request.method == "POST" and form.is_valid():
        leaving.come_back(back, roles=form.wanted, by=request.user)
        back.refresh_from_db()
        messages.success(request, f"{back} may sign in again, with a new password.")
        return _send_link(request, back)
    return render(request, "people/return.html", {"person": back, "form": form})


@GET_OR_POST
def link(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """A link to choose a password, mailed by the worker: whoever has it sent never sees it."""
    about = get_person(request.user, person, is_active=True)
    if request.method == "POST" and mail_is_set_up():
        return _send_link(request, about)
    held = next(iter(about.held_roles), None)  # the command names a role, also one that is held
    context = {"person": about, "mail_is_set_up": mail_is_set_up(), "held": held}
    return render(request, "people/link.html", context)


def _send_link(request: AuthenticatedHttpRequest, person: User) -> HttpResponse:
    """Without mail, to the page that names the command."""
    if not mail_is_set_up():
        return redirect("person-link", person.pk)
    send_link(person, by=request.user)
    told = f"A link to choose a password is on its way to {person.email}."
    messages.success(request, told)
    return redirect("people")


@GET_OR_POST
def hand_on_actions(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """What somebody who has left still owns, and who takes it over."""
    owner = get_person(request.user, person, is_active=False)
    owned = owned_by(owner)
    movable = [one.action for one in owned if not one.locked]
    if request.method == "POST" and not movable:
        messages.error(request, "Nothing was handed on: no open action can change hands now.")
        return redirect(request.path)
    form, status = HandOnForm(posted(request), actions=movable), 200
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


@require_safe
def history(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """A person's rights over time."""
    about = get_person(request.user, person)
    context = {"person": about, "entries": timeline(events_about(about).select_related("by"))}
    return render(request, "people/history.html", context)
