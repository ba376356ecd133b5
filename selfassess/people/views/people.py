"""Everybody with an account, and one person's page: who it is, and what this person may do."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.accounts.proof import proof_wanted
from selfassess.audit.timeline import timeline
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted, version_seen
from selfassess.people.invite_forms import PersonForm, RoleForm
from selfassess.people.operations import accounts
from selfassess.people.operations.binding import binding_of
from selfassess.people.person_history import events_about
from selfassess.people.scope import administrators_only, get_person
from selfassess.people.standing import Standing, account_of, link_holds
from services.registry import all_areas

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def people(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Areas without a head first, then who has not answered, who is here, and who has left."""
    administrators_only(request.user)
    everybody = User.objects.visible_to(request.user).with_roles()
    if settings.SINGLE_SIGN_ON:
        everybody = everybody.prefetch_related("socialaccount_set")  # who is bound
    found = [account_of(person) for person in everybody]
    headed = {
        held.area
        for account in found
        if account.person.is_active
        for held in account.person.assignments.all()
        if held.role == Role.HEAD
    }
    context = {
        "waiting": [account for account in found if account.waits],
        "here": [account for account in found if account.standing == Standing.IN_USE],
        "gone": [account for account in found if account.standing == Standing.CLOSED],
        "headless": [area for area in all_areas() if area.slug not in headed],
        "days": link_holds().days,
    }
    return render(request, "people/people.html", context)


@proof_wanted
@GET_OR_POST
def person(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """What somebody may do, and a role to give."""
    about = get_person(request.user, person)
    form = RoleForm(posted(request) if about.is_active else None)
    if request.method == "POST" and about.is_active and form.is_valid():
        given = accounts.give_roles(about, by=request.user, **form.cleaned_data)
        told = f"{about} is now {', '.join(map(str, given))}."
        messages.success(request, told if given else f"{about} has that role already.")
        return redirect("person", about.pk)
    bound = binding_of(about) if settings.SINGLE_SIGN_ON else None
    context = {"person": about, "account": account_of(about), "form": form, "bound": bound}
    return render(request, "people/person.html", context)


@proof_wanted
@GET_OR_POST
def take_role(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """Take one role away. What is gone already, stays so."""
    about = get_person(request.user, person)
    if request.method != "POST":  # back from saying who she is
        return redirect("person", about.pk)
    held = about.assignments.filter(pk=version_seen(request, "role")).first()
    if held is None:
        return redirect("person", about.pk)
    try:
        accounts.unassign(held, by=request.user)
    except Refused as refusal:
        messages.error(request, f"Nothing was changed. {refusal}")
    else:
        messages.success(request, f"{about} is no longer {held}.")
        if about == request.user and held.role == Role.ADMINISTRATOR:
            return redirect("home")
    return redirect("person", about.pk)


@proof_wanted
@GET_OR_POST
def change(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """Name, job title and address. What a colleague has changed meanwhile is shown first."""
    about = get_person(request.user, person)
    saved = {field: getattr(about, field) for field in ("email", "name", "job_title")}
    form, status = PersonForm(posted(request), person=about, saved=saved), 200
    if request.method == "POST" and form.is_valid():
        try:
            changed = form.touched()
            about = accounts.change_person(about, by=request.user, seen=form.seen(), **changed)
        except Stale as stale:
            form.show_newest(stale)
            status = 409
        else:
            messages.success(request, f"The account of {about} is saved.")
            return redirect("person", about.pk)
    context = {"person": about, "form": form}
    return render(request, "people/change.html", context, status=status)


@require_safe
def history(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """A person's rights over time."""
    about = get_person(request.user, person)
    context = {"person": about, "entries": timeline(events_about(about).select_related("by"))}
    return render(request, "people/history.html", context)
