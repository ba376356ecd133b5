"""A worker that is killed in the middle of its work costs time, and nothing else.

Real workers, in processes of their own, killed as a power cut would.
"""

import io
import time
from hashlib import sha256
from random import uniform

import pikepdf
import pytest
from django_tasks_db.models import DBTaskResult

from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter
from selfassess.reporting.models import Build, BuildState, Drawing, Kind, Report, ReportFile
from tests.factories import approve_all, make_build, make_quarter
from tests.processes import kill, start, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

IMPATIENT_WORKER = """
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
from selfassess.reporting import attempts
attempts.SIGN_OF_LIFE, attempts.SILENT_FOR = 0.2, timedelta(seconds=2)
call_command("worker", interval=0.05, startup_delay=False, reload=False)
"""


class Workers:
    """One worker at a time."""

    def start(self) -> None:
        self.process = start(IMPATIENT_WORKER)

    def kill(self) -> None:
        kill(self.process)


@pytest.fixture
def workers():
    workers = Workers()
    workers.start()
    yield workers
    workers.kill()


@pytest.fixture
def quarter(db) -> Quarter:
    quarter = make_quarter()
    approve_all(quarter, text="We know our practice.\n\n- One thing.\n- Another.")
    return quarter


def state_of(build: Build) -> str:
    return Build.objects.values_list("state", flat=True).get(pk=build.pk)


def kill_while_it_lays_out(workers: Workers, build: Build, after: float) -> bool:
    """Kill the worker `after` seconds of work. Was it still at it?"""
    wait_until(lambda: state_of(build) != BuildState.WAITING)
    time.sleep(after)
    workers.kill()
    return state_of(build) == BuildState.RUNNING


def kill_one_worker_a_build(workers: Workers, quarter: Quarter, moments: list[float]) -> int:
    """Returns how many were killed in the middle of their work."""
    in_the_middle = 0
    for after in moments:
        build = make_build(quarter, by=User.objects.command_line())
        in_the_middle += kill_while_it_lays_out(workers, build, after)
        workers.start()
        wait_until(lambda build=build: state_of(build) == BuildState.DONE)
    return in_the_middle


def assert_one_good_report_for_each(builds: int) -> None:
    assert set(Build.objects.values_list("state", flat=True)) == {BuildState.DONE}
    reports = Report.objects.order_by("number")
    assert [report.number for report in reports] == list(range(1, builds + 1))
    assert ReportFile.objects.count() == builds
    for report in reports:
        file = report.files.get()
        data = bytes(file.data)
        assert (file.size, file.sha256) == (len(data), sha256(data).hexdigest())
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) > 8


def assert_no_task_waits(left_running: int) -> None:
    """What the killed ones left in the queue's table stays there, and blocks nothing."""
    assert DBTaskResult.objects.ready().count() == 0
    assert DBTaskResult.objects.running().count() >= left_running


@pytest.mark.parametrize("moments", [[0.05], pytest.param([0.02, 1.0], marks=pytest.mark.slow)])
def test_killed_workers_leave_one_good_report_for_each_build(workers, quarter, moments):
    in_the_middle = kill_one_worker_a_build(workers, quarter, moments)
    assert in_the_middle >= 1
    assert_one_good_report_for_each(len(moments))
    assert_no_task_waits(left_running=in_the_middle)


@pytest.mark.long
@pytest.mark.trial("kills", times=10)
def test_five_kills_at_random_moments_leave_one_good_report_each(workers, quarter):
    """From asking to storing: before the claim, while drawing, while the result is written."""
    lay_out_with(workers, quarter)  # the worker has started, and its engine is imported
    begun = time.monotonic()
    lay_out_with(workers, quarter)
    a_fifth = (time.monotonic() - begun) / 5
    moments = [uniform(n, n + 1) * a_fifth for n in range(5)]  # noqa: S311 (no secret)
    in_the_middle = sum(lay_out_with(workers, quarter, killed_after=m) for m in moments)
    assert in_the_middle >= 1
    assert_one_good_report_for_each(7)
    assert_no_task_waits(left_running=in_the_middle)


def lay_out_with(workers: Workers, quarter: Quarter, killed_after: float | None = None) -> bool:
    """One report; its worker is killed so many seconds after somebody asked. Was it at work?"""
    build = make_build(quarter, by=User.objects.command_line())
    was_at_work = False
    if killed_after is not None:
        time.sleep(killed_after)
        workers.kill()
        was_at_work = state_of(build) == BuildState.RUNNING
        workers.start()
    wait_until(lambda: state_of(build) == BuildState.DONE)
    return was_at_work


@pytest.mark.long
def test_workers_killed_among_the_editions_of_a_final_leave_each_of_them_once(workers, quarter):
    build = make_build(quarter, by=User.objects.command_line(), kind=Kind.FINAL)
    wait_until(lambda: state_of(build) == BuildState.DONE)
    for after in (0.1, 0.4, 0.8):
        wait_until(lambda: Drawing.objects.filter(state=BuildState.RUNNING).exists())
        time.sleep(after)
        workers.kill()
        workers.start()
    wait_until(lambda: not Drawing.objects.exists())
    report = Report.objects.get()
    assert report.editions_without_file() == []
    files = report.files.all()
    assert len(files) == len({file.cut for file in files}) >= 11
    for file in files:
        assert file.bytes_as_stored().startswith(b"%PDF")


@pytest.mark.long
def test_a_report_that_kills_every_worker_is_given_up(workers, quarter):
    build = make_build(quarter, by=User.objects.command_line())
    for attempt in (1, 2, 3):
        wait_until(lambda n=attempt: Build.objects.get().attempts == n)
        assert kill_while_it_lays_out(workers, build, after=0.05)
        workers.start()
    wait_until(lambda: state_of(build) == BuildState.FAILED)
    assert "stopped 3 times" in Build.objects.get().problem
    assert not Report.objects.exists()
