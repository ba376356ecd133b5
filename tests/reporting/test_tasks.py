"""A build comes to one good end, whoever lays it out, and however often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event as Signal
from time import monotonic, sleep

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting import attempts, pdf, sandbox, tasks
from selfassess.reporting.models import Build, BuildState, Report, ReportFile
from selfassess.reporting.operations import cancel
from selfassess.reporting.sandbox import Stopped
from selfassess.reporting.tasks import lay_out, lay_out_now, requeue_lost
from tests.factories import make_build, make_quarter
from tests.processes import wait_until

from . import greedy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

LONG_AGO = timedelta(hours=1)


@pytest.fixture
def build(db) -> Build:
    return make_build(make_quarter(), by=User.objects.command_line())


def put(build: Build, **changes) -> None:
    """Bring a build into a state behind everybody's back."""
    Build.objects.filter(pk=build.pk).update(**changes)


def lose(build: Build, attempts: int = 1) -> None:
    """A worker took the build and its task, and was never heard of again."""
    put(
        build,
        state=BuildState.RUNNING,
        attempts=attempts,
        alive_at=timezone.now() - LONG_AGO,
    )
    DBTaskResult.objects.update(status="RUNNING")


def state_of(build: Build) -> str:
    return Build.objects.get(pk=build.pk).state


def waiting_tasks() -> int:
    return DBTaskResult.objects.ready().count()


class TestClaiming:
    def test_asking_queues_one_task(self, build):
        assert (state_of(build), waiting_tasks()) == (BuildState.WAITING, 1)

    def test_laying_out_makes_the_report(self, build):
        assert lay_out.call(build.pk) == "done"
        build.refresh_from_db()
        assert (build.state, build.attempts) == (BuildState.DONE, 1)
        assert build.report.files.get().size == len(bytes(build.report.files.get().data))

    def test_a_task_that_comes_twice_finds_nothing_to_do(self, build):
        assert [lay_out.call(build.pk) for _ in range(3)] == ["done", *["nothing to do"] * 2]
        assert (Report.objects.count(), ReportFile.objects.count()) == (1, 1)

    @pytest.mark.parametrize("state", [BuildState.RUNNING, BuildState.FAILED])
    def test_a_build_that_somebody_has_or_that_is_over_is_left_alone(self, build, state):
        put(build, state=state, attempts=1)
        assert lay_out.call(build.pk) == "nothing to do"
        assert Build.objects.get().attempts == 1

    def test_a_build_that_is_not_there_is_nothing_to_do(self, db):
        assert lay_out.call(404) == "nothing to do"


class TestAnAttemptThatIsSuperseded:
    """It was given up, came back late, and stores nothing."""

    def overtaken_by(self, monkeypatch, what):
        """While the first attempt draws, `what` happens."""

        def draw(content):
            monkeypatch.setattr(pdf, "draw", lambda content: b"%PDF of the second")
            what()
            return b"%PDF of the first"

        monkeypatch.setattr(pdf, "draw", draw)

    def test_when_another_has_finished(self, build, monkeypatch):
        def another_does_it():
            put(build, state=BuildState.WAITING)
            assert lay_out.call(build.pk) == "done"

        self.overtaken_by(monkeypatch, another_does_it)
        assert lay_out.call(build.pk) == "superseded"
        assert bytes(ReportFile.objects.get().data) == b"%PDF of the second"
        assert Report.objects.count() == 1

    def test_when_another_is_at_it(self, build, monkeypatch):
        self.overtaken_by(monkeypatch, lambda: put(build, attempts=2))
        assert lay_out.call(build.pk) == "superseded"
        assert not Report.objects.exists()
        assert state_of(build) == BuildState.RUNNING

    def test_not_while_it_still_waits_for_another(self, build, monkeypatch):
        """It was only slow: what it has drawn is stored, and the other finds nothing left to do."""
        self.overtaken_by(monkeypatch, lambda: put(build, state=BuildState.WAITING))
        assert lay_out.call(build.pk) == "done"
        assert bytes(ReportFile.objects.get().data) == b"%PDF of the first"
        assert lay_out.call(build.pk) == "nothing to do"
        assert Report.objects.count() == 1

    def test_its_failure_counts_for_nothing_either(self, build, monkeypatch):
        def draw(content):
            put(build, attempts=2)
            raise ValueError("Too late to matter.")

        monkeypatch.setattr(pdf, "draw", draw)
        lay_out.call(build.pk)
        assert state_of(build) == BuildState.RUNNING


