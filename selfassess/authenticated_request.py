"""The request of somebody who has signed in: `SignInRequired` lets no other one reach a view."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, cast

from django.db.models import Model
from django.http import HttpRequest, QueryDict

from selfassess.accounts.models import User


class SentBefore(Protocol):
    """A form that its author sent while she was signed out."""

    @property
    def data(self) -> QueryDict: ...


class Passage(Protocol):
    """A sentence that may identify a child: what it looks like, and with that marked."""

    @property
    def kinds(self) -> list[str]: ...

    @property
    def marked(self) -> str: ...


# From texts by field to the passages in them about which nobody has decided, with their digests
Ask = Callable[[Mapping[str, str]], list[tuple[str, Passage, str]]]


class AuthenticatedHttpRequest(HttpRequest):
    """A type for annotations only: in Django's own, `user` may be anonymous."""

    user: User
    kept_form: SentBefore | None  # to be filled in again; the middleware KeptForms says so
    # What a view saved although no form sent it: the middleware PageInBetween looks at it, too
    saved_words: list[str]
    saved_in: Iterable[Model]  # in which assessments, where the page's address does not say so
    ask: Ask  # for forms that ask before they save; by that middleware, too


def signed_in(request: HttpRequest) -> User:
    """Return the request's user where Django sets the type of the request, as in its admin."""
    return cast(User, request.user)
