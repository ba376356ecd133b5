"""Sessions that end while a form is open."""

from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client

from selfassess.accounts.models import User

from .factories import PASSWORD
from .pages import form_on

LOGIN = "/accounts/login/"


def browser_of(user: User) -> Client:
    """Guarded against forged forms like a real one."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


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
