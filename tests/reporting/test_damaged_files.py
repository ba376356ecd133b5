"""Stored bytes are compared with their SHA-256 before anybody is given them."""

import io

import pytest
from django.core.management import CommandError, call_command

from selfassess.reporting.models import AnnualFile, DamagedFile, Report, ReportFile
from tests.factories import draw_what_waits, issued_before
from tests.owner import as_owner
from tests.pages import words_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

SENTENCE = "Its bytes have changed since they were stored, so nobody can download it."


@pytest.fixture
def issued(cast) -> Report:
    return issued_before("2020-21-q2")


@pytest.fixture
def director(cast, sign_in):
    return sign_in(cast.director)


def damage(model: type) -> None:
    with as_owner():
        model.objects.update(data=b"%PDF-1.7 something else")


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/reports/2020-21-q2/v1.pdf", ReportFile),
        ("/reports/2020-21-q2/v1/summary.pdf", ReportFile),
        ("/reports/annual/2020-21.pdf", AnnualFile),
        ("/reports/2020-21-q2/everything.zip", ReportFile),
    ],
)
def test_the_reader_gets_a_sentence_and_the_log_an_error(issued, director, caplog, path, model):
    director.post(path)  # asks for a year's file, which nothing else draws
    draw_what_waits()
    assert director.get(path).status_code == 200
    damage(model)
    response = director.get(path)
    assert response.status_code == 500
    assert SENTENCE in words_on(response)
    [record] = [one for one in caplog.records if one.name == "selfassess.reporting.views.damaged"]
    assert record.levelname == "ERROR"
    assert "is not as it was stored: its SHA-256 differs." in record.getMessage()


@pytest.mark.parametrize(
    "path",
    [
        *(f"2020-21-q2/v1{end}" for end in ("/", "/summary/", "/scrutiny/", "/summary.pdf")),
        *(f"2020-21-q2/v1/full.{form}" for form in ("docx", "xlsx", "json")),
        "annual/2020-21/",
        "annual/2020-21.pdf",
        "2020-21-q2/everything.zip",
    ],
)
def test_a_report_whose_content_is_none_is_told_of_as_well(issued, director, caplog, path):
    with as_owner():
        Report.objects.update(content=issued.content | {"schema": "2"})
    response = director.get(f"/reports/{path}")
    assert response.status_code == 500
    assert "This report cannot be read" in words_on(response)
    [record] = [one for one in caplog.records if one.name == "selfassess.reporting.views.damaged"]
    assert "v1 of 2020-21-q2: What is stored is not a report" in record.getMessage()


def test_a_command_does_not_write_it_to_a_file(issued, tmp_path):
    damage(ReportFile)
    target = tmp_path / "report.pdf"
    with pytest.raises(CommandError, match="is not as it was stored"):
        call_command("compile_report", "2020-21-q2", output=target, stdout=io.StringIO())
    assert not target.exists()


def test_a_file_that_was_cut_short_with_its_sha256_is_told_by_its_size(issued):
    file = issued.files.get()
    file.size += 1
    with pytest.raises(DamagedFile):
        file.bytes_as_stored()
