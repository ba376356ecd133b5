"""Reads settings from the environment. An unset variable means the safe default.

A value that cannot be right raises ImproperlyConfigured, so that the portal does not start.
"""

import os
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from selfassess.colour import LEAST_CONTRAST, contrast_on_white, parse

# How long a database server may be silent before it counts as gone, in seconds and the names of
# PostgreSQL's library (the last in milliseconds). By themselves, connections wait for minutes.
PATIENCE = {
    "connect_timeout": "5",
    "keepalives_idle": "5",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "tcp_user_timeout": "10000",
}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if value in ("", "true", "false"):
        return value == "true" if value else default
    raise ImproperlyConfigured(f"{name} is {value!r}. Use 'true' or 'false', or leave it out.")


def whole(name: str, default: int) -> int:
    value = text(name)
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is {value!r}. Use a whole number, or leave it out.")
    return int(value or default)


def points(name: str, default: str) -> Decimal:
    """Return points of the rating scale: 0.5 to 10, in halves."""
    value = text(name, default)
    if value not in (f"{Decimal(half) / 2:g}" for half in range(1, 21)):
        hint = "Use points such as 1 or 2.5, at most 10."
        raise ImproperlyConfigured(f"{name} is {value!r}. {hint}")
    return Decimal(value)


def weights(name: str, default: dict[str, int]) -> dict[str, int]:
    """Return whole numbers by name, written like `audits:3,actions:1`. What is left out is 0."""
    value = text(name)
    parts = dict(re.findall(r"([a-z]+):(\d{1,3})", value))
    written = ",".join(f"{key}:{number}" for key, number in parts.items())
    if written != value.replace(" ", "") or not parts.keys() <= default.keys():
        hint = ",".join(f"{key}:{number}" for key, number in default.items())
        raise ImproperlyConfigured(f"{name} is {value!r}. Use weights such as {hint}.")
    return {key: int(parts.get(key, 0)) for key in default} if parts else default


def words(name: str, default: list[str]) -> list[str]:
    """Return a list of texts that commas separate."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def one_of(name: str, default: str, choices: Sequence[str]) -> str:
    value = text(name, default).upper()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. Use one of {', '.join(choices)}.")
    return value


def address(name: str, default: str) -> str:
    value = text(name, default)
    if not re.fullmatch(r"https?://[^/\s]+/?", value):
        hint = "Use an address such as https://self-assessment.example.org."
        raise ImproperlyConfigured(f"{name} is {value!r}. {hint}")
    return value


def colour(name: str) -> str:
    """Return the council's colour; refuse one that is too light for text on white."""
    value = text(name)
    try:
        ratio = contrast_on_white(parse(value)) if value else LEAST_CONTRAST
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}. {error}") from error
    if ratio < LEAST_CONTRAST:
        hint = f"Text in it has a contrast of {ratio:.1f} on white; {LEAST_CONTRAST} is the least."
        raise ImproperlyConfigured(f"{name} is {value!r}. {hint} Use a darker colour.")
    return value


LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def picture(name: str) -> Path | None:
    """Return the path of an existing SVG or PNG file."""
    value = text(name)
    if not value:
        return None
    path = Path(value)
    if path.suffix.lower() not in LOGO_TYPES or not path.is_file():
        raise ImproperlyConfigured(f"{name} is {value!r}. Give the path of an SVG or PNG file.")
    return path


def folder(name: str) -> Path | None:
    value = text(name)
    if value and not Path(value).is_dir():
        raise ImproperlyConfigured(f"{name} is {value!r}. Give the path of a folder, or none.")
    return Path(value) if value else None


def day(name: str) -> date | None:
    value = text(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        hint = "Use a date such as 2020-10-05, or leave it out."
        raise ImproperlyConfigured(f"{name} is {value!r}. {hint}") from error


def secret_key(name: str, path: Path) -> str:
    """Return a key, or one that is made once and kept in `path`, readable by its owner only.

    Two processes may start at the same moment on a new machine. Each writes a key of its own to a
    temporary file and then links it to `path`, which only one can. So both read the same key.
    """
    if key := text(name):
        return key
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=path.parent) as file:  # mode 0600
            file.write(secrets.token_urlsafe(50))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text().strip()


def database(default_path: Path) -> dict[str, Any]:
    """Return DATABASE_URL (postgresql://… or sqlite:///path) as Django's settings have it.

    Of several servers that commas separate, the one is taken that can be written to.

    Unset, it is SQLite at `default_path`. There, writers queue instead of failing: a transaction
    takes the write lock when it begins (IMMEDIATE), waits up to 20 seconds for it, and readers go
    on meanwhile (WAL). A row that REPLACE takes away counts as deleted for triggers, too.
    """
    url = urlsplit(text("DATABASE_URL", f"sqlite:///{default_path}"))
    hint = "Use postgresql://user:password@host/name or sqlite:///path."
    name = unquote(url.path[1:])
    if url.scheme in ("sqlite", "postgres", "postgresql") and not name:
        raise ImproperlyConfigured(f"DATABASE_URL names no database. {hint}")
    if url.scheme == "sqlite":
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        pragmas += " PRAGMA recursive_triggers=ON;"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        }
    if url.scheme in ("postgres", "postgresql"):
        hosts, ports = _places(url, hint)
        one_of_several = {"target_session_attrs": "read-write"} if "," in hosts else {}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": hosts,
            "PORT": ports,
            "OPTIONS": PATIENCE | one_of_several | dict(parse_qsl(url.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"DATABASE_URL starts with {url.scheme!r}. {hint}")


def _places(url: SplitResult, hint: str) -> tuple[str, str]:
    """Return hosts and ports as PostgreSQL's library lists them. A host may be a socket's folder,
    percent-encoded."""
    listed = url.netloc.rpartition("@")[2].split(",")
    places = [urlsplit(f"//{place}") for place in listed]
    ports = [str(_port("DATABASE_URL", place, hint) or "") for place in places]
    hosts = [unquote(place.hostname or "") for place in places]
    return ",".join(hosts), ",".join(ports) if any(ports) else ""


def _port(name: str, url: SplitResult, hint: str) -> int | None:
    try:
        return url.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} has a port that is no number. {hint}") from error


def mailer() -> dict[str, Any]:
    """Return EMAIL_URL (console:, smtp://… or smtps://…) as Django's settings have it."""
    url = urlsplit(text("EMAIL_URL", "console:"))
    backends = "django.core.mail.backends"
    hint = "Use console: or smtp://user:password@host:587."
    port = _port("EMAIL_URL", url, hint)
    if url.scheme == "console":
        return {"BACKEND": f"{backends}.console.EmailBackend"}
    if url.scheme in ("smtp", "smtps"):
        options = {
            "host": url.hostname or "localhost",
            "port": port or (465 if url.scheme == "smtps" else 587),
            "username": unquote(url.username or ""),
            "password": unquote(url.password or ""),
            "use_ssl": url.scheme == "smtps",
            "use_tls": url.scheme == "smtp" and bool(url.username),
            "timeout": 10,
        }
        return {"BACKEND": f"{backends}.smtp.EmailBackend", "OPTIONS": options}
    raise ImproperlyConfigured(f"EMAIL_URL starts with {url.scheme!r}. {hint}")
