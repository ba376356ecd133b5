"""What a council has begun with an earlier release, it finishes with this one."""

from datetime import date
from hashlib import sha256

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from performance.imports.models import Import, ImportState
from performance.models import ApprovedStatus, Measure
from selfassess.accounts.models import User
from selfassess.assessments.models import KeptPost
from selfassess.audit.models import Event
from selfassess.integrity.operations import seal_records
from selfassess.integrity.verify import verify
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Strength
from selfassess.reporting.models import Build, BuildState, Report, ReportFile
from tests.demo.conftest import loaded
from tests.factories import PASSWORD, get_assessment
from tests.pages import fill_in

from .page import text_of
from .releases import RELEASES, folder_of, upgraded

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,  # every migration since that release
    pytest.mark.usefixtures("council", "january"),
]

ISSUED, FINAL, OPEN = "2020-21-q1", "2020-21-q2", "2020-21-q3"
DIRECTOR, ADMINISTRATOR, ANALYST = "director", "administrator", "analyst"
EARLY_HELP = "head.of.early.help"


@pytest.fixture(scope="module", params=RELEASES)
def council(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        rows = upgraded(request.param)
    with loaded(django_db_blocker, lambda: rows):
        yield request.param


@pytest.fixture
def january(settings):
    """The day on which the council moved to the new release."""
    settings.TODAY = date(2021, 1, 20)


@pytest.fixture
def visit(sign_in):
    return lambda account: sign_in(person(account))


def person(account: str) -> User:
    return User.objects.get(email=f"{account}@example.org")


def test_an_approved_area_is_still_approved(visit):
    area = f"/{OPEN}/mash/"
    assert get_assessment(OPEN, "mash").is_approved
    for account in (DIRECTOR, "head.of.mash"):
        page = visit(account).get(area)
        assert page.status_code == 200
        assert "Approved" in page.text
    assert "We know." in visit(DIRECTOR).get(f"{area}review/").text
    assert visit(DIRECTOR).get(f"{area}history/").status_code == 200


def test_a_waiting_build_is_laid_out_as_the_queue_says(visit, monkeypatch):
    """By the engine, from content that was frozen before. Signs of life would come from a thread
    that does not see this test's transaction."""
    monkeypatch.setattr("selfassess.reporting.attempts.SIGN_OF_LIFE", 600)
    build = Build.objects.get(quarter=OPEN)
    assert build.state == BuildState.WAITING
    queued = DBTaskResult.objects.ready().get()
    assert queued.task.call(*queued.task_result.args) == "done"
    build.refresh_from_db()
    assert build.state == BuildState.DONE, build.problem
    assert build.report.content == build.content
    page = visit(DIRECTOR).get(build.report.get_absolute_url())
    assert "We know." in page.text
    assert bytes(build.report.files.get().data).startswith(b"%PDF")


def test_an_unissued_final_is_issued(visit):
    report = Report.objects.get(quarter=FINAL)
    assert not report.is_issued
    stored = bytes(report.files.get().data)
    path = report.get_absolute_url()
    assert fill_in(visit(DIRECTOR), f"{path}issue/").status_code == 302
    report = Report.objects.get(quarter=FINAL)
    assert report.is_issued
    assert Quarter.objects.get(pk=FINAL).state == QuarterState.ISSUED
    assert ApprovedStatus.objects.filter(quarter=FINAL, kpi="MA03").get().status == "Off target"
    assert visit(ANALYST).get(path).status_code == 200
    assert visit(ANALYST).get(f"{path.rstrip('/')}.pdf").content == stored


def test_a_kept_form_is_offered_and_finished(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    kept = KeptPost.objects.get()
    client = Client()
    signing_in = {"login": f"{EARLY_HELP}@example.org", "password": PASSWORD}
    arrived = client.post("/accounts/login/", signing_in)
    assert arrived.url == kept.get_absolute_url()
    assert "Sent while signed out." in client.get(arrived.url).text
    assert client.post(arrived.url, dict(kept.fields)).status_code == 302
    kept.refresh_from_db()
    assert kept.settled_at
    assert Strength.objects.get(text="Sent while signed out.").evidence == "Three audits."


def test_a_pending_import_is_carried_out_and_undone(visit):
    def figures() -> dict[str, int]:
        found = Measure.objects.filter(quarter=OPEN)
        return {measure.kpi_id: int(measure.value) for measure in found}

    client, before = visit(ANALYST), figures()
    brought = Import.objects.get()
    path = brought.get_absolute_url()
    assert "EH03" in client.get(path).text
    client.post(f"{path}apply/")
    assert figures() == before | {"EH01": 130, "EH03": 55}
    client.post(f"{path}undo/")
    assert figures() == before
    brought.refresh_from_db()
    assert brought.state == ImportState.UNDONE


# What the page says otherwise since its layout changed (decision 48): titles of lists and tables,
# and the sentence on who approved, wrote and sent an area. The stored PDF is as it was.
LAID_OUT_ANEW = {
    *("All open actions", "By date. What is said about each is in its area’s chapter."),
    *("Ratings out of 10, by quarter. Darker is higher.", "Over\xaddue actions", "Answers"),
    "Indicators are counted by their status; those not judged or not due are in the chapters. "
    "Answers: questions that have one.",
    *(
        "31 Jul 2020",
        "Approved by Command line.",
        "The portal names no head of service for this area.",
    ),
    *("Written by Head of Early Help.", "Written by Head of MASH.", "Earlier", "How it stands"),
    "Sent on 31 July 2020, 10:00am, by Command line.",
    *("Actions, all areas", "Who approved what", "Approvals", "Approved by"),
    # A final holds approved areas alone, so that other states need no explanation
    *("What the states mean", "States of an area", "State", "What it means", "Not started"),
    *("In progress", "With the director", "Returned", "Left out", "Nothing is written yet."),
    "The head of service is writing. The director has not seen a finished text.",
    "The head of service has sent it and is waiting for the director.",
    "The director has asked for changes.",
    "The director has approved it, and its words are locked.",
    "The director has left it out of this version, and says why.",
    "A draft may hold areas in any state and is marked as a draft on every page. An approved "
    "version holds approved areas only.",
    # Figures stand in columns, with *no target* as a dash
    *("MA03, the quarter", "No target"),
    # What a figure is of begins the line below it
    *("EH01, at the end of the quarter", "MA01, at the end of the quarter"),
}


def test_an_issued_report_says_what_it_said(visit, council):
    page = visit(DIRECTOR).get(f"/reports/{ISSUED}/v1/").text
    now = " ".join(text_of(page).split())
    said = set((folder_of(council) / "issued.txt").read_text().splitlines())
    assert {line for line in said if line not in now} == LAID_OUT_ANEW


def test_an_issued_report_still_says_who_approved_wrote_and_sent(visit):
    page = visit(DIRECTOR).get(f"/reports/{ISSUED}/v1/").text
    now = " ".join(text_of(page).split())
    assert (
        "Approved on 31 July 2020, 10:00am by Command line. Written by Head of MASH, sent on "
        "31 July 2020, 10:00am by Command line. 3 of 3 questions answered"
    ) in now
    assert now.count("Approved on 31 July 2020, 10:00am by Command line.") == 8


def test_an_issued_report_has_the_bytes_that_it_had(visit):
    """The public edition's, too, whether or not anybody gets them."""
    files = {file.cut: file for file in ReportFile.objects.filter(report__quarter=ISSUED)}
    assert set(files) == {"full", "scrutiny", "summary"}
    for edition, file in files.items():
        data = f"%PDF-1.7 {ISSUED} v1 {edition}".encode()
        assert bytes(file.data) == data
        assert (file.size, file.sha256) == (len(data), sha256(data).hexdigest())
    client = visit(DIRECTOR)
    assert client.get(f"/reports/{ISSUED}/v1.pdf").content == bytes(files["full"].data)
    summary = client.get(f"/reports/{ISSUED}/v1/summary.pdf")
    assert summary.content == bytes(files["summary"].data)
    withdrawn = client.get(f"/reports/{ISSUED}/v1/scrutiny.pdf")
    assert withdrawn.status_code == 410
    assert "Withdrawn, to be released anew" in withdrawn.text


def test_every_event_still_has_its_sentence(visit):
    for area in ("mash", "early-help"):
        for code in (ISSUED, FINAL, OPEN):
            page = visit(DIRECTOR).get(f"/{code}/{area}/history/").text
            verbs = set(Event.objects.about(code, area).values_list("verb", flat=True))
            assert verbs
            assert [verb for verb in verbs if verb in page] == []


def test_what_was_recorded_before_is_sealed_as_it_is_and_verified():
    seal_records(by=User.objects.command_line())
    found = verify()
    assert found.faults == []
    assert found.counts["event"].rows >= 30
    assert {count.unsealed for count in found.counts.values()} == {0}
