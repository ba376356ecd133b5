"""The sentences with which a report describes itself, and the small words of its templates."""

from datetime import date, datetime

import pytest

from performance.rag import Status
from selfassess.reporting.chapters import chapters
from selfassess.reporting.glance import glance, told
from selfassess.reporting.templatetags.report import CLASSES_OF_STATUSES, status_class
from selfassess.reporting.wording import day, fingerprint, moment, names, repeats

from .sample import content, leave_out, words_only


def test_a_final_says_that_all_areas_are_approved():
    assert glance(content())[0] == "All 8 areas are approved."


def test_a_draft_names_the_areas_that_are_not_approved():
    sentences = glance(content("draft"))
    assert sentences[0] == "6 of 8 areas are approved."
    assert sentences[1:3] == [
        "With the director: Care Leavers.",
        "Not started: Children with Disabilities.",
    ]


def test_a_draft_without_any_approval_says_so():
    report = content()
    for area in report.areas:
        area.state = "in-progress"
    assert glance(report)[0] == "No area is approved."


def test_an_area_left_out_is_named_with_its_reason():
    report = content()
    leave_out(report.areas[7], "The post is vacant")
    assert glance(report)[:2] == [
        "7 of 8 areas are approved.",
        "Performance is left out. Reason: The post is vacant.",
    ]


def test_questions_without_an_answer_are_counted_where_they_are():
    sentences = glance(content("draft"))
    assert "15 of 18 questions are answered." in sentences
    assert (
        "Without an answer: Looked After Children (1); Children with Disabilities (2)." in sentences
    )


def test_unchanged_answers_are_named():
    assert (
        "3 answers are the same as in Q4 2019/20: MASH & Assessment (What do you know); "
        "Looked After Children (What do you know)."
    ) in glance(content())


def test_many_unchanged_answers_are_only_counted_so_that_one_page_holds_them():
    report = content()
    for area in report.areas:
        area.same_as_last_quarter = 2
    assert "Early Help (2); MASH & Assessment (2);" in " ".join(glance(report))


def test_no_unchanged_answer_and_no_earlier_quarter_are_said_too():
    report = content()
    for area in report.areas:
        area.same_as_last_quarter = 0
    assert "No answer is the same as in Q4 2019/20." in glance(report)
    report.previous_quarter = None
    assert "There is no earlier quarter to compare the answers with." in glance(report)


def test_ratings_indicators_and_overdue_actions_are_counted():
    assert glance(content())[-3:] == [
        "7 of 8 areas are rated.",
        "Indicators: 8 on target, 16 within tolerance, 8 off target, 8 not judged, 8 not due, "
        "8 no data.",
        "8 of 32 actions are overdue.",
    ]


def test_content_from_before_there_were_lists_says_nothing_of_them():
    told = " ".join(glance(words_only()))
    assert "rated" not in told
    assert "ndicator" not in told
    assert "All indicators" not in [chapter.title for chapter in chapters(words_only())]


def test_only_areas_are_numbered():
    numbers = {chapter.title: chapter.number for chapter in chapters(content())}
    assert numbers["At a glance"] is numbers["About this report"] is None
    assert (numbers["Early Help"], numbers["Performance"]) == (1, 8)


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2020-07-31T16:40:00+01:00", "31 July 2020, 4:40pm"),
        ("2020-07-31T15:40:00+00:00", "31 July 2020, 4:40pm"),  # written down in another offset
        ("2020-01-09T09:05:00+00:00", "9 January 2020, 9:05am"),
        ("2020-01-09T12:00:00+00:00", "9 January 2020, midday"),
        ("2020-01-09T00:00:00+00:00", "9 January 2020, midnight"),
        ("2020-01-09T00:30:00+00:00", "9 January 2020, 12:30am"),
        (None, ""),
    ],
)
def test_moments_read_as_they_do_in_britain(iso, shown):
    assert moment(iso and datetime.fromisoformat(iso)) == shown


def test_a_day_is_the_day_in_london():
    assert day(datetime.fromisoformat("2020-06-30T23:30:00+00:00")) == "1 July 2020"
    assert day(date(2020, 6, 30)) == "30 June 2020"


def test_a_fingerprint_is_sixteen_signs_in_groups_of_four():
    assert fingerprint("9f3a51c07be2d4486a1f0c93d8e5b727") == "9f3a 51c0 7be2 d448"


@pytest.mark.parametrize(
    ("people", "shown"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_several_people_are_joined_as_one_would_say_them(people, shown):
    assert names(people) == shown


def test_a_question_worded_like_its_heading_is_recognised():
    assert repeats("How do you know it", "How do you know it?")
    assert not repeats("How do you know it? Include audits.", "How do you know it?")


def test_statuses_are_told_in_their_own_order_whatever_the_database_made_of_it():
    assert told({"Off target": 2, "No data": 1, "On target": 3, "Not due": 0}) == (
        "3 on target, 2 off target, 1 no data"
    )


def test_every_status_that_a_report_freezes_has_its_class():
    assert set(CLASSES_OF_STATUSES) >= {str(status) for status in Status}
    assert status_class("Off target") == "off-target"
    assert status_class("A word of another release") == ""
