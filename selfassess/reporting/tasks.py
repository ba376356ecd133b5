"""Draws reports and their editions in the background.

A final's full PDF is drawn before everything else and is there at once; its other editions wait in
the queue behind whatever somebody has asked for. How a killed worker is survived: `attempts.py`.
"""

import logging
import time
from typing import Any

from django.db import transaction
from django.tasks import Task, task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.quarters.dates import FinancialYear

from .annual.schema import Annual
from .attempts import attempted, claim, give_back_lost, held
from .content.read import DamagedContent, read
from .editions import Printed, description_of
from .kept_files import keep_edition, keep_year, stored_edition, stored_year
from .models import Attempted, Build, BuildState, Drawing, Report, ReportFile, measured

AFTER_ALL_ELSE = -10  # priority in the queue of editions that nobody waits for

log = logging.getLogger(__name__)


@task()
def lay_out(build_id: int) -> str:
    """Draw the frozen content of a build and store it as a report. Returns how it ended.

    Workers call this by its dotted path, which queued tasks store: it is never renamed.
    """
    attempt = claim(Build, build_id)
    if attempt is None:
        return "nothing to do"
    build = Build.objects.get(pk=build_id)

    def drawn() -> bytes:
        from .pdf import draw  # the layout engine takes seconds to import

        return draw(read(build.content))

    ended, data = attempted(build, attempt, drawn)
    if data is None:
        return ended
    return "done" if _finish(build_id, attempt, data) else "superseded"


@transaction.atomic
def _finish(build_id: int, attempt: int, data: bytes) -> bool:
    """Store report, file and result together; False, and nothing, when the claim is lost. The other
    editions of a final are queued with it, or not at all."""
    build = held(Build, build_id, attempt).select_for_update().first()
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
    if report.is_final:
        queue_editions(report, by=build.asked_by)
    return True


@task()
def draw_pdf(drawing_id: int) -> str:
    """Draw an edition, or a year, and store it. Returns how it ended.

    Queued tasks store this dotted path as well: it is never renamed.
    """
    attempt = claim(Drawing, drawing_id)
    if attempt is None:
        return "nothing to do"
    drawing = Drawing.objects.select_related("report__quarter", "asked_by").get(pk=drawing_id)

    def drawn() -> tuple[Printed | Annual, bytes] | None:
        from .pdf import draw

        content = _wanted(drawing)
        return (content, draw(content)) if content else None

    ended, found = attempted(drawing, attempt, drawn)
    if ended != "drawn":
        return ended
    return "done" if _store(drawing, attempt, found) else "superseded"


def _wanted(drawing: Drawing) -> Printed | Annual | None:
    """What is to be drawn; None when it is stored by now, or must not go out any more."""
    if drawing.report:
        report, edition = drawing.report, drawing.edition
        unwanted = stored_edition(report, edition) or report.waits_for_the_director(edition)
        return None if unwanted else report.edition(edition)
    from .annual.reading import content_of

    content = content_of(FinancialYear.parse(drawing.year), Report.objects.all())
    return None if content is None or stored_year(content) else content


@transaction.atomic
def _store(drawing: Drawing, attempt: int, found: tuple[Printed | Annual, bytes] | None) -> bool:
    """Store the file and take the drawing away, together; False, and nothing, without a claim."""
    if not held(Drawing, drawing.pk, attempt).select_for_update().exists():
        return False
    if found:
        content, data = found
        if isinstance(content, Annual):
            keep_year(content, data, by=drawing.asked_by)
        elif drawing.report:
            keep_edition(drawing.report, description_of(content), data, by=drawing.asked_by)
    drawing.delete()
    return True


def ask(*, by: User, **what: Any) -> Drawing:
    """Have a PDF drawn, once, however often it is asked for. What has failed is tried again."""
    drawing, is_new = Drawing.objects.get_or_create(**what, defaults={"asked_by": by})
    begins_anew = Drawing.objects.filter(pk=drawing.pk, state=BuildState.FAILED).update(
        state=BuildState.WAITING, attempts=0, alive_at=timezone.now(), problem="", asked_by=by
    )
    if is_new or begins_anew:
        draw_pdf.enqueue(drawing.pk)
    return drawing


def queue_editions(report: Report, *, by: User) -> None:
    """Have the editions drawn that a version lacks. What failed waits until somebody asks."""
    asked = set(report.drawings.values_list("edition", flat=True))
    lacking = [key for key in report.editions_without_file() if key not in asked]
    Drawing.objects.bulk_create(
        [Drawing(report=report, edition=key, asked_by=by) for key in lacking],
        ignore_conflicts=True,  # another worker may queue the same
    )
    for drawing in report.drawings.filter(edition__in=lacking).order_by("pk"):
        draw_pdf.using(priority=AFTER_ALL_ELSE).enqueue(drawing.pk)


def queue_missing() -> None:
    """After an upgrade: what issued versions lack, because they are older than an edition."""
    by = User.objects.command_line()
    for pk in Report.objects.issued().values_list("pk", flat=True):
        try:
            with transaction.atomic():
                queue_editions(Report.objects.get(pk=pk), by=by)
        except DamagedContent as damaged:
            log.error("%s Its editions are not drawn.", damaged)


def requeue_lost() -> int:
    """Queue again what a silent worker had; give up after the third attempt.

    Safe to call often and from anywhere: an attempt that still lives keeps its claim, and what
    waits in the queue is not put there twice. Returns how many were queued.
    """
    return _requeue(Build, lay_out) + _requeue(Drawing, draw_pdf)


def _requeue(kind: type[Attempted], work: Task[[int], str]) -> int:
    give_back_lost(kind)
    waiting = kind._default_manager.filter(state=BuildState.WAITING).values_list("pk", flat=True)
    forgotten = set(waiting) - _in_queue(work)
    for pk in forgotten:
        work.enqueue(pk)
    return len(forgotten)


def _in_queue(work: Task[[int], str]) -> set[int]:
    """Return the ids of what no worker has taken from the queue yet."""
    tasks = DBTaskResult.objects.ready().filter(task_path=work.module_path)
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
