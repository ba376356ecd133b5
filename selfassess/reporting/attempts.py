"""Attempts of a worker, in a way that survives one that is killed.

Each attempt claims the row of what it draws, gives signs of life while it works, and writes its
result only if it still has the claim. Whose worker went silent is queued again. The database's
clock says when: those of several hosts differ, and one that is ahead would take from all others.
Whoever was only slow keeps the claim until another has it: on a busy machine a sign of life may be
late, above all in SQLite, where it waits for everybody else who writes.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections, connection
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import sandbox
from .models import ACTIVE, Attempted, Build, BuildState, Drawing

SIGN_OF_LIFE = 2  # seconds between two
SILENT_FOR = timedelta(seconds=30)  # after which a worker counts as lost
MOST_ATTEMPTS = 3

log = logging.getLogger(__name__)


def claim(kind: type[Attempted], pk: int) -> int | None:
    """Claim a row and return the attempt's number; None when it is not waiting any more."""
    claimed = kind._default_manager.filter(pk=pk, state=BuildState.WAITING).update(
        state=BuildState.RUNNING,
        attempts=F("attempts") + 1,
        alive_at=Now(),
        progress="",
    )
    return kind._default_manager.values_list("attempts", flat=True).get(pk=pk) if claimed else None


def held[Work: Attempted](kind: type[Work], pk: int, attempt: int) -> QuerySet[Work]:
    """Return the row as a query set, empty when this attempt has lost its claim: the work was
    called off, or another attempt has claimed it, which counts them up."""
    return kind._default_manager.filter(pk=pk, attempts=attempt, state__in=ACTIVE)


def attempted[Result](
    work: Attempted, attempt: int, draw: Callable[[], Result]
) -> tuple[str, Result | None]:
    """Return how it ended: “drawn” with what `draw` gave. What went wrong is noted in the row."""
    name = type(work).__name__
    try:
        with signs_of_life(type(work), work.pk, attempt):
            return "drawn", draw()
    except sandbox.Stopped as stopped:
        log.warning("%s %s could not be laid out: %s", name, work.pk, stopped)
        is_noted = fail(work, attempt, f"{work} could not be laid out: {stopped}")
        return "failed" if is_noted else "superseded", None
    except Exception:
        log.exception("%s %s could not be laid out", name, work.pk)
        fail(
            work,
            attempt,
            f"{work} could not be laid out because of a fault in the portal. "
            f"Its log says more, under “{name} {work.pk}”.",
        )
        return "failed", None


@contextmanager
def signs_of_life(kind: type[Attempted], pk: int, attempt: int) -> Iterator[None]:
    """Write signs of life and progress from a thread of its own while the block runs.

    The drawing is ended when it was cancelled or another attempt has claimed it.
    """
    done = threading.Event()

    def beat() -> None:
        while not done.wait(SIGN_OF_LIFE):
            try:
                close_old_connections()
                signs = {"alive_at": Now(), "progress": watch.told}
                signs["state"] = BuildState.RUNNING  # again, after signs that came too late
                watch.is_unwanted = not held(kind, pk, attempt).update(**signs)
            except Exception:  # a missed beat is not worth a lost report
                log.warning("%s %s: no sign of life", kind.__name__, pk, exc_info=True)
        connection.close()

    with sandbox.watched() as watch:
        thread = threading.Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def fail(work: Attempted, attempt: int, problem: str) -> bool:
    failed = held(type(work), work.pk, attempt)
    return bool(failed.update(state=BuildState.FAILED, problem=problem))


def give_back_lost(kind: type[Attempted]) -> None:
    """Let what a silent worker had wait again; give up after the third attempt."""
    running = kind._default_manager.filter(state=BuildState.RUNNING)
    lost = running.filter(alive_at__lt=Now() - SILENT_FOR)
    lost.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=BuildState.FAILED,
        problem=f"The worker stopped {MOST_ATTEMPTS} times while it laid this out.",
    )
    lost.update(state=BuildState.WAITING, alive_at=Now())


def nobody_answers(work: Attempted) -> bool:
    """Has it waited, and no worker given a sign of life or taken a task in all that time?"""
    silent = timezone.now() - SILENT_FOR
    if work.state != BuildState.WAITING or work.alive_at > silent:
        return False
    lives = {"state": BuildState.RUNNING, "alive_at__gt": silent}
    at_work = any(kind._default_manager.filter(**lives).exists() for kind in (Build, Drawing))
    return not at_work and not DBTaskResult.objects.filter(started_at__gt=silent).exists()
