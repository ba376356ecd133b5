"""compile_report and open_quarter do what the portal does, and say in a sentence why not."""

from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment
from selfassess.assessments.operations.lifecycle import reopen
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting import pdf, tasks
from selfassess.reporting.models import Build, BuildState, Kind, Report, ReportFile
from selfassess.reporting.operations import issue
from selfassess.reporting.release.operations import let_out
from services.registry import all_areas
from tests.factories import (
    approve_all,
    get_assessment,
    issued_before,
    make_approved,
    make_build,
    make_issued,
    make_quarter,
    make_report,
)
from tests.processes import manage

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter() -> Quarter:
    return make_quarter()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "a folder that is not there yet" / "report.pdf"


def run(command: str, *arguments: object) -> str:
    output = StringIO()
    call_command(command, *map(str, arguments), stdout=output)
    return output.getvalue()


@pytest.mark.usefixtures("quick_pdf")
class TestCompileReport:
    def test_a_quarter_under_way_gives_a_new_draft(self, quarter, file):
        said = run("compile_report", quarter.code, "--output", file)
        report = Report.objects.get()
        assert (report.key, report.compiled_by) == ("draft-1", User.objects.command_line())
        assert file.read_bytes() == bytes(report.files.get().data)
        assert str(file) in said

    def test_a_final_names_the_areas_that_are_in_its_way(self, quarter, file):
        with pytest.raises(CommandError, match=r"every area approved.*Early Help, MASH"):
            run("compile_report", quarter.code, "--final", "--output", file)
        assert not file.exists()
        assert not Report.objects.exists()

    def test_a_final_of_an_approved_quarter_is_a_version(self, quarter, file):
        approve_all(quarter)
        run("compile_report", quarter.code, "--final", "--output", file)
        assert Report.objects.get().key == "v1"

    def test_somebody_can_be_named_as_its_author(self, quarter, file, cast):
        run("compile_report", quarter.code, "--by", "DIRECTOR@example.org", "--output", file)
        assert Report.objects.get().compiled_by == cast.director

    def test_who_may_not_compile_in_the_portal_may_not_here(self, quarter, file, cast):
        with pytest.raises(CommandError, match="Head of MASH may not compile"):
            run("compile_report", quarter.code, "--by", cast.head.email, "--output", file)

    @pytest.mark.parametrize("who", ["stranger@example.org", "leaver@example.org"])
    def test_strangers_and_leavers_compile_nothing(self, quarter, file, cast, who):
        User.objects.filter(pk=cast.director.pk).update(is_active=False, email="leaver@example.org")
        with pytest.raises(CommandError, match=f"Nobody here has the address '{who}'"):
            run("compile_report", quarter.code, "--by", who, "--output", file)

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("2020-21-q3", "There is no quarter"),
            ("Q3 2020/21", "There is no quarter '2020-21-q3'"),
            ("nonsense", "“nonsense” is not a quarter"),
            ("", "is not a quarter"),
        ],
    )
    def test_an_unknown_quarter_is_said_to_be_unknown(self, quarter, file, code, said):
        with pytest.raises(CommandError, match=said):
            run("compile_report", code, "--output", file)

    def test_a_planned_quarter_has_no_report(self, file):
        planned = make_quarter(state=QuarterState.PLANNED)
        with pytest.raises(CommandError, match="is planned, so no report"):
            run("compile_report", planned.code, "--output", file)

    def test_an_issued_quarter_gives_the_stored_bytes_and_stores_nothing(self, file):
        issued = issued_before("2020-21-q2")
        before = Build.objects.count()
        Answer.objects.update(text="BEHIND ITS BACK")
        for arguments in ([], ["--final"]):
            run("compile_report", "2020-21-q2", *arguments, "--output", file)
            assert sha256(file.read_bytes()).hexdigest() == issued.files.get().sha256
        assert Build.objects.count() == before

    def test_an_issued_quarter_that_is_being_revised_gives_a_draft(self, file, cast):
        issued = issued_before("2020-21-q2")
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        run("compile_report", "2020-21-q2", "--output", file)
        draft = Report.objects.exclude(pk=issued.pk).get()
        assert draft.key == "draft-1"
        assert file.read_bytes() == bytes(draft.files.get().data)

    def test_after_a_revision_it_is_the_version_that_was_issued_last(self, file, cast):
        first = issued_before("2020-21-q2")
        reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
        make_approved(first.quarter, head=cast.head, director=cast.director, text="Right.")
        second = make_report(first.quarter, by=cast.director, kind=Kind.FINAL)
        issue(second, by=cast.director)
        run("compile_report", "2020-21-q2", "--output", file)
        assert file.read_bytes() == bytes(second.files.get().data)

    def test_a_cut_is_what_the_portal_gives(self, file, cast, sign_in):
        let_out(issued_before("2020-21-q2"), by=cast.director)
        run("compile_report", "2020-21-q2", "--cut", "scrutiny", "--output", file)
        page = sign_in(cast.viewer).get("/reports/2020-21-q2/v1/scrutiny.pdf")
        assert file.read_bytes() == page.content

    def test_a_cut_of_an_unknown_name_says_so(self, quarter, file):
        with pytest.raises(CommandError, match="There is no edition 'nonsense'"):
            run("compile_report", quarter.code, "--cut", "nonsense", "--output", file)

    def test_again_needs_an_issued_version(self, quarter, file):
        with pytest.raises(CommandError, match="no issued version to draw again"):
            run("compile_report", quarter.code, "--again", "--output", file)

    def test_a_failure_is_told(self, quarter, file, monkeypatch):
        monkeypatch.setattr(pdf, "draw", lambda content: 1 / 0)
        with pytest.raises(CommandError, match="could not be laid out because of a fault"):
            run("compile_report", quarter.code, "--output", file)
        assert not file.exists()

    def test_what_a_worker_has_in_hand_is_waited_for(self, quarter, file, monkeypatch):
        build = make_build(quarter, by=User.objects.command_line())
        Build.objects.update(state=BuildState.RUNNING, attempts=1)

        def worker(seconds):
            tasks._finish(build.pk, 1, b"%PDF of the worker")

        monkeypatch.setattr(tasks.time, "sleep", worker)
        run("compile_report", quarter.code, "--output", file)
        assert file.read_bytes() == b"%PDF of the worker"


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_drawn_again_in_a_new_process_it_is_byte_for_byte_what_was_stored(tmp_path):
    """With the real layout; Python shuffles its sets and hashes by another seed there."""
    issued = make_issued("2020-21-q2", text="We know – “every” child.\n\n- One.\n- Another.")
    stored = bytes(issued.files.get().data)
    Answer.objects.update(text="BEHIND ITS BACK", asked="BEHIND ITS BACK")
    Assessment.objects.update(area_name="BEHIND ITS BACK")
    file = tmp_path / "again.pdf"
    again = manage(
        *("compile_report", "2020-21-q2", "--again", "--output", str(file)),
        PYTHONHASHSEED="4321",
        TZ="America/New_York",
        AUTHORITY_NAME="BEHIND ITS BACK",
    )
    assert again.returncode == 0, again.stderr
    assert sha256(file.read_bytes()).hexdigest() == sha256(stored).hexdigest()
    assert (Build.objects.count(), ReportFile.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_one_sentence_on_stderr_and_no_traceback(tmp_path):
    make_quarter()
    refused = manage("compile_report", "2020-21-q2", "--final", "--output", str(tmp_path / "x.pdf"))
    assert refused.returncode == 1
    assert refused.stderr.startswith("CommandError: The final report needs every area approved")
    assert "Traceback" not in refused.stderr


class TestOpenQuarter:
    def test_it_plans_and_opens(self, db):
        said = run("open_quarter", "2020-21-q2")
        quarter = Quarter.objects.get()
        areas = len(all_areas())
        assert quarter.state == QuarterState.OPEN
        assert quarter.assessments.of_areas().count() == areas
        assert said == f"2020-21-q2 is open. Assessments made: {areas + 1}.\n"  # and the overview

    def test_twice_is_the_same_as_once(self, db):
        run("open_quarter", "2020-21-q2")
        before = set(Assessment.objects.values_list("pk", "area"))
        assert run("open_quarter", "2020-21-q2") == "2020-21-q2 is open. Assessments made: 0.\n"
        assert set(Assessment.objects.values_list("pk", "area")) == before

    def test_a_planned_quarter_keeps_its_date(self, db):
        planned = make_quarter(state=QuarterState.PLANNED)
        Quarter.objects.update(due="2020-10-30")
        run("open_quarter", planned.code)
        assert str(Quarter.objects.get().due) == "2020-10-30"

    @pytest.mark.parametrize("code", ["2020-21-q5", "2020-22-q1", "next"])
    def test_what_is_no_quarter_is_refused_with_an_example(self, db, code):
        with pytest.raises(CommandError, match="is not a quarter"):
            run("open_quarter", code)
        assert not Quarter.objects.exists()

    @pytest.mark.parametrize("state", [QuarterState.CLOSED, QuarterState.ISSUED])
    def test_what_is_over_is_not_opened_again(self, db, state):
        quarter = make_quarter(state=state)
        with pytest.raises(CommandError, match=f"is {state}, so you cannot open it"):
            run("open_quarter", quarter.code)
        assert Quarter.objects.get().state == state
