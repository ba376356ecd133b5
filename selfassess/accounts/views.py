from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from selfassess.accounts.second_factor import is_last
from selfassess.authenticated_request import AuthenticatedHttpRequest


@login_not_required
def closed(request: AuthenticatedHttpRequest) -> NoReturn:
    """Answer 404 where allauth links to a page that this portal does not have."""
    raise Http404("Accounts are made by invitation.")


def keeps_one(view: Callable[..., Any]) -> Callable[..., Any]:
    """For the pages on which a second factor is removed: the only one stays, where one is asked
    for. (allauth asks this only about an app, not about passkeys.)"""

    @wraps(view)
    def kept(request: AuthenticatedHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_last(request.user):
            messages.error(request, "This is your only second factor. Set up another one first.")
            return redirect("mfa_index")
        return view(request, *args, **kwargs)

    return kept
