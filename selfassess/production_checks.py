"""What a production portal refuses to start with."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50  # characters
FEWEST_DIFFERENT = 8  # characters of a key: fewer were typed, not drawn
OF_ONE_MACHINE = ("locmem", "filebased", "dummy")  # kinds of cache


def refuse_if_unsafe(
    *,
    debug: bool,
    given_key: str,
    old_keys: list[str],
    seal_key: str,
    hosts: list[str],
    today: object,
    public_url: str,
    second_factor: bool,
    engine: str,
    cache: str,
) -> None:
    """Raise ImproperlyConfigured naming everything that would make this deployment unsafe.

    The settings themselves call it, so that the web server, the worker and every command refuse to
    start, and nobody has to remember `check --deploy`. `given_key` is SECRET_KEY from the
    environment alone: a generated key would differ from machine to machine. `engine` and
    `cache`: what keeps data and counts where several machines share them, else empty.
    """
    problems = [*_of_keys(given_key, old_keys, seal_key)]
    if debug:
        problems.append("DEBUG is on. Leave it out.")
    if not hosts or any(host.startswith(("*", ".")) for host in hosts):
        problems.append("ALLOWED_HOSTS is empty or open. Set it to the portal's own host name.")
    if today:
        problems.append("TODAY holds the calendar still. It is for the demo: leave it out.")
    if not public_url.startswith("https://"):
        problems.append(
            "PUBLIC_URL does not begin with https://. Links in e-mails would go in clear."
        )
    if not second_factor:
        problems.append("SECOND_FACTOR is off. A password alone would let somebody in.")
    problems += _of_several_hosts(engine, cache)
    if problems:
        raise ImproperlyConfigured("PRODUCTION=true, but: " + " ".join(problems))


def _of_keys(given_key: str, old_keys: list[str], seal_key: str) -> Iterator[str]:
    if _is_weak(given_key):
        yield f"SECRET_KEY is not set to {SHORTEST_KEY} random characters or more."
    if any(_is_weak(key) for key in old_keys):
        yield f"SECRET_KEY_FALLBACKS has a key of fewer than {SHORTEST_KEY} random characters."
    if seal_key and _is_weak(seal_key):  # those who do not seal have none
        yield f"AUDIT_SEAL_KEY is shorter than {SHORTEST_KEY} random characters."


def _of_several_hosts(engine: str, cache: str) -> Iterator[str]:
    if "sqlite" in engine:
        yield (
            "SEVERAL_HOSTS is on and DATABASE_URL names SQLite, a file of one machine. Name a "
            "PostgreSQL server."
        )
    if any(kind in cache for kind in OF_ONE_MACHINE):
        yield (
            "SEVERAL_HOSTS is on and the default cache is of one machine alone, so that limits on "
            "signing in would be counted on each. Use the database's."
        )


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_DIFFERENT
