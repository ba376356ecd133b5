"""Who is offered which cut of a report, and that its bytes stay the same."""

from hashlib import sha256

import pytest

from selfassess.audit.models import Event
from selfassess.reporting import pdf, sandbox
from selfassess.reporting.models import ReportFile
from tests.factories import (
    draw_what_waits,
    get_assessment,
    issued_before,
    make_quarter,
    make_report,
    write,
)
from tests.pages import words_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

ISSUED = "/reports/2020-21-q1/v1/"
OPEN = "/reports/2020-21-q2/"


def test_the_page_of_a_version_offers_every_cut_and_says_who_may_read_it(cast, sign_in):
    issued_before()
    page = words_on(sign_in(cast.viewer).get(ISSUED))
    for words in ("For the scrutiny committee and the public", "Two pages", "own managers"):
        assert words in page
    for cut in ("full", "summary", "mash", "lac"):
        assert f'href="{ISSUED}{cut}.pdf"' in page
    assert f'href="{ISSUED}scrutiny/"' in page


def test_a_cut_is_drawn_once_and_then_the_same_bytes_come_for_ever(cast, sign_in, monkeypatch):
    issued_before()
    draw_what_waits()
    first = sign_in(cast.viewer).get(f"{ISSUED}summary.pdf")

    def draw_again(content):
        raise AssertionError("It is drawn once.")

    monkeypatch.setattr(pdf, "draw", draw_again)
    assert sign_in(cast.head).get(f"{ISSUED}summary.pdf").content == first.content
    file = ReportFile.objects.get(cut="summary")
    assert file.sha256 == sha256(first.content).hexdigest()
    event = Event.objects.get(verb="report.cut", after__cut="summary")
    assert (event.by.is_system, event.after["sha256"]) == (True, file.sha256)


def test_a_cut_that_cannot_be_laid_out_says_why(cast, sign_in, monkeypatch):
    issued_before()

    def stop(content):
        raise sandbox.Stopped("it took too long")

    monkeypatch.setattr(pdf, "draw", stop)
    draw_what_waits()
    page = words_on(sign_in(cast.viewer).get(f"{ISSUED}summary.pdf"))
    assert "summary could not be laid out: it took too long" in page
    assert not ReportFile.objects.filter(cut="summary").exists()


def test_its_name_says_which_cut_it_is(cast, sign_in):
    issued_before()
    draw_what_waits()
    told = sign_in(cast.viewer).get(f"{ISSUED}summary.pdf").headers["Content-Disposition"]
    assert 'filename="self-assessment-2020-21-q1-v1-summary.pdf"' in told


def test_a_cut_that_is_not_there_is_not_found(cast, sign_in):
    issued_before()
    client = sign_in(cast.director)
    assert client.get(f"{ISSUED}nonsense.pdf").status_code == 404
    assert client.get(f"{ISSUED}nonsense/").status_code == 404
    assert client.get("/reports/2020-21-q2/preview/full/").status_code == 404


def test_a_head_finds_her_own_area_of_a_draft_and_nothing_else_of_it(cast, sign_in):
    make_report(make_quarter(), by=cast.director)
    client = sign_in(cast.head)
    page = words_on(client.get(OPEN))
    assert f'href="{OPEN}draft-1/mash.pdf"' in page
    assert f'href="{OPEN}draft-1/"' not in page
    assert "MASH & Assessment only" in words_on(client.get(f"{OPEN}draft-1/mash/"))
    for other in ("", "early-help/", "scrutiny/", "summary/"):
        assert client.get(f"{OPEN}draft-1/{other}").status_code == 404


def test_she_previews_what_stands_there_now_without_anything_being_kept(cast, sign_in):
    quarter = make_quarter()
    write(get_assessment(quarter), by=cast.head, know="Known since this morning.")
    client = sign_in(cast.head)
    assert f'href="{OPEN}preview/mash/"' in words_on(client.get(OPEN))
    page = words_on(client.get(f"{OPEN}preview/mash/"))
    assert "This is a preview." in page
    assert page.count("Known since this morning.") == 1
    assert not quarter.reports.exists()
    assert not quarter.builds.exists()


def test_the_director_previews_every_cut(cast, sign_in):
    make_quarter()
    client = sign_in(cast.director)
    for cut in ("full", "scrutiny", "summary", "lac"):
        assert "This is a preview." in words_on(client.get(f"{OPEN}preview/{cut}/"))
