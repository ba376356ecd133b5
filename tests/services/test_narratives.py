"""The demo's texts answer questions that are really asked."""

import re
from typing import Any

import pytest

from selfassess.assessments.overview import DIRECTORS_OVERVIEW, FIRST_PAGE
from selfassess.demo.narratives import FOLDER, narratives
from services.registry import all_areas

ISSUED, OPEN = "2020-21-q1", "2020-21-q2"
AREAS: list[Any] = [*all_areas(), DIRECTORS_OVERVIEW]
FORMS = {form.slug: form for form in AREAS}


def asked(area: str, quarter: str) -> set[str]:
    return {q.key for q in FORMS[area].questions(quarter) if q.key != "rating"}


def test_there_are_texts_for_two_quarters():
    assert sorted(folder.name for folder in FOLDER.iterdir()) == [ISSUED, OPEN]


def test_the_issued_quarter_answers_every_question_of_the_eight_areas_and_the_overview():
    texts = narratives(ISSUED)
    assert texts.keys() <= FORMS.keys()
    assert len(texts) >= 9
    for area, answers in texts.items():
        assert answers.keys() == asked(area, ISSUED)
        assert all(answers.values())


def test_the_open_quarter_is_under_way_in_three_areas():
    texts = narratives(OPEN)
    assert texts.keys() == {"mash", "lac", "performance"}
    for area, answers in texts.items():
        assert answers.keys() < asked(area, OPEN)


def test_one_answer_of_the_open_quarter_is_the_same_as_before_and_one_is_partly_so():
    before, now = narratives(ISSUED), narratives(OPEN)
    assert now["lac"]["evidence"] == before["lac"]["evidence"]
    kept = set(now["mash"]["know"].split("\n\n")) & set(before["mash"]["know"].split("\n\n"))
    assert 0 < len(kept) < len(now["mash"]["know"].split("\n\n"))


def test_the_first_page_takes_three_sentences():
    assert len(re.findall(r"[.!?](?:\s|$)", narratives(ISSUED)["overview"][FIRST_PAGE])) == 3


@pytest.mark.parametrize("quarter", [ISSUED, OPEN])
def test_texts_are_plain_paragraphs_and_lists(quarter):
    for answers in narratives(quarter).values():
        for text in answers.values():
            assert not re.search(r"[*_`<>|\t#]", text)
