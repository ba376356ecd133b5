"""Settings come from the environment: safe when nothing is set, nonsense stops the start with a
hint. Each test reads them anew."""

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Barrier
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from selfassess import env
from selfassess.production_checks import refuse_if_unsafe


@pytest.fixture
def read(tmp_path, monkeypatch):
    """The settings of an environment with nothing in it but a folder and what is given."""
    monkeypatch.chdir(settings.BASE_DIR)

    def read(**environment: str) -> dict:
        given = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path / "var")} | environment
        with patch.dict(os.environ, given, clear=True), patch.dict(sys.modules):
            for module in [name for name in sys.modules if name.startswith("selfassess.settings")]:
                del sys.modules[module]
            anew = import_module("selfassess.settings")
        found = {name: value for name, value in vars(anew).items() if name.isupper()}
        return json.loads(json.dumps(found, default=str))

    return read


@pytest.fixture
def complaint(read):
    """What a start says which does not come about."""

    def complaint(**environment: str) -> str:
        with pytest.raises(ImproperlyConfigured) as refusal:
            read(**environment)
        return str(refusal.value)

    return complaint


# --- Nothing set --------------------------------------------------------------------------------


def test_with_nothing_set_it_is_a_safe_trial_on_this_machine(read, tmp_path):
    found = read()
    assert found["DEBUG"] is found["PRODUCTION"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert found["TODAY"] is None
    assert found["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert found["MAILERS"]["default"]["BACKEND"].endswith(".console.EmailBackend")
    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "var" / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found["SESSION_COOKIE_HTTPONLY"] is found["CSRF_COOKIE_HTTPONLY"] is True
    assert found["SESSION_COOKIE_SAMESITE"] == found["CSRF_COOKIE_SAMESITE"] == "Lax"


def test_blank_is_the_same_as_not_set(read):
    blank = dict.fromkeys(("DEBUG", "DATABASE_URL", "SECRET_KEY", "TODAY", "ALLOWED_HOSTS"), " ")
    assert read(**blank) == read()


def test_a_key_is_made_once_kept_and_readable_by_its_owner_only(read, tmp_path):
    first, second = read()["SECRET_KEY"], read()["SECRET_KEY"]
    assert first == second
    assert len(first) >= 50
    kept = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.read_text() == first
    made = {path.name for path in kept.parent.iterdir()}
    assert made == {"secret_key", "audit_seal_key", "static"}


def test_every_machine_has_a_key_of_its_own(read, tmp_path):
    assert read()["SECRET_KEY"] != read(VAR_DIR=str(tmp_path / "elsewhere"))["SECRET_KEY"]


def test_a_given_key_counts_and_is_not_written_down(read, tmp_path):
    assert read(SECRET_KEY="given")["SECRET_KEY"] == "given"
    assert not (tmp_path / "var" / "secret_key").exists()


def test_processes_that_start_at_once_agree_on_a_whole_key(tmp_path, monkeypatch):
    """On a new machine the web server and the worker look for the key in the same moment."""
    monkeypatch.delenv("SECRET_KEY", raising=False)
    together = Barrier(6)

    def key_in(path: Path) -> str:
        together.wait()
        return env.secret_key("SECRET_KEY", path)

    with ThreadPoolExecutor(6) as pool:
        for number in range(50):
            path = tmp_path / str(number)
            keys = set(pool.map(key_in, [path] * 6))
            assert keys == {path.read_text()}
            assert len(keys.pop()) >= 50


# --- Forms that are understood ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://me:se%40cret@db.example.org:5433/portal?sslmode=require",
            {
                "ENGINE": "django.db.backends.postgresql",
                "USER": "me",
                "PASSWORD": "se@cret",
                "HOST": "db.example.org",
                "PORT": 5433,
                "NAME": "portal",
                "OPTIONS": env.PATIENCE | {"sslmode": "require"},
            },
        ),
        (
            "postgresql://me@db1,db2:5433,db3/portal?connect_timeout=2",
            {
                "USER": "me",
                "HOST": "db1,db2,db3",
                "PORT": ",5433,",
                "OPTIONS": env.PATIENCE
                | {"target_session_attrs": "read-write", "connect_timeout": "2"},
            },
        ),
        ("postgresql://db1,db2/portal", {"HOST": "db1,db2", "PORT": ""}),
        ("postgres:///portal", {"NAME": "portal", "HOST": "", "PORT": "", "USER": ""}),
        ("postgresql://%2Frun%2Fpg/portal", {"NAME": "portal", "HOST": "/run/pg"}),
        ("sqlite:///relative/db.sqlite3", {"NAME": "relative/db.sqlite3"}),
    ],
)
def test_database_addresses(monkeypatch, tmp_path, url, expected):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    found = env.database(tmp_path / "default")
    assert {name: str(found[name]) for name in expected} == {n: str(v) for n, v in expected.items()}


