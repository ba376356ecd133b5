"""bin/bench load: 500 people signed in on deadline day, 224 of them typing.

gunicorn and worker as deploy/ starts them, in production's settings, on a PostgreSQL that writes to
the disk. Whoever types saves every 20 seconds and then asks for findings, as static/autosave.js and
findings.js do, and every 30 who else is here; everybody opens a page a minute. First for as many
minutes as are wanted, then half as long while the worker draws one report after the other; then 300
sends in a minute, then everybody signs in, 100 a minute.

All over loopback, on one machine: the generator has its part in what is measured, and says how
much. Times count from the moment at which a request was meant, not from when it could be sent.
"""

import asyncio
import gc
import os
import platform
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.postgres import private_postgres

from .. import portal
from ..side import TODAY

if TYPE_CHECKING:
    from .people import Person
    from .production import Running

WARM_UP = 20  # seconds, which do not count
AIMS = {0.95: 0.2, 0.99: 0.6}  # seconds in which this share of all requests is done
RATIO = 1.3  # of the p95 while a report is drawn to that without


def run(*, minutes: float, people: int) -> None:
    with (
        private_postgres(forgetful=False) as url,
        tempfile.TemporaryDirectory(prefix="selfassess-load-") as folder,
    ):
        from . import production

        key = production.new_key()
        # Only here the clock stands on the day that suits the sample
        os.environ |= {"SECRET_KEY": key, "VAR_DIR": folder, "TODAY": TODAY}
        portal.set_up(url)
        from . import council

        found = council.make(people)
        database = database_process()
        environment = production.settings(url, Path(folder), key)
        with production.running(environment, database) as running:
            gc.collect()
            gc.freeze()
            print(f"Python {platform.python_version()}, {os.cpu_count()} cores, PostgreSQL")
            missed = asyncio.run(measure(running, found, 60 * minutes))
        print(f"\n{council.check_what_was_saved(found)} answers stand as they were acknowledged.")
    if missed:
        raise SystemExit("\n".join(missed))


def database_process() -> int:
    """The server's first process. The connection does not stay open."""
    from django.db import connection

    from .machine import parent_of

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found = parent_of(cursor.fetchone()[0])
    connection.close()
    return found


async def measure(running: "Running", people: "list[Person]", seconds: float) -> list[str]:
    """What was missed of what is aimed at."""
    from selfassess.access import Role

    from . import drawing, spikes
    from .asking import Portal
    from .desk import Desks
    from .phase import Phases
    from .tally import Tally

    desks = Desks(Portal(running.port), people, Tally())
    phases = Phases(running, desks)
    writing = sum(person.box is not None for person in people)
    title = f"{len(people)} people signed in, {writing} of them typing"
    alone = await phases.run(title, seconds, warm_up=WARM_UP)
    director = next(person for person in people if person.role == Role.DIRECTOR)
    reports = drawing.draw_reports(desks.portal, director, seconds / 2)
    beside = await phases.run("The same, while reports are drawn", seconds / 2, beside=reports)
    sends = list(spikes.sends(desks))
    await phases.run(f"{len(sends)} sends", spikes.SEND_SECONDS, plans=sends)
    signing_in = list(spikes.sign_ins(desks))
    lasts = 60 * len(people) / spikes.SIGN_INS_A_MINUTE
    await phases.run(f"{len(people)} sign-ins", lasts, plans=signing_in)
    return missed(alone, beside, phases.errors)


def missed(alone: list[float], beside: list[float], errors: int) -> list[str]:
    """What was aimed at and not reached, as sentences."""
    from .tally import within

    found = [f"{errors} requests failed."] if errors else []
    for share, aim in AIMS.items():
        if (took := within(alone, share)) > aim:
            found.append(
                f"p{100 * share:.0f} is {1000 * took:.0f} ms; {1000 * aim:.0f} is aimed at."
            )
    ratio = within(beside, 0.95) / within(alone, 0.95)
    print(f"\nWhile reports are drawn p95 is {ratio:.2f} times as long.")
    if ratio > RATIO:
        found.append(f"{RATIO} times is allowed.")
    return found
