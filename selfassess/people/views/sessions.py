"""Where somebody is signed in, and when this session ends."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from selfassess.accounts.browsers import browser_of
from selfassess.accounts.models import User
from selfassess.accounts.sessions import by_itself, note_activity, open_sessions, seconds_in_all
from selfassess.accounts.sessions import seconds_left as seconds_until_the_end
from selfassess.assessments.signed_out import in_json
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.forms import version_seen
from selfassess.people.operations.sessions import end_sessions
from selfassess.people.scope import get_person

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def sessions(request: AuthenticatedHttpRequest) -> HttpResponse:
    """One's own: one of them ends, or all but this one."""
    here = request.session.session_key or ""
    if request.method == "POST":
        only = None if "others" in request.POST else version_seen(request, "session")
        ended = end_sessions(request.user, by=request.user, but=here, only=only)
        messages.success(request, _told(ended))
        return redirect("sessions")
    return render(request, "people/sessions.html", _context(request.user, here))


@GET_OR_POST
def of_person(request: AuthenticatedHttpRequest, person: int) -> HttpResponse:
    """Somebody's, for an administrator: all of them end, but not the one in which she asks."""
    about, here = get_person(request.user, person), request.session.session_key or ""
    if request.method == "POST":
        messages.success(request, _told(end_sessions(about, by=request.user, but=here)))
        return redirect("person", about.pk)
    return render(request, "people/sessions.html", {"person": about} | _context(about, here))


def _context(user: User, here: str) -> dict[str, object]:
    found: list[tuple[UserSession, str, bool]] = [
        (one, browser_of(one.user_agent), one.session_key == here) for one in open_sessions(user)
    ]
    return {"sessions": found, "others": any(not is_here for _, _, is_here in found)}


def _told(ended: int) -> str:
    return f"{ended} session{'' if ended == 1 else 's'} ended."


@by_itself
@in_json
@GET_OR_POST
def session(request: AuthenticatedHttpRequest) -> JsonResponse:
    """How many seconds are left. An open page asks by itself, which is nobody’s activity; somebody
    who stays posts."""
    if request.method == "POST":
        note_activity(request)
    left = seconds_until_the_end(request)
    return JsonResponse({"left": left, "is_last": left >= seconds_in_all(request)})
