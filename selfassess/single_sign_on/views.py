"""Signing in at the council's provider, and coming back."""

import time
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.utils import get_next_redirect_url, url_str_to_user_pk
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from selfassess.accounts.models import User
from selfassess.accounts.proof import is_proved
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.oidc import current

from . import pages
from .errors import ProviderDown
from .pages import Page
from .provider import CheckedAdapter, CouncilProvider, social_app

ASK_AGAIN = {"prompt": "login", "max_age": "0"}
CHOOSE = {"prompt": "select_account"}


def tell(request: HttpRequest, page: Page, *, why: str = "") -> HttpResponse:
    """`why`: a word for whoever looks after the portal."""
    words = {"provider": current().name}
    context = {
        "page": page,
        "title": page.title.format(**words),
        "lede": page.lede.format(**words),
        "text": page.text.format(**words),
        "why": why,
    }
    return render(request, "single_sign_on/told.html", context, status=page.status)


def _only_where_set_up() -> None:
    if settings.SINGLE_SIGN_ON is None:
        raise Http404("People sign in with passwords here.")


def _send(request: HttpRequest, *, asking: dict[str, str], **state: Any) -> HttpResponse:
    """To the provider. `state` is kept in the session and comes back with the person."""
    provider = CouncilProvider(request, app=social_app(current()))
    try:
        return provider.redirect(
            request,
            process=AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            data=state,
            auth_params=asking,
        )
    except ProviderDown as error:
        return tell(request, pages.DOWN, why=error.why)


@require_safe
@login_not_required
def begin(request: HttpRequest) -> HttpResponse:
    _only_where_set_up()
    return _send(request, asking={})


@require_safe
@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    """allauth finds the state, exchanges the code and asks CheckedAdapter what it is worth; who
    comes in says people/single_sign_on.py."""
    _only_where_set_up()
    answer: HttpResponse = OAuth2CallbackView.adapter_view(CheckedAdapter(request))(request)
    return answer


@require_safe
@login_not_required
def invitation(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """Whose it is, and what happens. Nothing yet: programs follow the links of e-mails."""
    _only_where_set_up()
    person = invited(uid, key)
    if person is None:
        return tell(request, pages.OLD_INVITATION)
    context = {"person": person, "provider": settings.SINGLE_SIGN_ON, "uid": uid, "key": key}
    return render(request, "single_sign_on/invitation.html", context)


@require_safe
@login_not_required
def accept(request: HttpRequest, uid: str, key: str) -> HttpResponse:
    """To the provider, which asks with which account: a browser may know several."""
    _only_where_set_up()
    if invited(uid, key) is None:
        return tell(request, pages.OLD_INVITATION)
    return _send(request, asking=CHOOSE, invitation=[uid, key])


def invited(uid: str, key: str) -> User | None:
    """Whose invitation it is, if it still holds."""
    try:
        person = User.objects.active().get(pk=url_str_to_user_pk(uid))
    except (User.DoesNotExist, ValueError, OverflowError):
        return None
    holds = not person.is_break_glass and default_token_generator.check_token(person, key)
    return person if holds else None


@require_safe
def again(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Before something grave: that it is still she. Whoever comes back from the provider finds it
    done, as she sent it."""
    _only_where_set_up()
    if is_proved(request):
        return resume_request(request) or redirect("home")
    context = {
        "provider": settings.SINGLE_SIGN_ON,
        "next": urlencode({"next": get_next_redirect_url(request) or "/"}),
    }
    return render(request, "single_sign_on/again.html", context)


@require_safe
def ask_again(request: AuthenticatedHttpRequest) -> HttpResponse:
    _only_where_set_up()
    return _send(request, asking=ASK_AGAIN, again=request.user.pk, asked_at=int(time.time()))
