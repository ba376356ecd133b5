"""bin/bench sign-in: what signing in costs, and whether its time tells who has an account.

Known and unknown addresses take turns, so that a busy machine is busy for both.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from . import portal

PAIRS = 200
MOST = 10.0  # milliseconds between the medians
PASSWORD = "lantern-otter-ninety"  # noqa: S105 (of people who are made up here)


def run() -> None:
    with tempfile.TemporaryDirectory(prefix="selfassess-bench-") as folder:
        portal.set_up(f"sqlite:///{Path(folder) / 'db.sqlite3'}")
        measure()


def measure() -> None:
    from django.conf import settings
    from django.test import Client

    from selfassess.accounts.models import User

    settings.ACCOUNT_RATE_LIMITS = False  # or most would be refused
    known = [f"person{number}@example.org" for number in range(PAIRS)]
    for email in known:
        person = User(email=email, name="Somebody")
        person.set_password(PASSWORD)
        person.save()

    def post(address: str, typed: dict[str, str], *, answered: int) -> Callable[[], object]:
        def ask() -> None:
            answer = Client(headers={"host": "localhost"}).post(address, typed)
            if answer.status_code != answered:
                raise SystemExit(f"{address} answered {answer.status_code}, not {answered}.")

        return ask

    def sign_in(email: str, password: str, answered: int) -> Callable[[], object]:
        typed = {"login": email, "password": password}
        return post("/accounts/login/", typed, answered=answered)

    def forgot(email: str) -> Callable[[], object]:
        return post("/accounts/password/reset/", {"email": email}, answered=302)

    strangers = [email.replace("person", "nobody") for email in known]
    cost = [processor(sign_in(email, PASSWORD, 302)) for email in known[:20]]
    print(f"A sign-in: {1000 * median(cost):.0f} ms of processor")
    both = list(zip(known, strangers, strict=True))
    wrong = [tuple(sign_in(email, "x" * 12, 200) for email in pair) for pair in both]
    new = [tuple(forgot(email) for email in pair) for pair in both]
    far = [pairs("Wrong password", wrong), pairs("Forgotten password", new)]
    if max(far) > MOST:
        raise SystemExit(1)


def pairs(name: str, both: list[tuple[Callable[[], object], ...]]) -> float:
    """Milliseconds between the medians of the first and of the second of all pairs."""
    for ask in both[0]:
        ask()
    taken = [(clock(known), clock(unknown)) for known, unknown in both]
    known, unknown = (1000 * median(one) for one in zip(*taken, strict=True))
    apart = abs(known - unknown)
    print(
        f"{name}: known {known:.1f} ms, unknown {unknown:.1f} ms, {apart:.1f} ms apart "
        f"(medians of {len(both)}; at most {MOST:.0f})"
    )
    return apart


def clock(ask: Callable[[], object]) -> float:
    begun = perf_counter()
    ask()
    return perf_counter() - begun


def processor(ask: Callable[[], object]) -> float:
    begun = process_time()
    ask()
    return process_time() - begun
