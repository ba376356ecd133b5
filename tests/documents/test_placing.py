"""Each piece of a document finds its area and place, or is listed."""

import time
from datetime import date
from decimal import Decimal

import pytest

from selfassess.documents.knowledge import areas_from_code
from selfassess.documents.outcome import as_json
from selfassess.documents.placing import Surroundings, place
from selfassess.documents.placing.days import due_in, period_in
from selfassess.documents.placing.kpi_names import kpi_named
from selfassess.documents.placing.numbers import figure_in, is_unscored, score_in
from selfassess.quarters.dates import QuarterPeriod

from .examples import EXAMPLES
from .measure import USUAL, measure, pieces_of
from .other_councils import HABITS
from .word import Word


@pytest.mark.parametrize("make", [*EXAMPLES.values(), *HABITS.values()])
def test_everything_in_a_document_finds_its_place(make):
    data, expected = make()
    right, total, wrong, lost = measure(data, expected)
    assert (wrong, right) == ([], total)
    marks = {
        "1",
        "2",
        "3",
        "a",
        "b",
        "Lead",
        "By",
        "when",
        "Impact",
        "Timescale",
    }  # what numbers and labels
    assert set(lost) <= marks


def left(word: Word) -> list[str]:
    _, pieces = pieces_of(word.bytes())
    return as_json(pieces, USUAL)["left_over"]


def of_area(word: Word, area: str = "mash") -> dict:
    _, pieces = pieces_of(word.bytes())
    return as_json(pieces, USUAL)[area]


def under(*headings: str) -> Word:
    word = Word()
    word.heading("Front Door", 1)
    for heading in headings:
        word.heading(heading, 2)
    return word


def test_guidance_is_nobodys_answer():
    word = under("What do you know?")
    word.say("Please describe practice in 300 words.", "[Insert text]")
    word.say("What have you learned?", italic=True, grey=True)
    word.say("We learned a lot.")
    assert of_area(word)["answers"] == {"know": "We learned a lot."}
    assert len(left(word)) == 3


def test_a_chapter_that_is_no_area_ends_the_one_before():
    word = under("What do you know?")
    word.say("Decisions are prompt.")
    word.heading("Summary of changes", 1)
    word.say("Two indicators were added.")
    assert of_area(word)["answers"] == {"know": "Decisions are prompt."}
    assert left(word) == ["Two indicators were added."]


def test_a_heading_inside_an_answer_stays_in_it():
    word = under("What do you know?")
    word.heading("Out of hours", 3)
    word.say("It works well at night.")
    assert of_area(word)["answers"]["know"] == "Out of hours\n\nIt works well at night."


def test_a_line_of_progress_goes_with_its_action():
    word = under("Areas for development")
    word.bullets("See families sooner.", "Progress: it has begun.", "Write plainly.")
    texts = [action["text"] for action in of_area(word)["actions"]]
    assert texts == ["See families sooner.\nProgress: it has begun.", "Write plainly."]


def test_figures_go_to_the_documents_own_quarter_and_others_are_listed():
    word = under("Performance indicators")
    word.table(
        ("Indicator", "Target", "Q4 2019/20", "Q1 2020/21"),
        ("Re-referrals within 12 months", "20%", "22.1%", "24.6%"),
        ("Assessments within 45 working days", "92%", "90%", "86% (361 of 420)"),
        ("Children seen within 5 working days", "95%", "80%", "84%"),
    )
    figures = of_area(word)["figures"]
    assert [(f["kpi"], f["value"], f["period"]) for f in figures] == [
        ("MA04", 24.6, "2020-21-q1"),
        ("MA08", 86.0, "2020-21-q1"),
    ]
    assert "Children seen within 5 working days: 84%" in left(word)
    assert "Re-referrals within 12 months: Target 20%; Q4 2019/20 22.1%" in left(word)


