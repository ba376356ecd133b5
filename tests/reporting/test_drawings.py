"""Editions are drawn by the worker: a final's after its full PDF, a draft's when asked for."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting import pdf, sandbox, tasks
from selfassess.reporting.models import Build, BuildState, Drawing, Kind, Report, ReportFile
from selfassess.reporting.operations import ask_for_edition, issue, store_edition
from selfassess.reporting.release.operations import let_out
from selfassess.reporting.tasks import draw_pdf, lay_out, queue_missing, requeue_lost
from tests.factories import (
    approve_all,
    draw_what_waits,
    issued_before,
    make_build,
    make_issued,
    make_quarter,
    make_report,
)
from tests.pages import words_on
from tests.rows import begin_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

DRAFT = "/reports/2020-21-q2/draft-1"
SUMMARY = f"{DRAFT}/summary.pdf"


@pytest.fixture
def draft(cast) -> Report:
    return begin_with("a-draft", lambda: make_report(make_quarter(), by=cast.director))


@pytest.fixture
def final(cast) -> Report:
    return begin_with("a-final", partial(make_final, cast))


def make_final(cast) -> Report:
    quarter = make_quarter()
    approve_all(quarter)
    return make_report(quarter, by=cast.director, kind=Kind.FINAL)


@pytest.fixture
def director(cast, sign_in):
    return sign_in(cast.director)


def stored(report: Report) -> list[str]:
    return sorted(report.files.values_list("cut", flat=True))


def next_task() -> tuple[str, int]:
    """What a worker takes from the queue now. Tests lay builds out without one, so that the tasks
    of these are still there."""
    done = Build.objects.filter(state=BuildState.DONE).values_list("pk", flat=True)
    ready = [(one.task_path, one.args_kwargs["args"][0]) for one in DBTaskResult.objects.ready()]
    return next(task for task in ready if task not in {(lay_out.module_path, pk) for pk in done})


def drawn_by_nobody(content):
    raise AssertionError("Nothing is to be drawn.")


class TestAFinal:
    def test_its_full_pdf_is_there_before_the_others_are_drawn(self, final, director):
        assert stored(final) == ["full"]
        assert director.get("/reports/2020-21-q2/v1.pdf").status_code == 200
        assert director.get("/reports/2020-21-q2/v1/summary.pdf").status_code == 202

    def test_the_worker_draws_the_others_without_being_asked(self, final):
        assert set(draw_what_waits()) == {"done"}
        areas = {area.slug for area in final.frozen.included}
        whole = {one.key for one in final.editions if one.for_all} - {"scrutiny"}
        assert set(stored(final)) == whole | areas
        assert not Drawing.objects.exists()

    def test_another_report_is_drawn_before_them(self, final, cast):
        build = make_build(final.quarter, by=cast.director)
        assert next_task() == (lay_out.module_path, build.pk)

    def test_and_so_is_what_somebody_waits_for(self, final, draft, cast):
        drawing = ask_for_edition(draft, "lac", by=cast.director)
        assert next_task() == (draw_pdf.module_path, drawing.pk)

    def test_its_public_edition_waits_until_the_director_has_let_it_go(self, final, cast):
        Quarter.objects.filter(code=final.quarter_id).update(state=QuarterState.CLOSED)
        issued = issue(Report.objects.get(pk=final.pk), by=cast.director)
        draw_what_waits()
        assert "public-1" not in stored(final)
        let_out(issued, by=cast.director)
        draw_what_waits()
        assert "public-1" in stored(final)


class TestADraft:
    def test_its_other_editions_are_drawn_for_nobody(self, draft):
        assert not Drawing.objects.exists()
        assert stored(draft) == ["full"]

    def test_looking_draws_nothing_and_offers_to_ask(self, draft, director, monkeypatch):
        monkeypatch.setattr(pdf, "draw", drawn_by_nobody)
        answer = director.get(SUMMARY)
        assert answer.status_code == 202
        assert "Refresh" not in answer.headers
        assert f'action="{SUMMARY}"' in words_on(answer)
        assert not Drawing.objects.exists()

    def test_asking_leads_to_the_page_that_waits_and_then_to_the_file(self, draft, director):
        answer = director.post(SUMMARY, follow=True)
        assert answer.redirect_chain == [(SUMMARY, 302)]
        assert (answer.status_code, answer.headers["Refresh"]) == (202, "2")
        assert "Waiting for the worker" in words_on(answer)
        assert draw_what_waits() == ["done"]
        assert director.get(SUMMARY).headers["Content-Type"] == "application/pdf"

    def test_asking_twice_is_asking_once(self, draft, director):
        for _ in range(3):
            director.post(SUMMARY)
        assert Drawing.objects.count() == 1
        assert DBTaskResult.objects.ready().filter(task_path=draw_pdf.module_path).count() == 1

    def test_asking_for_what_is_there_draws_nothing(self, draft, director, monkeypatch):
        director.post(SUMMARY)
        draw_what_waits()
        monkeypatch.setattr(pdf, "draw", drawn_by_nobody)
        assert director.post(SUMMARY, follow=True).status_code == 200
        assert not Drawing.objects.exists()

    def test_an_edition_that_there_is_not_cannot_be_asked_for(self, draft, director):
        assert director.post(f"{DRAFT}/nonsense.pdf").status_code == 404
        assert not Drawing.objects.exists()

    def test_who_may_not_read_it_may_not_ask(self, draft, cast, sign_in):
        assert sign_in(cast.head).post(SUMMARY).status_code == 404
        with pytest.raises(PermissionDenied):
            ask_for_edition(draft, "summary", by=cast.head)
        assert sign_in(cast.head).post(f"{DRAFT}/mash.pdf").status_code == 302


class TestThePageThatWaits:
    @pytest.fixture
    def drawing(self, draft, cast) -> Drawing:
        return ask_for_edition(draft, "summary", by=cast.director)

    def test_it_says_how_far_the_worker_has_come(self, drawing, director):
        Drawing.objects.update(state="running", attempts=1, progress="page 2")
        assert "Being laid out: page 2." in words_on(director.get(SUMMARY))

    def test_it_says_when_no_worker_answers(self, drawing, director):
        assert "No worker answers." not in words_on(director.get(SUMMARY))
        Drawing.objects.update(alive_at=timezone.now() - timedelta(minutes=1))
        assert "No worker answers." in words_on(director.get(SUMMARY))

    def test_a_worker_that_draws_something_else_does_answer(self, drawing, draft, cast, director):
        ask_for_edition(draft, "mash", by=cast.director)
        Drawing.objects.update(alive_at=timezone.now() - timedelta(minutes=1))
        other = Drawing.objects.filter(edition="mash")
        other.update(state="running", attempts=1, alive_at=timezone.now())
        assert "No worker answers." not in words_on(director.get(SUMMARY))

    def test_so_does_the_page_of_a_report_that_is_compiled(self, draft, cast, director):
        build = make_build(draft.quarter, by=cast.director)
        Build.objects.filter(pk=build.pk).update(alive_at=timezone.now() - timedelta(minutes=1))
        assert "No worker answers." in words_on(director.get(build.get_absolute_url()))

    def test_a_failure_is_told_and_asking_again_begins_anew(self, drawing, director, monkeypatch):
        def stop(content):
            raise sandbox.Stopped("it took too long.")

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(pdf, "draw", stop)
            assert draw_what_waits() == ["failed"]
        page = director.get(SUMMARY)
        assert "it took too long." in words_on(page)
        assert "Refresh" not in page.headers
        director.post(SUMMARY)
        assert draw_what_waits() == ["done"]
        assert director.get(SUMMARY).status_code == 200


class TestALostWorker:
    """Nothing is stored in part, and nothing twice."""

    @pytest.fixture
    def drawing(self, draft, cast) -> Drawing:
        return ask_for_edition(draft, "summary", by=cast.director)

    def lose(self, drawing: Drawing, attempts: int = 1) -> None:
        silent = timezone.now() - timedelta(hours=1)
        running = {"state": BuildState.RUNNING, "attempts": attempts, "alive_at": silent}
        Drawing.objects.filter(pk=drawing.pk).update(**running)
        DBTaskResult.objects.update(status="RUNNING")

    def test_what_it_had_is_drawn_by_the_next(self, drawing, draft):
        self.lose(drawing)
        assert requeue_lost() == 1
        assert draw_what_waits() == ["done"]
        assert stored(draft) == ["full", "summary"]

    def test_one_that_comes_back_late_stores_nothing(self, drawing, draft, monkeypatch):
        def draw(content):
            monkeypatch.setattr(pdf, "draw", lambda content: b"%PDF of the second")
            self.lose(drawing)
            requeue_lost()
            assert draw_pdf.call(drawing.pk) == "done"
            return b"%PDF of the first"

        monkeypatch.setattr(pdf, "draw", draw)
        assert draw_pdf.call(drawing.pk) == "superseded"
        assert bytes(ReportFile.objects.get(cut="summary").data) == b"%PDF of the second"

    def test_after_the_third_attempt_it_is_given_up(self, drawing, director):
        self.lose(drawing, attempts=3)
        requeue_lost()
        assert "stopped 3 times" in words_on(director.get(SUMMARY))

    def test_a_command_that_was_faster_leaves_it_nothing_to_draw(self, drawing, monkeypatch):
        store_edition(drawing.report, "summary", by=User.objects.command_line())
        monkeypatch.setattr(pdf, "draw", drawn_by_nobody)
        assert draw_what_waits() == ["done"]
        assert ReportFile.objects.filter(cut="summary").count() == 1


class TestAfterAnUpgrade:
    @pytest.fixture
    def issued(self) -> Report:
        report = issued_before()
        Drawing.objects.all().delete()  # as an earlier release left it
        return report

    def test_the_worker_draws_what_issued_versions_lack(self, issued):
        queue_missing()
        draw_what_waits()
        assert {"full", "summary", "mash"} <= set(stored(issued))

    def test_once(self, issued):
        queue_missing()
        queued = Drawing.objects.count()
        queue_missing()
        draw_what_waits()
        queue_missing()
        assert queued > 8
        assert not Drawing.objects.exists()

    def test_drafts_are_left_alone(self, draft):
        queue_missing()
        assert not Drawing.objects.exists()

    def test_what_failed_is_not_tried_again_each_day(self, issued):
        queue_missing()
        Drawing.objects.update(state=BuildState.FAILED)
        queue_missing()
        assert not Drawing.objects.exclude(state=BuildState.FAILED).exists()

    def test_content_that_is_damaged_is_in_nobodys_way(self, issued, monkeypatch):
        other = make_issued("2020-21-q2")
        Drawing.objects.all().delete()
        real = Report.editions_without_file

        def damaged(report):
            if report.pk == issued.pk:
                raise tasks.DamagedContent("It cannot be read.")
            return real(report)

        monkeypatch.setattr(Report, "editions_without_file", damaged)
        queue_missing()
        assert set(Drawing.objects.values_list("report", flat=True)) == {other.pk}
