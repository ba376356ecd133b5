"""The request of somebody who has signed in: `SignInRequired` lets no other one reach a view."""

from typing import cast

from django.http import HttpRequest

from selfassess.accounts.models import User


class AuthenticatedHttpRequest(HttpRequest):
    """For annotations alone: Django's own type allows that nobody is signed in."""

    user: User


def signed_in(request: HttpRequest) -> User:
    """Who asks, where Django fixes the type of the request, as in its admin."""
    return cast(User, request.user)