def test_an_absolute_sqlite_path_has_four_slashes_and_its_folder_is_made(read, tmp_path):
    path = tmp_path / "new folder" / "db.sqlite3"
    found = read(DATABASE_URL=f"sqlite:////{str(path)[1:].replace(' ', '%20')}")
    assert found["DATABASES"]["default"]["NAME"] == str(path)
    assert path.parent.is_dir()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtp://me:se%40cret@mail.example.org",
            {
                "host": "mail.example.org",
                "port": 587,
                "username": "me",
                "password": "se@cret",
                "use_tls": True,
                "use_ssl": False,
            },
        ),
        ("smtps://me:x@mail.example.org", {"port": 465, "use_tls": False, "use_ssl": True}),
        ("smtp://127.0.0.1:25", {"host": "127.0.0.1", "port": 25, "use_tls": False}),
    ],
)
def test_mail_addresses(monkeypatch, url, expected):
    monkeypatch.setenv("EMAIL_URL", url)
    options = env.mailer()["OPTIONS"]
    assert {name: options[name] for name in expected} == expected


def test_everything_else_that_can_be_said(read):
    found = read(
        AUTHORITY_NAME="Anywhere Council",
        MARKING="OFFICIAL",
        TODAY="2020-10-05",
        DEBUG="True",
        ALLOWED_HOSTS=" one.example.org, two.example.org ,",
        CSRF_TRUSTED_ORIGINS="https://one.example.org",
        TRUSTED_PROXIES="2",
        EMAIL_FROM="portal@example.org",
        LOG_LEVEL="warning",
        PUBLIC_URL="https://one.example.org",
    )
    assert found["AUTHORITY_NAME"] == "Anywhere Council"
    assert found["MARKING"] == "OFFICIAL"
    assert date.fromisoformat(found["TODAY"]) == date(2020, 10, 5)
    assert found["DEBUG"] is True
    assert found["ALLOWED_HOSTS"] == ["one.example.org", "two.example.org"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://one.example.org"]
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 2
    assert found["DEFAULT_FROM_EMAIL"] == "portal@example.org"
    assert found["LOGGING"]["root"]["level"] == "WARNING"
    assert found["PUBLIC_URL"] == "https://one.example.org"


# --- Nonsense -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("DEBUG", "yes", "Use 'true' or 'false'"),
        ("PRODUCTION", "1", "Use 'true' or 'false'"),
        ("TODAY", "5 October 2020", "Use a date such as 2020-10-05"),
        ("TODAY", "2020-02-30", "Use a date such as 2020-10-05"),
        ("TRUSTED_PROXIES", "one", "Use a whole number"),
        ("TRUSTED_PROXIES", "-1", "Use a whole number"),
        ("TRUSTED_PROXIES", "²", "Use a whole number"),
        ("LOG_LEVEL", "loud", "Use one of DEBUG, INFO"),
        ("PUBLIC_URL", "portal.example.org", "Use an address such as https://"),
        ("PUBLIC_URL", "https://example.org/portal/", "Use an address such as https://"),
        ("DATABASE_URL", "mysql://host/name", "Use postgresql://user:password@host/name or sqlite"),
        ("DATABASE_URL", "/var/lib/portal.sqlite3", "Use postgresql://"),
        ("DATABASE_URL", "postgresql://host:port/name", "Use postgresql://"),
        ("DATABASE_URL", "postgresql://host,other:port/name", "Use postgresql://"),
        ("DATABASE_URL", "postgresql://host", "Use postgresql://"),
        ("DATABASE_URL", "sqlite://portal.sqlite3", "or sqlite:///path"),
        ("EMAIL_URL", "mail.example.org", "Use console: or smtp://"),
        ("EMAIL_URL", "smtp://mail.example.org:post", "Use console: or smtp://"),
        ("BRAND_COLOUR", "navy", "six hexadecimal digits, such as #12436d"),
        ("BRAND_COLOUR", "#ffcc00", "contrast of 1.5 on white; 4.5 is the least"),
        ("LOGO", "no-such-file.svg", "the path of an SVG or PNG file"),
    ],
)
def test_nonsense_stops_the_start_and_says_what_to_write(complaint, name, value, hint):
    said = complaint(**{name: value})
    assert said.startswith(f"{name} ")
    assert hint in said


# --- Production ---------------------------------------------------------------------------------

KEY = "aB3-x9Qz_4" * 5

READY = {
    "PRODUCTION": "true",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "portal.example.org",
    "PUBLIC_URL": "https://portal.example.org",
    "DATABASE_URL": "postgresql://me@db/portal",
}


def test_a_deployment_that_has_everything_starts_and_is_strict(read):
    found = read(**READY)
    assert found["SESSION_COOKIE_NAME"] == "__Host-session"
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert found["SESSION_COOKIE_SECURE"] is found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is found["SECURE_HSTS_PRELOAD"] is True
    assert found["DEBUG"] is False


def test_links_in_mails_lead_to_the_first_host_unless_something_else_is_said(read):
    assert read(**READY | {"PUBLIC_URL": ""})["PUBLIC_URL"] == "https://portal.example.org"