class TestFailing:
    @pytest.fixture
    def failed(self, build, monkeypatch) -> Build:
        def draw(content):
            raise ZeroDivisionError("secret words of the assessment")

        monkeypatch.setattr(pdf, "draw", draw)
        assert lay_out.call(build.pk) == "failed"
        return Build.objects.get()

    def test_the_build_says_so_in_a_sentence(self, failed):
        assert failed.state == BuildState.FAILED
        assert failed.problem == (
            "Draft 1 of Q2 2020/21 could not be laid out because of a fault in the portal. "
            f"Its log says more, under “Build {failed.pk}”."
        )

    def test_a_limit_that_was_reached_is_told_as_it_is(self, build, monkeypatch):
        def draw(content):
            raise Stopped("it took too long. Shorten it.")

        monkeypatch.setattr(pdf, "draw", draw)
        assert lay_out.call(build.pk) == "failed"
        assert Build.objects.get().problem == (
            "Draft 1 of Q2 2020/21 could not be laid out: it took too long. Shorten it."
        )

    @pytest.mark.django_db(transaction=True)  # the watch looks from a connection of its own
    def test_an_error_of_the_drawing_process_is_logged_with_its_place(
        self, build, monkeypatch, caplog
    ):
        monkeypatch.setattr(pdf, "draw", lambda content: sandbox.run(greedy.wrong))
        assert lay_out.call(build.pk) == "failed"
        assert "greedy.py" in caplog.text
        assert f"Build {build.pk} " in caplog.text

    def test_nothing_is_stored(self, failed):
        assert (Report.objects.count(), ReportFile.objects.count()) == (0, 0)

    def test_it_is_not_tried_again_by_itself(self, failed):
        put(failed, alive_at=timezone.now() - LONG_AGO)
        assert requeue_lost() == 0
        assert state_of(failed) == BuildState.FAILED

    def test_report_and_file_are_stored_together_or_not_at_all(self, build, monkeypatch):
        def no_room(**fields):
            raise OSError("no space left on device")

        monkeypatch.setattr(ReportFile.objects, "create", no_room)
        with pytest.raises(OSError, match="no space"):
            lay_out.call(build.pk)
        assert not Report.objects.exists()
        assert state_of(build) == BuildState.RUNNING  # and is queued again when it falls silent


class TestCancelling:
    def test_one_that_waits_is_never_laid_out(self, build):
        cancel(build, by=build.asked_by)
        assert lay_out.call(build.pk) == "nothing to do"
        assert requeue_lost() == 0
        assert (state_of(build), Report.objects.count()) == (BuildState.CANCELLED, 0)

    def test_one_whose_worker_was_lost_stays_cancelled(self, build):
        lose(build)
        cancel(build, by=build.asked_by)
        assert requeue_lost() == 0
        assert state_of(build) == BuildState.CANCELLED

    def test_its_number_is_free_again(self, build):
        cancel(build, by=build.asked_by)
        again = make_build(build.quarter, by=build.asked_by)
        assert (again.number, lay_out.call(again.pk)) == (1, "done")

    def test_it_is_in_the_trail(self, build):
        cancel(build, by=build.asked_by)
        event = Event.objects.get(verb="report.cancel")
        assert (event.subject, event.quarter) == ("draft-1", build.quarter_id)

    @pytest.mark.parametrize("state", [BuildState.FAILED, BuildState.CANCELLED])
    def test_one_that_is_over_cannot_be_cancelled(self, build, state):
        put(build, state=state)
        with pytest.raises(Refused, match="no longer under way"):
            cancel(build, by=build.asked_by)
        assert state_of(build) == state

    def test_one_that_is_done_stays_done(self, build):
        lay_out.call(build.pk)
        with pytest.raises(Refused, match="Draft 1 of Q2 2020/21 is no longer under way"):
            cancel(build, by=build.asked_by)
        assert state_of(build) == BuildState.DONE

    def test_only_those_who_compile_may(self, build, cast):
        with pytest.raises(PermissionDenied):
            cancel(build, by=cast.head)
        assert state_of(build) == BuildState.WAITING

    def test_a_command_that_waits_for_it_ends(self, build):
        cancel(build, by=build.asked_by)
        assert lay_out_now(build.pk).problem == "It was cancelled."


