"""The director's overview: written by the director, at most 600 words, open until the quarter is
issued."""

import pytest

from selfassess.assessments.models import Answer, KeptText
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import make_user
from tests.pages import fill_in, form_on, words_on

OVERVIEW = "/2020-21-q2/overview/"


@pytest.fixture
def director(cast, quarter, sign_in):
    return sign_in(cast.director)


def texts() -> dict[str, str]:
    return dict(Answer.objects.exclude(text="").values_list("question", "text"))


def test_the_director_writes_it(director):
    response = fill_in(director, OVERVIEW, overview_text="My words.")
    assert response.url == OVERVIEW
    assert "Saved." in words_on(director.get(OVERVIEW))
    assert texts() == {"overview": "My words."}


def test_nobody_says_that_it_is_completed(director):
    assert "Have you completed this section?" not in words_on(director.get(OVERVIEW))


def test_600_words_are_enough(director):
    assert fill_in(director, OVERVIEW, overview_text="word " * 600).status_code == 302


def test_more_are_refused_beside_the_field_and_still_there(director):
    long = "word " * 601
    response = fill_in(
        director, OVERVIEW, overview_text=long, **{"overview-first-page-text": "Three sentences."}
    )
    assert response.status_code == 200
    assert "The overview has 601 words. Shorten it to 600 or fewer" in words_on(response)
    assert form_on(response)["overview-text"] == long
    assert texts() == {"overview-first-page": "Three sentences."}


def test_a_list_mark_is_no_word(director):
    assert fill_in(director, OVERVIEW, overview_text="- word\r\n" * 600).status_code == 302


def test_two_directors_do_not_overwrite_each_other(director, sign_in):
    second = sign_in(make_user("director", name="Second director"))
    page = form_on(second.get(OVERVIEW))
    fill_in(director, OVERVIEW, overview_text="The first’s.")
    response = second.post(OVERVIEW, page | {"overview-text": "The second’s."}, follow=True)
    assert response.redirect_chain == [(OVERVIEW + "kept/", 302)]
    assert "The first’s." in words_on(response)
    fill_in(second, OVERVIEW + "kept/", outcome="combined", combined="Both.")
    assert texts() == {"overview": "Both."}
    assert second.get(OVERVIEW + "kept/").url == OVERVIEW


def test_the_combined_text_is_no_longer_than_600_words_either(director, sign_in):
    second = sign_in(make_user("director", name="Second director"))
    page = form_on(second.get(OVERVIEW))
    fill_in(director, OVERVIEW, overview_text="one " * 400)
    second.post(OVERVIEW, page | {"overview-text": "two " * 400})
    response = fill_in(second, OVERVIEW + "kept/", outcome="combined")
    assert "The overview has 800 words." in words_on(response)
    assert KeptText.objects.get().settled_at is None


@pytest.mark.parametrize("state", [QuarterState.OPEN, QuarterState.CLOSED])
def test_it_is_open_until_the_quarter_is_issued(director, state):
    Quarter.objects.update(state=state)
    fill_in(director, OVERVIEW, overview_text="My words.")
    Quarter.objects.update(state=QuarterState.ISSUED)
    assert "<textarea" not in words_on(director.get(OVERVIEW))
    assert "My words." in words_on(director.get(OVERVIEW))


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("administrator", 200, 403), ("head", 404, 404), ("analyst", 404, 404), ("viewer", 404, 404)],
)
def test_who_else_sees_it_before_it_is_issued(cast, quarter, sign_in, who, reads, writes):
    client = sign_in(getattr(cast, who))
    assert client.get(OVERVIEW).status_code == reads
    assert client.post(OVERVIEW, {"overview-text": "Not mine."}).status_code == writes
    assert texts() == {}


def test_in_an_issued_quarter_everybody_reads_it(director, cast, sign_in):
    fill_in(director, OVERVIEW, overview_text="My words.")
    Quarter.objects.update(state=QuarterState.ISSUED)
    assert "My words." in words_on(sign_in(cast.viewer).get(OVERVIEW))


@pytest.mark.parametrize("end", ["check/", "review/", "review/approve/", "know/", "overview/"])
def test_it_has_no_pages_of_an_area(director, end):
    assert director.get(OVERVIEW + end).status_code == 404
    assert director.post(OVERVIEW + end).status_code in (404, 405)