def test_what_an_older_key_has_signed_counts_while_it_is_named(read):
    assert read(**READY)["SECRET_KEY_FALLBACKS"] == []
    assert read(**READY, SECRET_KEY_FALLBACKS=KEY[::-1])["SECRET_KEY_FALLBACKS"] == [KEY[::-1]]


def test_the_demo_is_no_part_of_a_deployment(read):
    assert "selfassess.demo" not in read(**READY)["INSTALLED_APPS"]
    assert "selfassess.demo" in read()["INSTALLED_APPS"]


def test_front_end_files_stay_with_the_program_wherever_the_rest_is_kept(read, tmp_path):
    found = read(VAR_DIR=str(tmp_path / "elsewhere"))
    assert found["STATIC_ROOT"] == str(tmp_path / "elsewhere" / "static")
    folders = dict(one for one in found["STATICFILES_DIRS"] if isinstance(one, list))
    assert folders["assets"] == str(settings.BASE_DIR / "var" / "assets")


def test_in_production_only_who_is_given_the_key_of_the_seals_has_one(read, tmp_path):
    assert read(**READY)["AUDIT_SEAL_KEY"] == ""
    assert not (tmp_path / "var" / "audit_seal_key").exists()
    assert read(**READY, AUDIT_SEAL_KEY=KEY)["AUDIT_SEAL_KEY"] == KEY


REFUSALS = [
    ({"DEBUG": "true"}, "DEBUG is on."),
    ({"SECRET_KEY": ""}, "SECRET_KEY is not set to 50"),
    ({"SECRET_KEY": KEY[:49]}, "SECRET_KEY is not set to 50"),
    ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is not set to 50"),
    ({"SECRET_KEY_FALLBACKS": f"{KEY},short"}, "SECRET_KEY_FALLBACKS has a key of fewer than 50"),
    ({"AUDIT_SEAL_KEY": KEY[:49]}, "AUDIT_SEAL_KEY is shorter than 50"),
    ({"AUDIT_SEAL_KEY": "ab" * 30}, "AUDIT_SEAL_KEY is shorter than 50"),
    ({"PUBLIC_URL": "http://portal.example.org"}, "PUBLIC_URL does not begin with https://"),
    ({"SEVERAL_HOSTS": "true", "DATABASE_URL": ""}, "SEVERAL_HOSTS is on and DATABASE_URL names"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty or open."),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS is empty or open."),
    ({"ALLOWED_HOSTS": "portal.example.org,.example.org"}, "ALLOWED_HOSTS is empty or open."),
    ({"TODAY": "2020-10-05"}, "TODAY holds the calendar still."),
    ({"SECOND_FACTOR": "false"}, "SECOND_FACTOR is off."),
]


@pytest.mark.parametrize(("wrong", "because"), REFUSALS)
def test_production_refuses_what_is_unsafe(complaint, wrong, because):
    said = complaint(**READY | wrong)
    assert said.startswith(f"PRODUCTION=true, but: {because}")
    assert sum(other in said for _, other in {b: (w, b) for w, b in REFUSALS}.values()) == 1


@pytest.mark.parametrize("kind", ["locmem.LocMemCache", "filebased.FileBasedCache"])
def test_several_hosts_refuse_a_cache_of_one(kind):
    fine = {"debug": False, "given_key": KEY, "old_keys": [], "seal_key": "", "today": None}
    fine |= {"hosts": ["portal.example.org"], "public_url": "https://portal.example.org"}
    fine |= {"engine": "django.db.backends.postgresql", "second_factor": True}
    refuse_if_unsafe(**fine, cache="django.core.cache.backends.db.DatabaseCache")
    with pytest.raises(ImproperlyConfigured, match="limits on signing in would be counted on each"):
        refuse_if_unsafe(**fine, cache=f"django.core.cache.backends.{kind}")


def test_what_all_hosts_count_is_in_the_database(read):
    found = read(**READY | {"SEVERAL_HOSTS": "true"})
    assert found["CACHES"]["default"]["BACKEND"].endswith(".db.DatabaseCache")
    assert "SESSION_ENGINE" not in found  # Django's own choice: in the database


def test_everything_that_is_wrong_is_said_at_once(complaint):
    said = complaint(
        PRODUCTION="true",
        DEBUG="true",
        TODAY="2020-10-05",
        AUDIT_SEAL_KEY="k",
        SECRET_KEY_FALLBACKS="k",
        PUBLIC_URL="http://portal.example.org",
        SEVERAL_HOSTS="true",
        SECOND_FACTOR="false",
    )
    assert all(because in said for _, because in REFUSALS)


def test_commands_meet_the_same_refusal(tmp_path):
    environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), "PRODUCTION": "true"}
    command = [sys.executable, "manage.py", "check"]
    process = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert process.returncode != 0
    assert "PRODUCTION=true, but: SECRET_KEY" in process.stderr
