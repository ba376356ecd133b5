"""Sending somebody a link: an invitation once more, a new password, or another sign-in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User
from selfassess.accounts.proof import proof_wanted
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.people.links import mail_is_set_up
from selfassess.people.operations.accounts import send_link
from selfassess.people.operations.binding import binding_of, invite_again
from selfassess.people.scope import get_person
from selfassess.people.standing import account_of


@proof_wanted
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """The link is mailed by the worker: whoever has it sent never sees it."""
    about = get_person(request.user, person, is_active=True)
    if request.method == "POST" and mail_is_set_up():
        return send_or_tell(request, about)
    held = next(iter(about.held_roles), None)  # the command names a role, also one that is held
    context = {
        "person": about,
        "mail_is_set_up": mail_is_set_up(),
        "held": held,
        "has_password": may_sign_in_here(about),
        "bound": binding_of(about),
    }
    return render(request, "people/link.html", context)


def send_or_tell(request: AuthenticatedHttpRequest, person: User) -> HttpResponse:
    """Without mail, to the page that names the command."""
    if not mail_is_set_up():
        return redirect("person-link", person.pk)
    invitation = account_of(person).waits or not may_sign_in_here(person)
    send = send_link if may_sign_in_here(person) else invite_again
    send(person, by=request.user)
    what = "An invitation" if invitation else "A link to choose a password"
    messages.success(request, f"{what} is on its way to {person.email}.")
    return redirect("people")
