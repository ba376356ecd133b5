"""What a production portal refuses to start with."""

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50  # characters


def refuse_if_unsafe(
    *, debug: bool, given_key: str, seal_key: str, hosts: list[str], today: object
) -> None:
    """Raise ImproperlyConfigured naming everything that would make this deployment unsafe.

    The settings themselves call it, so that the web server, the worker and every command refuse to
    start, and nobody has to remember `check --deploy`. `given_key` is SECRET_KEY from the
    environment alone: a generated key would differ from machine to machine.
    """
    problems = []
    if debug:
        problems.append("DEBUG is on. Leave it out.")
    if len(given_key) < SHORTEST_KEY:
        problems.append(f"SECRET_KEY is not set to {SHORTEST_KEY} random characters or more.")
    if 0 < len(seal_key) < SHORTEST_KEY:  # those who do not seal have none
        problems.append(f"AUDIT_SEAL_KEY is shorter than {SHORTEST_KEY} random characters.")
    if not hosts or any(host.startswith(("*", ".")) for host in hosts):
        problems.append("ALLOWED_HOSTS is empty or open. Set it to the portal's own host name.")
    if today:
        problems.append("TODAY holds the calendar still. It is for the demo: leave it out.")
    if problems:
        raise ImproperlyConfigured("PRODUCTION=true, but: " + " ".join(problems))
