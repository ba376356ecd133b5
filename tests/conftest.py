"""What every test stands on."""

import gc
import os
import shutil
from collections.abc import Callable
from datetime import timedelta

import hypothesis
import msgspec
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.models import Max
from django.test import Client, override_settings

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.claims import kept_record
from selfassess.live_figures import recent
from selfassess.quarters.clock import now

from .cast import Cast, make_cast
from .database import own_database
from .once import directory_of_the_session  # noqa: F401 (a fixture)
from .rows import count_on_from_the_last
from .stage import stage  # noqa: F401 (a fixture)
from .trials import (  # noqa: F401 (hooks and a fixture)
    of_the_trial,
    pytest_addoption,
    pytest_generate_tests,
    pytest_terminal_summary,
    turn,
)

# Only right or wrong counts, never how busy the machine is
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

# Playwright runs an event loop beside the test, which goes on using the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(config, items):
    """Of a trial only its tests. On PostgreSQL only what uses a database: the rest has been told by
    the run on SQLite. What drives a browser comes first, so that one process of a run has one, and
    waits for it while the others work."""
    trial = config.getoption("trial")
    wanted = [
        item
        for item in items
        if (not trial or of_the_trial(item, trial))
        and (connection.vendor != "postgresql" or uses_database(item))
    ]
    config.hook.pytest_deselected(items=list(set(items) - set(wanted)))
    items[:] = sorted(wanted, key=lambda item: item.get_closest_marker("browser") is None)


def uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


def pytest_collection_finish():
    """Tests make a lot of rubbish beside a lot that stays; look at the latter once."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_sessionfinish():
    """pytest looks for what nobody has closed five times over, among all that there is. Once is
    enough: what is left after it goes with the process."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """In place of pytest-django's, which migrates anew in every process."""
    with django_db_blocker.unblock(), own_database():
        yield


@pytest.fixture(scope="session", autouse=True)
def _test_settings(django_test_environment):
    """Quick passwords, static files without a build, a cache of the process's own, and nothing from
    the settings of the machine."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    in_memory = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with override_settings(
        PASSWORD_HASHERS=hashers,
        STORAGES=settings.STORAGES | {"staticfiles": static},
        CACHES=settings.CACHES | in_memory,
        TODAY=None,
        LAIT_DIR=None,
    ):
        yield


@pytest.fixture(autouse=True)
def _empty_caches():
    for cache in caches.all():
        cache.clear()
    kept_record.forget()
    recent.forget()


@pytest.fixture(autouse=True)
def _numbers_as_in_every_run(request):
    """What is made in the same order has the same numbers, so that what other tests began with
    (tests/rows.py) fits here."""
    if uses_database(request.node):
        request.getfixturevalue("db")
        count_on_from_the_last()


@pytest.fixture
def happen(db) -> Callable[..., None]:
    """An event with a number of the test's own, as transactions give them that end in another
    order."""
    by, newest = User.objects.command_line(), Event.objects.aggregate(newest=Max("pk"))["newest"]

    def happen(verb: str, *, number: int, area: str = "", seconds_ago: int = 0) -> None:
        at = now() - timedelta(seconds=seconds_ago)
        pk = (newest or 0) + 1000 + number
        Event.objects.bulk_create([Event(pk=pk, verb=verb, by=by, area=area, at=at)])

    return happen


@pytest.fixture
def quick_pdf(monkeypatch):
    """Lay reports out in no time, where a test is not about their looks."""
    import selfassess.reporting.pdf as pdf

    def draw(content: pdf.Drawn) -> bytes:
        return b"%PDF " + msgspec.json.encode(content, order="sorted")

    monkeypatch.setattr(pdf, "draw", draw)


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def sign_in(db):
    """Sign somebody in without the form; gives a client."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, told to stay off the network and to load no pages of its own. The package
    without windows starts and paints in half of the time (bin/_setup.sh installs it)."""
    installed = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return browser_type_launch_args | {
        "executable_path": os.environ.get("CHROMIUM") or installed,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=PreloadTopChromeWebUI",
        ],
    }
