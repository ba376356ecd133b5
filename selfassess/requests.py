"""The request of somebody who has signed in: `SignInRequired` lets no other one reach a view."""

from typing import Protocol, cast

from django.http import HttpRequest, QueryDict

from selfassess.accounts.models import User


class SentBefore(Protocol):
    """A form that its author sent while she was signed out."""

    @property
    def data(self) -> QueryDict: ...


class AuthenticatedHttpRequest(HttpRequest):
    """For annotations alone: Django's own type allows that nobody is signed in."""

    user: User
    kept_form: SentBefore | None  # to be filled in again; the middleware KeptForms says so


def signed_in(request: HttpRequest) -> User:
    """Who asks, where Django fixes the type of the request, as in its admin."""
    return cast(User, request.user)
