"""Getting the other forms: by whom, as what, and everything of a quarter in one file."""

import csv
import io
import json
import zipfile
from hashlib import sha256

import pytest
from django.core.management import call_command

from selfassess.assessments.operations.lifecycle import reopen
from selfassess.audit.models import Event
from selfassess.reporting.content.json_schema import ID
from selfassess.reporting.models import Report
from tests.factories import (
    get_assessment,
    issued_before,
    make_issued,
    make_quarter,
    make_report,
    write,
)
from tests.pages import words_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

HERE = "/reports/2020-21-q2/"
STARTS = {"docx": b"PK", "xlsx": b"PK", "json": b"{"}
OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.fixture
def director(cast, sign_in):
    return sign_in(cast.director)


@pytest.fixture
def issued(cast) -> Report:
    return issued_before("2020-21-q2", text="We know every child by name.")


def unzip(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("format", STARTS)
def test_each_form_is_a_file_to_keep_and_never_in_a_cache(issued, director, format):
    response = director.get(f"{HERE}v1/full.{format}")
    assert response.content.startswith(STARTS[format])
    name = f'attachment; filename="self-assessment-2020-21-q2-v1.{format}"'
    assert response.headers["Content-Disposition"] == name
    assert response.headers["Cache-Control"] == "no-store"
    kind = response.headers["Content-Type"]
    assert kind.startswith(OFFICE) or kind == "application/json"


def test_a_version_says_where_its_forms_are(issued, director):
    page = words_on(director.get(f"{HERE}v1/"))
    for format in STARTS:
        assert f'href="{HERE}v1/full.{format}"' in page


def test_what_is_written_later_is_not_in_them(issued, director, cast):
    before = director.get(f"{HERE}v1/full.json").content
    reopen(get_assessment("2020-21-q2"), reason="A wrong figure.", by=cast.director)
    write(get_assessment("2020-21-q2"), "Other words.", by=cast.head)
    assert director.get(f"{HERE}v1/full.json").content == before
    assert b"We know every child by name." in before


@pytest.mark.parametrize("format", STARTS)
def test_the_command_writes_the_form_that_the_file_is_called(issued, director, tmp_path, format):
    file = tmp_path / f"report.{format}"
    call_command("compile_report", "2020-21-q2", output=file)
    assert file.read_bytes() == director.get(f"{HERE}v1/full.{format}").content


def test_the_command_compiles_a_draft_for_it_where_none_is_issued(tmp_path):
    quarter = make_quarter()
    call_command("compile_report", quarter.code, output=tmp_path / "report.json")
    written = json.loads((tmp_path / "report.json").read_bytes())
    assert written == {"$schema": ID} | Report.objects.get().content


class TestEverything:
    @pytest.fixture
    def files(self, cast, director) -> dict[str, bytes]:
        """A draft from early on, then what was issued."""
        quarter = make_quarter()
        make_report(quarter, by=cast.director)
        make_issued("2020-21-q2")
        return unzip(director.get(f"{HERE}everything.zip").content)

    def test_it_holds_every_version_the_figures_and_the_trail(self, files):
        start = "self-assessment-2020-21-q2"
        assert list(files) == [
            "README.txt",
            f"draft-1/{start}-draft-1.pdf",
            f"draft-1/{start}-draft-1.json",
            f"v1/{start}-v1.pdf",
            f"v1/{start}-v1.docx",
            f"v1/{start}-v1.xlsx",
            f"v1/{start}-v1.json",
            "measures.csv",
            "audit-trail.csv",
        ]

    def test_the_pdf_is_the_stored_one(self, files):
        stored = Report.objects.issued().get().files.get()
        found = files["v1/self-assessment-2020-21-q2-v1.pdf"]
        assert sha256(found).hexdigest() == stored.sha256

    def test_its_readme_has_the_fingerprint_of_each_file(self, files):
        readme = files.pop("README.txt").decode()
        for name, data in files.items():
            assert f"{sha256(data).hexdigest()}  {name}" in readme
        assert "Example Council" in readme

    def test_the_trail_has_a_line_for_every_change_oldest_first(self, files):
        lines = list(csv.DictReader(io.StringIO(files["audit-trail.csv"].decode("utf-8-sig"))))
        assert len(lines) == Event.objects.filter(quarter="2020-21-q2").count()
        assert lines[-1]["what"] == "Command line issued the report, v1."
        assert lines == sorted(lines, key=lambda line: line["at"])

    def test_twice_it_is_the_same_file(self, files, director):
        one, other = (director.get(f"{HERE}everything.zip").content for _ in range(2))
        assert one == other
        assert unzip(one) == files

    def test_formulas_in_the_trail_are_text(self, issued, director, cast):
        reopen(get_assessment("2020-21-q2"), reason="=1+1", by=cast.director)
        files = unzip(director.get(f"{HERE}everything.zip").content)
        assert b",'=1+1," in files["audit-trail.csv"]

    def test_a_quarter_without_a_report_has_its_figures_and_trail(self, director):
        make_quarter()
        files = unzip(director.get(f"{HERE}everything.zip").content)
        assert list(files) == ["README.txt", "measures.csv", "audit-trail.csv"]
        assert b"no version of the report yet" in files["README.txt"]

    @pytest.mark.parametrize("who", ["head", "analyst", "viewer"])
    def test_others_are_neither_offered_nor_given_it(self, issued, cast, sign_in, who):
        client = sign_in(getattr(cast, who))
        assert "everything.zip" not in words_on(client.get(HERE))
        assert client.get(f"{HERE}everything.zip").status_code == 404

    @pytest.mark.parametrize("who", ["director", "administrator"])
    def test_director_and_administrator_are_offered_it(self, issued, cast, sign_in, who):
        assert f'href="{HERE}everything.zip"' in words_on(sign_in(getattr(cast, who)).get(HERE))
