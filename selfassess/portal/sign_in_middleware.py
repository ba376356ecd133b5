"""What a request of somebody signed in meets: the end of her session, the second factor, and the
question whether it is still she."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from selfassess.accounts.proof import is_proved, wants_proof
from selfassess.accounts.second_factor import SETTING_UP, factors_of, is_asked_for
from selfassess.accounts.sessions import is_by_itself, note_activity, seconds_left
from selfassess.assessments.signed_out import SIGNED_OUT, speaks_json
from selfassess.authenticated_request import signed_in
from selfassess.kept_forms.keeping import keep_signed_out
from selfassess.single_sign_on.session import began_with_a_password


class SessionLimits:
    """Ends a session that was idle too long, is too old, or began with a password where nobody has
    one any more, before anybody asks whose it is. What it sends then is kept for its author, as
    after any sign-out. At a sign-out the browser forgets what
    it has of the portal. Its cookies stay: a session's is worthless then, and the sign-in needs one
    that guards against forged forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Here and not in process_view: an address that is not there has no view, but a frame with
        # the name of whoever is signed in
        if request.user.is_authenticated and (
            not seconds_left(request) or began_with_a_password(request)
        ):
            logout(request)
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match and match.url_name == "account_logout":
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if request.user.is_authenticated and not is_by_itself(view):
            note_activity(request)


class SecondFactorRequired:
    """Without a second factor nobody gets further than to the pages on which one is set up. A
    session that began before one was set up elsewhere has not shown it, and ends: whoever only
    knows the password could add another one in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not settings.SECOND_FACTOR or not is_asked_for(request):
            return None
        if factors_of(signed_in(request)):
            logout(request)
            return _led_to("account_login", view)
        match = request.resolver_match
        is_open = not getattr(view, "login_required", True) or (
            match is not None and match.url_name in SETTING_UP
        )
        return None if is_open else _led_to("mfa_index", view)


def _led_to(page: str, view: Any) -> HttpResponse:
    if speaks_json(view):
        return JsonResponse({"reason": SIGNED_OUT}, status=401)
    return redirect(page)


class ProofRequired:
    """Asks again who it is before something grave. What was typed is kept, and its page filled in
    with it afterwards: one click finishes it. What is too long to be kept is named by the page that
    asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or not wants_proof(view) or is_proved(request):
            return None
        kept = keep_signed_out(request)
        methods = get_adapter(request).get_reauthentication_methods(request.user)
        if not methods:
            raise PermissionDenied("Sign out and in again to do this.")
        then = {"next": kept.form.get_absolute_url() if kept.form else request.get_full_path()}
        then |= {"too_long": "1"} if kept.is_too_long else {}
        asking = redirect(f"{methods[0]['url']}?{urlencode(then)}")
        asking.status_code = HTTPStatus.SEE_OTHER  # 302 says that a form was saved
        return asking
