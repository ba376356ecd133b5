"""What people read: each question in its section, in the words that count, and what changed."""

from dataclasses import replace

import pytest
from django.test import Client

from selfassess.assessments.models import Answer, Assessment, KeptText
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.reading import Progress, Since, sections_of
from services.registry import get_area
from tests.factories import get_assessment, make_quarter, make_sent, write
from tests.pages import fill_in, form_on, words_on


def rows(assessment: Assessment, previous: Assessment | None = None) -> dict:
    return {row.key: row for section in sections_of(assessment, previous) for row in section.rows}


def without(section_key: str, question_key: str, sections):
    """The sections, with one question less."""
    return tuple(
        replace(s, questions=tuple(q for q in s.questions if q.key != question_key))
        if s.key == section_key
        else s
        for s in sections
    )


@pytest.mark.parametrize(
    ("before", "now", "since"),
    [
        ("", "", Since.NOT_ANSWERED),
        ("Before.", "", Since.NOT_ANSWERED),
        (None, "Now.", Since.FIRST),
        ("", "Now.", Since.NEW),
        ("Before.", "Before.", Since.SAME),
        ("Before.", "Now.", Since.CHANGED),
    ],
)
def test_an_answer_is_compared_with_last_quarters(cast, mash, before, now, since):
    if before is not None:
        write(get_assessment(make_quarter("2020-21-q1")), know=before, by=cast.head)
    write(mash, know=now, by=cast.head)
    assert rows(mash, mash.previous())["know"].since == since


def test_last_quarter_is_the_last_one_in_which_the_area_was_assessed(cast, mash):
    for code in ("2019-20-q4", "2020-21-q3"):
        make_quarter(code)
    assert mash.previous() == get_assessment("2019-20-q4")


def test_how_far_a_section_is(cast, mash):
    def progress() -> Progress:
        return sections_of(get_assessment(mash.quarter))[0].progress

    assert progress() == Progress.NOT_STARTED
    write_only = [Draft("know", "Two words.")]
    save_section(mash, write_only, by=cast.head)
    assert progress() == Progress.IN_PROGRESS
    save_section(mash, [], by=cast.head, completed={"know": True})
    assert progress() == Progress.COMPLETED
    mash.comments.create(question="know", text="Say more.", by=cast.director)
    assert progress() == Progress.CHANGES_NEEDED


def test_words_are_counted(cast, mash):
    write(mash, know="- One\n- two, three", by=cast.head)
    know = sections_of(mash)[0]
    assert (know.words, know.answered) == (3, 1)


@pytest.fixture
def no_longer_asked(cast, quarter, monkeypatch) -> Assessment:
    """The virtual school was answered, and then the question was taken away."""
    lac = get_assessment(quarter, "lac")
    head = cast.head
    head.assignments.create(role="head", area="lac")
    write(lac, know_virtual_school="PEPs are better.", evidence="An audit.", by=head)
    area = get_area("lac")
    fewer = without("know", "know-virtual-school", area.sections)
    monkeypatch.setattr(area, "sections", fewer)
    return lac


def test_what_is_no_longer_asked_stays_in_its_section(no_longer_asked):
    keys = [section.key for section in sections_of(no_longer_asked)]
    assert len(keys) == len(set(keys))
    know = sections_of(no_longer_asked)[0]
    assert know.rows[-1].text == "PEPs are better."
    assert know.rows[-1].question is None


def test_what_is_no_longer_asked_can_still_be_edited(no_longer_asked, cast, sign_in):
    head = sign_in(cast.head)
    address = "/2020-21-q2/lac/know/"
    assert form_on(head.get(address))["know-virtual-school-text"] == "PEPs are better."
    fill_in(head, address, know_virtual_school_text="")
    assert Answer.objects.get(question="know-virtual-school").text == ""
    assert "know-virtual-school-text" not in form_on(head.get(address))


def test_what_is_no_longer_asked_is_kept_from_a_signed_out_page_too(no_longer_asked, cast, sign_in):
    head = sign_in(cast.head)
    address = "/2020-21-q2/lac/know/"
    page = form_on(head.get(address))
    Client().post(address, page | {"know-virtual-school-text": "PEPs are best."})
    assert KeptText.objects.get().text == "PEPs are best."


def test_a_section_that_is_no_longer_declared_is_readable_where_it_was_sent(
    cast, mash, sign_in, monkeypatch
):
    make_sent(mash.quarter, by=cast.head, text="Sent.")
    area = get_area("mash")
    monkeypatch.setattr(area, "sections", area.sections[:1])
    page = words_on(sign_in(cast.head).get("/2020-21-q2/mash/evidence/"))
    assert "How do you know it?" in page
    assert "Sent." in page


def test_a_question_is_asked_from_and_until_its_quarter(mash, monkeypatch):
    area = get_area("mash")
    know = area.sections[0].questions[0]
    once = replace(know, key="know-once", first_quarter="2020-21-q2", last_quarter="2020-21-q2")
    more = (replace(area.sections[0], questions=(know, once)), *area.sections[1:])
    monkeypatch.setattr(area, "sections", more)
    assert "know-once" in rows(mash)
    for code in ("2020-21-q1", "2020-21-q3"):
        assert "know-once" not in rows(get_assessment(make_quarter(code)))
