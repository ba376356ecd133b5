"""Lays reports out in the background, in a way that survives a killed worker.

The queue runs a task at most once, and the task of a killed worker stays "running" for ever. So
the state is kept in the build: each attempt claims it, gives signs of life while it works, and
writes its result only if it still has the claim. `requeue_lost` finds builds whose worker went
silent.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import close_old_connections, connection, transaction
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from selfassess.audit.log import log_event

from . import sandbox
from .content.read import read
from .models import Build, BuildQuerySet, BuildState, Report, ReportFile, measured

SIGN_OF_LIFE = 2  # seconds between two
SILENT_FOR = timedelta(seconds=30)  # after which a worker counts as lost
MOST_ATTEMPTS = 3

log = logging.getLogger(__name__)


@task()
def lay_out(build_id: int) -> str:
    """Draw the frozen content of a build and store it as a report. Returns how it ended.

    Workers call this by its dotted path, which queued tasks store: it is never renamed.
    """
    attempt = _claim(build_id)
    if attempt is None:
        return "nothing to do"
    build = Build.objects.get(pk=build_id)
    try:
        with _signs_of_life(build_id, attempt):
            from .pdf import draw  # the layout engine takes seconds to import

            data = draw(read(build.content))
    except sandbox.Stopped as stopped:
        log.warning("Build %s could not be laid out: %s", build_id, stopped)
        if not _fail(build_id, attempt, f"{build} could not be laid out: {stopped}"):
            return "superseded"
        return "failed"
    except Exception:
        log.exception("Build %s could not be laid out", build_id)
        _fail(
            build_id,
            attempt,
            f"{build} could not be laid out because of a fault in the portal. "
            f"Its log says more, under “Build {build_id}”.",
        )
        return "failed"
    return "done" if _finish(build_id, attempt, data) else "superseded"


def _claim(build_id: int) -> int | None:
    """Claim the build and return the attempt's number; None when it is not waiting any more."""
    claimed = Build.objects.filter(pk=build_id, state=BuildState.WAITING).update(
        state=BuildState.RUNNING,
        attempts=F("attempts") + 1,
        alive_at=timezone.now(),
        progress="",
    )
    return Build.objects.values_list("attempts", flat=True).get(pk=build_id) if claimed else None


def _of(build_id: int, attempt: int) -> BuildQuerySet:
    """Return the build as a query set, empty when this attempt has lost its claim."""
    return Build.objects.filter(pk=build_id, attempts=attempt, state=BuildState.RUNNING)


@contextmanager
def _signs_of_life(build_id: int, attempt: int) -> Iterator[None]:
    """Write signs of life and progress from a thread of its own while the block runs.

    The drawing is ended when the build was cancelled or another attempt has claimed it.
    """
    done = threading.Event()

    def beat() -> None:
        while not done.wait(SIGN_OF_LIFE):
            try:
                close_old_connections()
                signs = {"alive_at": timezone.now(), "progress": watch.told}
                watch.is_unwanted = not _of(build_id, attempt).update(**signs)
            except Exception:  # a missed beat is not worth a lost report
                log.warning("Build %s: no sign of life written", build_id, exc_info=True)
        connection.close()

    with sandbox.watched() as watch:
        thread = threading.Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


@transaction.atomic
def _finish(build_id: int, attempt: int, data: bytes) -> bool:
    """Store report, file and result together; False, and nothing, when the claim is lost."""
    build = _of(build_id, attempt).select_for_update().first()
    if build is None:
        return False
    report = Report.objects.create(
        quarter_id=build.quarter_id,
        kind=build.kind,
        number=build.number,
        content=build.content,
        compiled_at=build.asked_at,
        compiled_by=build.asked_by,
    )
    size_and_sha256 = measured(data)
    ReportFile.objects.create(report=report, data=data, **size_and_sha256)
    build.state, build.report = BuildState.DONE, report
    build.save(update_fields=["state", "report"])
    log_event(
        "report.compiled",
        by=build.asked_by,
        quarter=build.quarter_id,
        subject=report.key,
        after=size_and_sha256,
    )
    return True


def _fail(build_id: int, attempt: int, problem: str) -> bool:
    return bool(_of(build_id, attempt).update(state=BuildState.FAILED, problem=problem))


def requeue_lost() -> int:
    """Queue builds again whose worker fell silent; give up after the third attempt.

    Safe to call often and from anywhere: an attempt that still lives keeps its claim, and a build
    that waits in the queue is not put there twice. Returns how many were queued.
    """
    lost = Build.objects.filter(state=BuildState.RUNNING, alive_at__lt=timezone.now() - SILENT_FOR)
    lost.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=BuildState.FAILED,
        problem=f"The worker stopped {MOST_ATTEMPTS} times while it laid this report out.",
    )
    lost.update(state=BuildState.WAITING, alive_at=timezone.now())
    waiting = Build.objects.filter(state=BuildState.WAITING)
    forgotten = set(waiting.values_list("pk", flat=True)) - _in_queue()
    for build_id in forgotten:
        lay_out.enqueue(build_id)
    return len(forgotten)


def _in_queue() -> set[int]:
    """Return the ids of builds whose tasks no worker has taken from the queue yet."""
    tasks = DBTaskResult.objects.ready().filter(task_path=lay_out.module_path)
    return {given["args"][0] for given in tasks.values_list("args_kwargs", flat=True)}


def lay_out_now(build_id: int) -> Build:
    """For commands: lay the build out here, or wait for the worker that has it."""
    while True:
        lay_out.call(build_id)
        build = Build.objects.select_related("report", "quarter").get(pk=build_id)
        if not build.is_active:
            return build
        time.sleep(1)
        requeue_lost()
