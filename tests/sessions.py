"""Sessions that end while a form is open."""

import time

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from selfassess.accounts.models import User
from selfassess.accounts.sessions import ACTIVE, SIGNED_IN

from .factories import PASSWORD
from .pages import form_on

LOGIN = "/accounts/login/"


def browser_of(user: User) -> Client:
    """Guarded against forged forms like a real one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def hold_open(client: Client) -> None:
    """As if something had been done just now, however long the tests of a module take."""
    session = client.session
    session[SIGNED_IN] = session[ACTIVE] = time.time() + 1800
    session.save()


def age(client: Client, *, signed_in: int = 0, active: int = 0) -> None:
    """Make a session look as old as so many seconds."""
    session = client.session
    session[SIGNED_IN] -= signed_in
    session[ACTIVE] -= active
    session.save()


def log_in(client: Client, user: User, next_: str = "") -> HttpResponse:
    page = form_on(client.get(LOGIN))
    where = {"next": next_} if next_ else {}
    return client.post(LOGIN, page | {"login": user.email, "password": PASSWORD} | where)


def end_sessions() -> None:
    """As after twelve hours: the browsers still send their cookies."""
    Session.objects.all().delete()


def send_signed_out(client: Client, path: str, **typed: str) -> HttpResponse:
    page = form_on(client.get(path))
    end_sessions()
    return client.post(path, page | typed)
