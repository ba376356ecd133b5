"""Give a PDF, learn whether it is one of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from selfassess.accounts.models import User
from selfassess.reporting import forms
from selfassess.reporting.models import Kind, Report
from selfassess.reporting.operations import issue, store_edition
from selfassess.reporting.views import verify
from tests.factories import approve_all, issued_before, make_quarter, make_report
from tests.pages import words_on
from tests.rows import digest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

HERE = "/reports/verify/"
OURS = "Yes, this is one of ours, unchanged"
NOT_OURS = "This is not one of ours, or it was changed"
NO_PDF = "This is not a PDF, so it cannot be checked"


@pytest.fixture
def viewer(cast, sign_in):
    return sign_in(cast.viewer)


@pytest.fixture
def issued(cast) -> Report:
    return issued_before("2020-21-q2")


def check(client, data: bytes, name: str = "report.pdf") -> str:
    response = client.post(HERE, {"file": SimpleUploadedFile(name, data, "application/pdf")})
    assert response.status_code == 200
    return words_on(response)


def bytes_of(report: Report) -> bytes:
    return bytes(report.files.get().data)


def test_an_issued_report_is_told_with_its_quarter_version_and_day(issued, viewer):
    page = check(viewer, bytes_of(issued))
    assert OURS in page
    assert "Version 1 of Q2 2020/21" in page
    assert "Issued on" in page
    assert issued.files.get().sha256 in page
    assert "There is a newer one" not in page


@pytest.mark.parametrize(
    ("key", "name"),
    [("judgements", "By Ofsted’s judgement"), ("mash", "MASH & Assessment only")],
)
def test_an_edition_is_called_as_in_the_list_of_editions(issued, viewer, key, name):
    store_edition(issued, key, by=User.objects.command_line())
    page = check(viewer, bytes(issued.files.get(cut=key).data))
    assert OURS in page
    assert f"the edition “{name}”" in page


def test_one_changed_byte_is_not_ours(issued, viewer):
    data = bytearray(bytes_of(issued))
    data[len(data) // 2] ^= 1
    page = check(viewer, bytes(data))
    assert NOT_OURS in page
    assert OURS not in page


def test_a_draft_is_ours_and_nothing_to_rely_on(cast, viewer):
    draft = make_report(make_quarter(), by=cast.director)
    page = check(viewer, bytes_of(draft))
    assert "Draft 1 of Q2 2020/21" in page
    assert "Nobody has approved it as a whole" in page
    assert "Issued on" not in page


def test_a_final_says_that_it_is_not_issued_yet(cast, viewer):
    quarter = make_quarter()
    approve_all(quarter)
    final = make_report(quarter, by=cast.director, kind=Kind.FINAL)
    assert "It has not been issued." in check(viewer, bytes_of(final))


def test_an_earlier_version_names_the_newer_one(issued, viewer, cast):
    type(issued.quarter).objects.update(state="closed")
    issued.quarter.refresh_from_db()
    issue(make_report(issued.quarter, by=cast.director, kind=Kind.FINAL), by=cast.director)
    assert "There is a newer one:</b> Version 2, issued on" in check(viewer, bytes_of(issued))


def test_of_two_with_the_same_bytes_the_issued_one_is_told(issued, viewer, cast, monkeypatch):
    data = bytes_of(issued)
    monkeypatch.setattr("selfassess.reporting.pdf.draw", lambda content: data)
    other = make_report(make_quarter("2020-21-q3"), by=cast.director)
    assert bytes_of(other) == data
    assert "Version 1 of Q2 2020/21" in check(viewer, data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n/OpenAction /JavaScript (app.alert(1))", "script.pdf"),
        (b"%PDF", "<script>alert(1)</script>.pdf"),
        (b"%PDF", "n" * 300 + ".pdf"),
        (b"%PDF" + bytes(range(256)) * 12_000, "three-megabytes.pdf"),
    ],
)
def test_whatever_pdf_comes_is_answered_and_kept_nowhere(issued, viewer, data, name):
    before = digest()
    page = check(viewer, data, name)
    assert NOT_OURS in page
    assert NO_PDF not in page
    assert "<script>alert(1)" not in page
    assert digest() == before


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.pdf"),
        (b"PK\x03\x04" + b"\0" * 1000, "self-assessment-2020-21-q2-v1.docx"),
        (b"MZ\x90\0", "../../../etc/passwd"),
        (b"x", "<script>alert(1)</script>.pdf"),
        (b"x", "n" * 300 + ".pdf"),
        (bytes(range(256)) * 12_000, "three-megabytes.pdf"),
    ],
)
def test_what_is_no_pdf_is_not_called_a_forgery(issued, viewer, data, name):
    """A true Word copy is nobody's fault: it only cannot be checked."""
    before = digest()
    page = check(viewer, data, name)
    assert NO_PDF in page
    assert NOT_OURS not in page
    assert OURS not in page
    assert "<script>alert(1)" not in page
    assert digest() == before


def test_a_file_that_is_too_large_is_not_even_read(viewer, monkeypatch):
    monkeypatch.setattr(forms, "LARGEST", 10)
    monkeypatch.setattr(verify, "fingerprint_of", lambda file: pytest.fail("It was read."))
    page = check(viewer, b"x" * 11)
    assert "<title>Error: " in page
    assert "The file is larger than 20 MB." in page


@pytest.mark.parametrize("form", [{}, {"file": "a text"}])
def test_no_file_is_an_error_that_says_what_to_do(viewer, form):
    page = words_on(viewer.post(HERE, form))
    assert "Choose the PDF that you want to check." in page


def test_the_page_of_an_issued_report_says_so_and_leads_to_it(issued, viewer):
    page = words_on(viewer.get("/reports/2020-21-q2/v1/"))
    assert "Issued on" in page
    assert issued.files.get().fingerprint in page
    assert f'href="{HERE}"' in page


def test_that_of_a_final_says_that_it_is_not_issued(cast, sign_in):
    quarter = make_quarter()
    approve_all(quarter)
    make_report(quarter, by=cast.director, kind=Kind.FINAL)
    page = words_on(sign_in(cast.director).get("/reports/2020-21-q2/v1/"))
    assert "This version has not been issued." in page
    assert f'href="{HERE}"' not in page


def test_the_list_of_reports_leads_to_it(viewer, cast, sign_in):
    assert f'href="{HERE}"' in words_on(viewer.get("/reports/"))
    assert f'href="{HERE}"' not in words_on(sign_in(cast.nobody).get("/reports/"))
