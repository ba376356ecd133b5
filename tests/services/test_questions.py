"""Questions: when they are asked, how an area rewords them, and what a missing answer says."""

from types import SimpleNamespace

import pytest

from services import common
from services.base import CheckContext, Question, Section, ask_also, reword
from services.registry import get_area

WALKING = (Section("know", "What do you know?", "", (Question("know", "How do we walk?"),)),)


def context(**texts):
    """Of an assessment that has these answers and nothing else."""
    answers = [SimpleNamespace(question=key, text=text) for key, text in texts.items()]
    assessment = SimpleNamespace(
        quarter=SimpleNamespace(code="2020-21-q1"),
        answers=SimpleNamespace(all=lambda: answers),
        rating_or_none=None,
    )
    return CheckContext(assessment, indicators={}, facts=[])


def test_a_question_is_asked_from_its_first_quarter_to_its_last():
    question = Question("damp", "Damp?", first_quarter="2019-20-q4", last_quarter="2020-21-q2")
    quarters = ["2019-20-q3", "2019-20-q4", "2020-21-q1", "2020-21-q2", "2020-21-q3"]
    assert [question.asked_in(quarter) for quarter in quarters] == [False, True, True, True, False]


def test_a_question_without_quarters_is_always_asked():
    assert Question("know", "?").asked_in("2099-00-q4")


def test_a_section_lists_the_questions_of_a_quarter():
    section = Section("know", "", "", (Question("know", "?"), Question("x", "?", last_quarter="1")))
    assert [question.key for question in section.questions_in("2020-21-q1")] == ["know"]


def test_rewording_changes_the_words_and_leaves_the_rest():
    ((asked,),) = [section.questions for section in reword(WALKING, know={"text": "Why walk?"})]
    assert asked == Question("know", "Why walk?")


def test_rewording_leaves_the_shared_questions_alone():
    reword(common.SECTIONS, know={"text": "Something else?"})
    assert common.SECTIONS[0].questions[0].text != "Something else?"


def test_rewording_an_unknown_question_fails_at_once():
    with pytest.raises(ValueError, match="no question knwo"):
        reword(WALKING, knwo={"text": "?"})


def test_rewording_with_an_unknown_word_fails_at_once():
    with pytest.raises(TypeError, match="hnit"):
        reword(WALKING, know={"hnit": "?"})


def test_a_key_cannot_be_reworded():
    with pytest.raises(ValueError, match="answers are stored under it"):
        reword(WALKING, know={"key": "walk"})


def test_more_questions_come_after_those_of_the_section():
    (section,) = ask_also(WALKING, "know", Question("know-shoes", "Shoes?"))
    assert [question.key for question in section.questions] == ["know", "know-shoes"]


def test_more_questions_in_an_unknown_section_fail_at_once():
    with pytest.raises(ValueError, match="no section shoes"):
        ask_also(WALKING, "shoes", Question("know-shoes", "Shoes?"))


def test_a_missing_answer_is_a_problem_that_says_where_to_put_it_right():
    (problem,) = get_area("mash").problems(context(know="Decisions are prompt.", evidence=" "))
    assert (problem.section, problem.question) == ("evidence", "evidence")
    assert str(problem).startswith("Answer “How do you know it")


def test_a_complete_assessment_has_no_problems():
    assert get_area("mash").problems(context(know="Much.", evidence="Audits.")) == []