def test_without_a_quarter_of_its_own_its_figures_and_ratings_are_listed():
    word = under("Performance indicators")
    word.table(("Indicator", "Target", "Q1"), ("Re-referrals within 12 months", "20%", "24.6%"))
    word.heading("Rating", 2)
    word.say("7/10")
    _, pieces = pieces_of(word.bytes(), None)
    assert as_json(pieces, None) == {
        "left_over": ["Re-referrals within 12 months: Target 20%; Q1 24.6%", "7/10"]
    }


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("7/10", 7),
        ("6 ½", 6.5),
        ("Score: 7 out of 10", 7),
        ("10", 10),
        ("0", 0),
        ("seven", 7),
        ("Rating: 6.5 – because audits improved", 6.5),
        ("5.5/10 (up from 5/10)", 5.5),
    ],
)
def test_a_score_is_read(text, score):
    assert score_in(text)[0] == Decimal(str(score))


@pytest.mark.parametrize("text", ["6-7", "6 to 7", "between 6 and 7", "6.3", "7 or 8"])
def test_an_unclear_score_is_never_guessed(text):
    with pytest.raises(ValueError, match=r"[A-Z]"):
        score_in(text)


@pytest.mark.parametrize("text", ["not scored", "Score:     /10", "n/a", "TBC", ""])
def test_no_score_is_no_zero(text):
    assert score_in(text)[0] is None
    assert is_unscored(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("end of Q2", date(2020, 9, 30)),
        ("Q2/Q3", date(2020, 12, 31)),
        ("mid-September 2020", date(2020, 9, 15)),
        ("30th Sept.", date(2020, 9, 30)),
        ("01.09.20", date(2020, 9, 1)),
        ("Started January 2020; review 30/04/2021", date(2021, 4, 30)),
        ("August and September", date(2020, 9, 30)),
        ("end of February 2021", date(2021, 2, 28)),
        ("by March", date(2021, 3, 31)),
        ("Ongoing", None),
        ("this may change", None),
        ("31/02/2021", None),
    ],
)
def test_a_day_is_read_as_people_write_it(text, day):
    assert due_in(text, USUAL) == day


def test_a_title_names_its_quarter():
    assert period_in("Quarter 3, October to December 2025") == QuarterPeriod(2025, 3)
    assert period_in("Self-assessment to the end of June 2020") == USUAL


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ("86% (361 of 420)", ("86", "361", "420")),
        ("1,204", ("1204", "", "")),
        ("41 of 213", ("19.25", "41", "213")),
        ("1 of 32", ("3.13", "1", "32")),  # 3.125%, as it would be typed
        ("–", None),
        ("not available", None),
        ("0 of 0", None),
        (f"{'9' * 40} of 1", None),
        ("9" * 30, None),  # more than a figure may have
        ("100,000,000", None),
        ("99,999,999", ("99999999", "", "")),
        ("86% (9999999999 of 420)", None),
        (", of 5", None),
        ("Below 20%", None),
    ],
)
def test_a_cell_is_a_figure_or_none(cell, figure):
    assert figure_in(cell) == figure


def test_a_kpi_of_another_number_of_days_is_another_kpi():
    kpis = {"MA09": "Children seen within 3 days of assessment start"}
    assert kpi_named("Children seen within 5 days of assessment start", kpis) == ""
    assert kpi_named("Children seen within 3 days of start of assessment", kpis) == "MA09"


AWKWARD = (" ", "1", ". ", "	", "lead: ", "0 ")


@pytest.mark.parametrize("awkward", AWKWARD)
def test_an_awkward_text_costs_no_more_than_its_length(awkward):
    text = f"x{awkward * 10_000}y"
    read = {"blocks": [{"text": text, "bold": True}, {"text": text}] * 3, "notes": []}
    for section in ("Strengths", "Areas for development", "Rating", "Indicators"):
        head = {"text": section, "level": 2}
        read["blocks"] += [{"text": "Front Door", "level": 1}, head, {"text": text}]
    began = time.monotonic()
    place(read, Surroundings(areas_from_code(), USUAL, USUAL))
    assert time.monotonic() - began < 2
