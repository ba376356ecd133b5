"""What a report freezes of words that were set beside the record, and who reads it."""

import io
from datetime import date
from decimal import Decimal

import docx
import msgspec
import pytest
from django.template.loader import render_to_string
from lxml import html

from performance.benchmarks.models import Benchmark
from performance.models import Measure
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.claims.models import Verdict
from selfassess.claims.operations.answering import explain
from selfassess.claims.reading import findings_of
from selfassess.records.models import Audit, Voice
from selfassess.reporting import editions
from selfassess.reporting.content.read import read, to_stored
from selfassess.reporting.content.schema import ReportContent, TestedContent
from selfassess.reporting.does_not_add_up import in_words, places
from selfassess.reporting.formats.registry import FORMATS
from tests.factories import freeze_now, get_assessment, make_quarter, write
from tests.reporting.formats.test_xlsx import table
from tests.reporting.sample import content as earlier_content

WRONG = "This quarter 99.9% of contacts had a decision within 24 hours."
BELOW = "The share of care leavers in EET is higher than the England average."


@pytest.fixture
def quarter(db):
    system = User.objects.command_line()
    load_catalogue(by=system)
    quarter = make_quarter()
    for code, value in {"MA03": "74.6", "CL03": "44"}.items():
        Measure.objects.create(
            kpi_id=code,
            quarter=quarter,
            value=Decimal(value),
            source="weekly report",
            as_at=date(2020, 9, 30),
            period="quarter",
            saved_by=system,
        )
    Benchmark.objects.create(
        kpi_id="CL03",
        year=2019,
        period="year 2018/19",
        ends=date(2019, 3, 31),
        place="england",
        name="England",
        value=Decimal("53.8"),
        source="DfE",
    )
    write(get_assessment(quarter, "mash"), by=system, know=WRONG)
    write(get_assessment(quarter, "care-leavers"), by=system, know=BELOW)
    return quarter


def area(content: ReportContent, slug: str):
    return next(one for one in content.areas if one.slug == slug)


def page(content) -> str:
    return html.fromstring(
        render_to_string("report/body.html", {"content": content})
    ).text_content()


def test_each_area_says_how_many_numbers_agree(quarter):
    tested = area(freeze_now(quarter), "mash").tested
    assert (tested.numbers, tested.agree, tested.contradict, tested.unchecked) == (1, 0, 1, 0)
    assert (tested.open, tested.explained) == (1, 0)
    said = "Of 1 number in its words, 0 agree with the record, 1 contradicts it and 0 cannot be"
    assert said in in_words(tested)
    assert "1 statement does not agree: 1 stands open." in in_words(tested)


def test_a_report_of_before_says_the_counts_that_it_has():
    tested = TestedContent(numbers=3, agree=2, not_on_record=1)
    said = "2 of 3 numbers in its words agree with the record, 1 is not on it."
    assert in_words(tested) == said


def test_a_contradiction_stands_in_the_list_with_both_values(quarter):
    (found,) = (
        one for one in area(freeze_now(quarter), "mash").tested.findings if one.kind == "number"
    )
    assert found.quoted == WRONG
    assert found.beside.startswith("The record says 74.6%")
    assert not found.explained


def test_a_comparison_that_fails_is_answered_where_it_stands(quarter):
    content = freeze_now(quarter)
    answers = area(content, "care-leavers").sections[0].answers
    assert "53.8%" in answers[0].otherwise
    assert "Official figures say otherwise" in page(content)


def test_a_comparison_in_evidence_is_answered_there(quarter):
    system = User.objects.command_line()
    leavers = get_assessment(quarter, "care-leavers")
    by = {"assessment": leavers, "saved_by": system}
    Audit.objects.create(theme="Plans", month=date(2020, 8, 1), learning=BELOW, **by)
    Voice.objects.create(whose="staff", how="Survey", said="Ours.", changed=BELOW, **by)
    evidence = area(freeze_now(quarter), "care-leavers").evidence
    assert "53.8%" in evidence.audits[0].otherwise
    assert "53.8%" in evidence.voices[0].otherwise


def test_what_was_explained_is_told_with_its_reason(quarter):
    mash = get_assessment(quarter, "mash")
    (key,) = (one.key for one in findings_of([mash])["mash"].findings if one.kind == "number")
    system = User.objects.command_line()
    explain(mash, key, Verdict.STAYS, by=system, reason="The log was late.")
    content = freeze_now(quarter)
    tested = area(content, "mash").tested
    assert (tested.open, tested.explained) == (0, 1)
    assert "The log was late." in page(content)


class TestEditions:
    def test_of_one_area_shows_no_others(self, quarter):
        content = freeze_now(quarter)
        said = page(editions.make(content, "mash"))
        assert "99.9%" in said
        assert "What does not add up" in said
        assert "53.8%" not in said
        assert BELOW not in said

    def test_the_public_reads_nothing_of_it(self, quarter):
        made = editions.make(freeze_now(quarter), editions.SCRUTINY)
        assert [one.tested for one in made.areas] == [None] * len(made.areas)
        said = page(made)
        assert "99.9%" not in said
        assert "add up" not in said
        assert "the record" not in said

    def test_the_summary_counts(self, quarter):
        made = editions.make(freeze_now(quarter), editions.SUMMARY)
        (said,) = [one for one in made.sentences if "not agree with the record" in one]
        assert said.endswith("do not agree with the record.")  # and nothing of “0 explained”

    def test_what_stands_between_areas_is_in_the_full_report_alone(self, quarter):
        system = User.objects.command_line()
        said = "85% of contacts had a decision within 24 hours."
        write(get_assessment(quarter, "mash"), by=system, know=said.replace("85", "74.6"))
        write(get_assessment(quarter, "lac"), by=system, know=said)
        content = freeze_now(quarter)
        assert [one.kind for one in content.between_areas] == ["two_values"]
        assert "Between areas" in [place.name for place in places(content)]
        for slug in ("mash", "lac"):
            assert editions.make(content, slug).between_areas == []


class TestForms:
    def test_word_has_the_list(self, quarter):
        text = FORMATS["docx"].draw(freeze_now(quarter))
        words = "\n".join(p.text for p in docx.Document(io.BytesIO(text)).paragraphs)
        assert "What does not add up" in words
        assert "The record says 74.6%" in words

    def test_excel_has_a_sheet(self, quarter):
        rows = table(freeze_now(quarter), "Does not add up")
        row = next(row for row in rows if row["Kind"] == "number")
        assert row["Area"] == "MASH & Assessment"
        assert row["Explained"] == "no"

    def test_json_has_it_under_its_keys(self, quarter):
        found = msgspec.json.decode(FORMATS["json"].draw(freeze_now(quarter)))
        mash = next(one for one in found["areas"] if one["slug"] == "mash")
        assert mash["tested"]["open"] == 1


def test_a_report_of_before_says_that_nothing_was_tested():
    content = earlier_content()
    assert content.schema < 4
    said = page(content)
    assert "Its words were not tested against the record then." in said
    assert "What does not add up" not in said


def test_it_is_read_as_it_was_stored(quarter):
    content = freeze_now(quarter)
    assert read(to_stored(content)) == content