class TestLostBuilds:
    def test_a_build_whose_worker_fell_silent_is_queued_again(self, build):
        lose(build)
        assert requeue_lost() == 1
        assert (state_of(build), waiting_tasks()) == (BuildState.WAITING, 1)
        assert lay_out.call(build.pk) == "done"
        assert Build.objects.get().attempts == 2

    def test_the_task_that_is_left_running_is_in_nobodys_way(self, build):
        lose(build)
        requeue_lost()
        lay_out.call(build.pk)
        assert DBTaskResult.objects.running().count() == 1
        again = make_build(build.quarter, by=User.objects.command_line())
        assert lay_out.call(again.pk) == "done"

    def test_a_worker_that_took_the_task_and_died_before_the_claim(self, build):
        DBTaskResult.objects.update(status="RUNNING")
        assert requeue_lost() == 1
        assert (state_of(build), waiting_tasks()) == (BuildState.WAITING, 1)

    def test_a_host_whose_clock_is_ahead_takes_nothing_away(self, build):
        attempt = attempts.claim(Build, build.pk)
        with time_machine.travel(timezone.now() + LONG_AGO):
            attempts.give_back_lost(Build)
        assert attempts.held(Build, build.pk, attempt).exists()

    def test_nor_does_one_whose_clock_is_behind_lose_what_it_has(self, build):
        with time_machine.travel(timezone.now() - LONG_AGO):
            attempt = attempts.claim(Build, build.pk)
        attempts.give_back_lost(Build)
        assert attempts.held(Build, build.pk, attempt).exists()

    def test_looking_often_queues_once(self, build):
        lose(build)
        assert [requeue_lost() for _ in range(5)] == [1, 0, 0, 0, 0]
        assert waiting_tasks() == 1

    def test_a_build_that_waits_long_is_not_queued_twice_and_keeps_waiting(self, build):
        put(build, alive_at=timezone.now() - LONG_AGO)
        assert requeue_lost() == 0
        assert waiting_tasks() == 1
        assert Build.objects.get().alive_at < timezone.now() - LONG_AGO / 2

    def test_one_that_gives_signs_of_life_is_left_alone(self, build):
        put(build, state=BuildState.RUNNING, attempts=3, alive_at=timezone.now())
        assert requeue_lost() == 0
        assert state_of(build) == BuildState.RUNNING

    def test_after_the_third_attempt_it_is_given_up(self, build):
        for attempt in (1, 2, 3):
            lose(build, attempt)
            requeue_lost()
        build.refresh_from_db()
        assert build.state == BuildState.FAILED
        assert build.problem == "The worker stopped 3 times while it laid this out."
        assert requeue_lost() == 0

    def test_one_that_was_given_up_is_not_in_the_way_of_the_next(self, build):
        lose(build, attempts=3)
        requeue_lost()
        again = make_build(build.quarter, by=User.objects.command_line())
        assert (again.number, lay_out.call(again.pk)) == (1, "done")

    def test_a_quarter_that_was_issued_meanwhile_does_not_strand_its_build(self, build):
        lose(build)
        Quarter.objects.update(state=QuarterState.ISSUED)
        requeue_lost()
        assert lay_out.call(build.pk) == "done"


