"""A real browser before a real server: one that runs scripts, and one that does not."""

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.conf import settings as portal
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter
from tests.factories import make_quarter

# Playwright's loop runs in the thread of the tests, and Django would not let them ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"

PATIENCE = 20_000  # milliseconds; a busy machine is not a broken page
expect.set_options(timeout=PATIENCE)

DESK, PHONE = 1280, 390  # pixels wide

# Refusals that a page expects, and tells its reader of where a save is refused
UNDERSTOOD = (401, 403, 409, 422)
ASKED_BY_PAGES = ("/autosave/", "/findings/", "/here/", "/accounts/session/")

Browse = Callable[..., Page]


@pytest.fixture(autouse=True)
def _october(settings):
    """Quarter 2 is over and its deadline near."""
    settings.TODAY = date(2020, 10, 5)


@pytest.fixture
def quarter(transactional_db) -> Quarter:
    return make_quarter("2020-21-q2")


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request) -> bool:
    """Everything must work without scripts too."""
    return request.param


@pytest.fixture
def troubles() -> list[str]:
    """What browsers complained about. A test may clear what it expected."""
    return []


@pytest.fixture
def browse(new_context, live_server, scripts: bool, troubles: list[str]) -> Iterator[Browse]:
    """Open a browser of somebody's own; signed in, when told as whom."""

    def browse(user: User | None = None, *, width: int = DESK) -> Page:
        context = new_context(
            base_url=live_server.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
        )
        context.set_default_timeout(PATIENCE)
        watch(context, live_server.url, troubles)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        return context.new_page()

    yield browse
    assert troubles == []


def session_cookie(user: User, url: str) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    name = portal.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def watch(context: BrowserContext, home: str, troubles: list[str]) -> None:
    """Note errors of scripts and of the security policy, broken files, and calls to elsewhere."""

    def on_console(message: ConsoleMessage) -> None:
        refused = message.text.startswith("Failed to load resource")  # on_response knows better
        if message.type in ("error", "warning") and not refused:
            troubles.append(message.text)

    def on_response(response: Response) -> None:
        if response.url.endswith(ASKED_BY_PAGES) and response.status in UNDERSTOOD:
            return
        if response.status >= 400 and response.request.resource_type != "document":
            troubles.append(f"{response.status} for {response.url}")

    def on_request(request) -> None:
        if not request.url.startswith((home, "data:")):
            troubles.append(f"A request to {request.url}")

    context.on("console", on_console)
    context.on("response", on_response)
    context.on("request", on_request)
    context.on("weberror", lambda error: troubles.append(str(error.error)))
