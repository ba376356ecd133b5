"""The request of somebody who has signed in: `SignInRequired` lets no other one reach a view."""

from typing import Protocol, cast

from django.http import HttpRequest, QueryDict

from selfassess.accounts.models import User


class SentBefore(Protocol):
    """A form that its author sent while she was signed out."""

    @property
    def data(self) -> QueryDict: ...


class AuthenticatedHttpRequest(HttpRequest):
    """A type for annotations only: in Django's own, `user` may be anonymous."""

    user: User
    kept_form: SentBefore | None  # to be filled in again; the middleware KeptForms says so
    # What a view saved although no form sent it: the middleware PageInBetween looks at it, too
    saved_words: list[str]


def signed_in(request: HttpRequest) -> User:
    """Return the request's user where Django sets the type of the request, as in its admin."""
    return cast(User, request.user)