class TestCommandsThatWait:
    """A command wants its report now: it lays it out itself, or waits for whoever has it."""

    @pytest.fixture(autouse=True)
    def _quickly(self, monkeypatch):
        monkeypatch.setattr(tasks.time, "sleep", lambda seconds: None)

    def test_it_does_the_work_itself(self, build):
        assert lay_out_now(build.pk).report.key == "draft-1"

    def test_it_takes_up_what_a_lost_worker_had(self, build):
        lose(build)
        assert lay_out_now(build.pk).report.key == "draft-1"

    def test_it_waits_for_a_worker_that_lives(self, build, monkeypatch):
        put(build, state=BuildState.RUNNING, attempts=1)
        worker = lambda seconds: tasks._finish(build.pk, 1, b"%PDF of the worker")  # noqa: E731
        monkeypatch.setattr(tasks.time, "sleep", worker)
        assert bytes(lay_out_now(build.pk).report.files.get().data) == b"%PDF of the worker"

    def test_it_brings_back_one_that_failed(self, build):
        lose(build, attempts=3)
        assert lay_out_now(build.pk).state == BuildState.FAILED


@pytest.mark.django_db(transaction=True)
class TestAWorkerThatIsSlow:
    """Being slow is not being lost: as long as it gives signs of life nobody takes its build."""

    @pytest.fixture(autouse=True)
    def _short_silence(self, monkeypatch):
        monkeypatch.setattr(attempts, "SIGN_OF_LIFE", 0.05)
        monkeypatch.setattr(attempts, "SILENT_FOR", timedelta(seconds=1.5))

    def in_background(self, build):
        try:
            return lay_out.call(build.pk)
        finally:
            connection.close()

    def test_it_is_not_robbed(self, build, monkeypatch):
        started = Signal()

        def draw(content):
            started.set()
            sleep(3.5)
            return b"%PDF at last"

        monkeypatch.setattr(pdf, "draw", draw)
        with ThreadPoolExecutor(1) as pool:
            worker = pool.submit(self.in_background, build)
            assert started.wait(20)
            until = monotonic() + 3
            while monotonic() < until:
                assert requeue_lost() == 0
                assert lay_out.call(build.pk) == "nothing to do"
                sleep(0.05)
            assert worker.result(20) == "done"
        assert Build.objects.get().attempts == 1

    def test_one_whose_signs_come_too_late_goes_on_while_nobody_else_has_it(
        self, build, monkeypatch
    ):
        """A loader that writes for half a minute keeps SQLite from taking any sign meanwhile."""
        monkeypatch.setattr(pdf, "draw", lambda content: sandbox.run(greedy.tells_and_waits))
        with ThreadPoolExecutor(1) as pool:
            worker = pool.submit(self.in_background, build)
            wait_until(lambda: Build.objects.get().progress == "page 2")
            put(build, state=BuildState.WAITING)
            wait_until(lambda: state_of(build) == BuildState.RUNNING)
            assert not worker.done()
            cancel(build, by=build.asked_by)
            assert worker.result(60) == "superseded"

    def test_a_sign_of_life_that_cannot_be_written_does_not_cost_the_report(
        self, build, monkeypatch
    ):
        tried = []

        def no_database(*claim):
            tried.append(claim)
            raise OSError("The database is away.")

        def draw(content):
            with monkeypatch.context() as meanwhile:
                meanwhile.setattr(attempts, "held", no_database)
                sleep(0.5)
            return b"%PDF nevertheless"

        monkeypatch.setattr(pdf, "draw", draw)
        assert lay_out.call(build.pk) == "done"
        assert tried

    def test_a_cancelled_build_ends_its_drawing_and_stores_nothing(self, build, monkeypatch):
        monkeypatch.setattr(pdf, "draw", lambda content: sandbox.run(greedy.tells_and_waits))
        with ThreadPoolExecutor(1) as pool:
            worker = pool.submit(self.in_background, build)
            wait_until(lambda: Build.objects.get().progress == "page 2")
            cancel(build, by=build.asked_by)
            assert worker.result(60) == "superseded"
        assert state_of(build) == BuildState.CANCELLED
        assert not Report.objects.exists()

    def test_two_workers_at_once_make_one_report(self, build):
        with ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(self.in_background, [build] * 4))
        assert sorted(outcomes) == ["done", *["nothing to do"] * 3]
        assert ReportFile.objects.count() == 1
