"""The annual self-evaluation as a page and a PDF: who reads it, and what it is made from."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string

from selfassess.assessments.operations.lifecycle import reopen
from selfassess.audit.models import Event
from selfassess.reporting import pdf, sandbox
from selfassess.reporting.models import AnnualFile
from tests.factories import (
    draw_what_waits,
    get_assessment,
    issued_before,
    make_issued,
    make_quarter,
    make_report,
)
from tests.pages import words_on

from .sample import issue, year

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

YEAR = "/reports/annual/2020-21/"


def ask(client) -> None:
    """She asks for the PDF, and the worker draws it."""
    assert client.post("/reports/annual/2020-21.pdf").status_code == 302
    draw_what_waits(year="2020-21")


@pytest.mark.parametrize(
    "who", ["head", "deputy", "director", "analyst", "administrator", "viewer"]
)
def test_everybody_who_reads_issued_reports_finds_it_from_the_list(cast, sign_in, who):
    issued_before("2020-21-q1")
    client = sign_in(getattr(cast, who))
    page = words_on(client.get("/reports/"))
    assert f'href="{YEAR}"' in page
    assert "1 of 4 quarters issued" in page
    assert client.get(YEAR).status_code == 200


def test_somebody_without_a_role_does_not(cast, sign_in):
    issued_before("2020-21-q1")
    for address in (YEAR, "/reports/annual/2020-21.pdf"):
        assert sign_in(cast.nobody).get(address).status_code == 404


def test_it_says_which_quarters_it_is_made_from_and_which_are_missing(cast, sign_in):
    made = make_issued("2020-21-q1", text="We knew in the summer.")
    make_issued("2020-21-q2", text="We know in the autumn.")
    page = words_on(sign_in(cast.viewer).get(YEAR))
    assert made.files.get().fingerprint in page
    assert "Missing, because no report is issued: Q3 2020/21, Q4 2020/21." in page
    assert page.index("We know in the autumn.") < page.index("We knew in the summer.")
    assert "Q1 2020/21 said otherwise" in page


def test_drafts_and_what_is_not_issued_are_not_in_it(cast, sign_in):
    make_report(make_quarter("2020-21-q2"), by=cast.director)
    client = sign_in(cast.director)
    assert client.get(YEAR).status_code == 404
    assert "Annual self-evaluation" not in words_on(client.get("/reports/"))


def test_while_a_quarter_is_revised_its_issued_version_counts(cast, sign_in):
    report = issued_before("2020-21-q1")
    reopen(get_assessment("2020-21-q1"), reason="A figure was wrong.", by=cast.director)
    assert report.files.get().fingerprint in words_on(sign_in(cast.viewer).get(YEAR))


@pytest.mark.parametrize("code", ["2020-22", "2031-32"])
def test_a_year_that_is_none_or_has_no_report_is_not_found(cast, sign_in, code):
    issued_before("2020-21-q1")
    assert sign_in(cast.director).get(f"/reports/annual/{code}/").status_code == 404


def test_four_quarters_cost_as_many_queries_as_one(
    cast, sign_in, django_assert_num_queries, django_assert_max_num_queries
):
    client = sign_in(cast.viewer)
    issued_before("2020-21-q1")
    client.get(YEAR)
    with django_assert_max_num_queries(8) as one:
        client.get(YEAR)
    for quarter in ("2020-21-q2", "2020-21-q3"):
        make_issued(quarter)
    with django_assert_num_queries(len(one)):
        client.get(YEAR)


def test_the_pdf_has_a_name_and_the_same_bytes_each_time(cast, sign_in):
    issued_before("2020-21-q1")
    client = sign_in(cast.viewer)
    ask(client)
    first, second = (client.get("/reports/annual/2020-21.pdf") for _ in range(2))
    assert 'filename="self-evaluation-2020-21.pdf"' in first.headers["Content-Disposition"]
    assert first.content == second.content


def test_the_pdf_is_drawn_once_until_another_quarter_is_issued(cast, sign_in, monkeypatch):
    issued_before("2020-21-q1")
    client, drawn = sign_in(cast.viewer), []

    def draw(content):
        drawn.append(content)
        return f"%PDF {len(drawn)}".encode()

    def download():
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(pdf, "draw", draw)
            ask(client)
            return client.get("/reports/annual/2020-21.pdf").content

    assert (download(), download()) == (b"%PDF 1", b"%PDF 1")
    make_issued("2020-21-q2")
    assert download() == b"%PDF 2"
    assert AnnualFile.objects.count() == 2
    told = Event.objects.filter(verb="report.annual").order_by("pk")
    assert [(event.subject, event.by) for event in told] == [("2020-21", cast.viewer)] * 2


def test_the_pdf_can_be_checked(cast, sign_in):
    issued_before("2020-21-q1")
    client = sign_in(cast.viewer)
    ask(client)
    data = client.get("/reports/annual/2020-21.pdf").content
    page = words_on(client.post("/reports/verify/", {"file": SimpleUploadedFile("a.pdf", data)}))
    assert "Yes, this is one of ours, unchanged" in page
    assert "Self-evaluation 2020/21" in page


def test_one_that_cannot_be_laid_out_says_why(cast, sign_in, monkeypatch):
    issued_before("2020-21-q1")

    def stop(content):
        raise sandbox.Stopped("it took too long")

    monkeypatch.setattr(pdf, "draw", stop)
    client = sign_in(cast.viewer)
    ask(client)
    page = words_on(client.get("/reports/annual/2020-21.pdf"))
    assert "Self-evaluation 2020/21 could not be laid out: it took too long" in page


def test_a_missing_quarter_and_blanks_are_said_on_the_page():
    told = render_to_string("report/annual/body.html", {"content": year(issue(1), issue(3))})
    assert "Not in it: Q2 2020/21, Q4 2020/21" in told
    assert "No report" in told
    assert "Not rated" in told


def test_nothing_that_somebody_typed_becomes_markup():
    content = year(issue(1))
    for area in content.areas:
        area.know[0].answer = "<script>alert(1)</script>"
        area.open[0].owner = "<img src=http://127.0.0.1/>"
        area.indicators[0].name = "<b>bold</b>"
    told = render_to_string("report/annual/body.html", {"content": content, "on_page": True})
    assert "<script" not in told
    assert "<img" not in told
    assert "&lt;b&gt;bold" in told
