from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from allauth.account.utils import get_login_redirect_url, url_str_to_user_pk
from allauth.account.views import LoginView, reauthenticate
from allauth.account.views import login as login_with_password
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User
from selfassess.accounts.second_factor import is_last
from selfassess.authenticated_request import AuthenticatedHttpRequest


@login_not_required
def closed(request: AuthenticatedHttpRequest) -> NoReturn:
    """Answer 404 where allauth links to a page that this portal does not have."""
    raise Http404("Accounts are made by invitation.")


def keeps_one(view: Callable[..., Any]) -> Callable[..., Any]:
    """For the pages on which a second factor is removed: the only one stays, where one is asked
    for. (allauth asks this only about an app, not about passkeys.) One removal after the other: two
    tabs would each see the factor that the other takes away."""

    @wraps(view)
    @transaction.atomic
    def kept(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            User.objects.locked(request.user)
        if is_last(request.user):
            messages.error(request, "This is your only second factor. Set up another one first.")
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return kept


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """A form for a password, or the way to the council's provider."""
    if settings.SINGLE_SIGN_ON is None:
        answer: HttpResponse = login_with_password(request)
        return answer
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    return render(request, "single_sign_on/sign_in.html", {"next": request.GET.get("next", "")})


login_in_an_emergency = LoginView.as_view(template_name="account/break_glass.html")


@login_not_required
def break_glass(request: HttpRequest) -> HttpResponse:
    """The form for a password, where nobody else has one."""
    if settings.SINGLE_SIGN_ON is None:
        raise Http404("Everybody signs in with a password here.")
    answer: HttpResponse = login_in_an_emergency(request)
    return answer


def no_passwords(request: HttpRequest) -> HttpResponse:
    return render(request, "single_sign_on/no_passwords.html", status=404)


def passwords_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """For pages of passwords and second factors: closed to whoever signs in elsewhere."""

    @wraps(view)
    def closed_to_others(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SINGLE_SIGN_ON is not None:
            about = _person_of_link(kwargs["uidb36"]) if "uidb36" in kwargs else request.user
            if not (isinstance(about, User) and may_sign_in_here(about)):
                return no_passwords(request)
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return closed_to_others


def say_again(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Who it is: with the password, or where everybody signs in."""
    if may_sign_in_here(request.user):
        answer: HttpResponse = reauthenticate(request)
        return answer
    return redirect(f"{reverse('single_sign_on_again')}?{request.GET.urlencode()}")


def _person_of_link(uid: str) -> User | None:
    try:
        return User.objects.filter(pk=url_str_to_user_pk(uid)).first()
    except (ValueError, OverflowError):
        return None
