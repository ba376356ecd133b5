"""An earlier version of an answer is read in its history, and brought back as a new one."""

import pytest

from selfassess.assessments.models import Answer
from selfassess.assessments.operations.lifecycle import send
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.audit.models import Event
from tests.factories import get_assessment, make_quarter, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

HISTORY = "/2020-21-q2/mash/history/"
FIRST = f"{HISTORY}know/v1/"


@pytest.fixture
def written(cast, mash):
    """Two versions of one answer, saved in one sitting."""
    for version, text in enumerate(["We know a lot.", "We know less."]):
        save_section(mash, [Draft("know", text, version)], by=cast.head)
    return mash


@pytest.fixture
def head(cast, sign_in):
    return sign_in(cast.head)


def answer() -> Answer:
    return Answer.objects.get(assessment__area="mash", question="know")


def test_the_history_leads_to_every_version(written, head):
    page = Page(head.get(f"{HISTORY}?answer=know").text)
    (newest,) = page.all("//main//a[starts-with(normalize-space(), 'Read version')]/@href")
    assert newest == f"{HISTORY}know/v2/"
    page = words_on(head.get(newest))
    assert "This is the answer as it is saved now." in page
    assert FIRST in page


def test_an_earlier_one_stands_beside_what_is_saved_now(written, head):
    page = words_on(head.get(FIRST))
    assert "We know a lot." in page
    assert "We know less." in page
    assert "What bringing it back would change" in page


def test_it_comes_back_as_a_new_version(written, head, cast):
    response = head.post(FIRST, form_on(head.get(FIRST)))
    assert response.url == f"{HISTORY}?answer=know"
    assert (answer().text, answer().version, answer().saved_by) == ("We know a lot.", 3, cast.head)
    page = words_on(head.get(response.url))
    assert "Version 1 is back, as the newest version." in page
    assert "brought back version 1 of “What do you know" in page
    event = Event.objects.get(verb="answer.restore")
    assert event.after == {"version": 3, "earlier": 1}
    saves = Event.objects.filter(verb="answer.save", subject="know").order_by("pk")
    assert [save.after["text"] for save in saves][-1] == "We know a lot."


def test_a_second_click_brings_it_back_once(written, head):
    page = form_on(head.get(FIRST))
    for _ in range(2):
        assert head.post(FIRST, page).status_code == 302
    assert answer().version == 3


def test_what_somebody_has_saved_meanwhile_is_shown_first(written, head, cast):
    page = form_on(head.get(FIRST))
    save_section(written, [Draft("know", "We know much more.", 2)], by=cast.deputy)
    response = head.post(FIRST, page)
    assert response.status_code == 409
    assert f"{cast.deputy} saved this answer while you were on this page." in words_on(response)
    assert "We know much more." in words_on(response)
    assert answer().text == "We know much more."
    assert head.post(FIRST, form_on(response)).status_code == 302
    assert answer().text == "We know a lot."


@pytest.mark.parametrize("posted", [{}, {"version": ""}, {"version": "two"}, {"version": "-1"}])
def test_without_the_version_that_it_replaces_it_does_not_come_back(written, head, posted):
    assert head.post(FIRST, posted).status_code == 409
    assert answer().text == "We know less."


def test_what_is_locked_stays_and_says_why(written, head, cast):
    page = form_on(head.get(FIRST))
    write(written, by=cast.head)
    send(written, by=cast.head)
    response = head.post(FIRST, page, follow=True)
    assert "is with the director. It can be changed if it is returned." in words_on(response)
    assert ">Bring version 1 back</button>" not in words_on(response)
    assert answer().text == "We know our practice."


def test_who_only_reads_the_history_brings_nothing_back(written, cast, sign_in):
    director = sign_in(cast.director)
    assert "We know a lot." in words_on(director.get(FIRST))
    assert ">Bring version 1 back</button>" not in words_on(director.get(FIRST))
    assert director.post(FIRST, {"version": "2"}).status_code == 403
    assert sign_in(cast.analyst).get(FIRST).status_code == 404


@pytest.mark.parametrize("address", ["know/v3/", "know/v0/", "evidence/v1/", "nothing/v1/"])
def test_a_version_that_never_was_is_not_found(written, head, address):
    assert head.get(HISTORY + address).status_code == 404


def test_the_directors_own_words_too(cast, quarter, sign_in):
    overview = get_assessment(quarter, "overview")
    for version, text in enumerate(["Ours.", "Theirs."]):
        save_section(overview, [Draft("overview", text, version)], by=cast.director)
    director, address = sign_in(cast.director), "/2020-21-q2/overview/history/overview/v1/"
    assert director.post(address, form_on(director.get(address))).status_code == 302
    assert get_assessment(quarter, "overview").answer_to("overview").text == "Ours."


def test_the_same_version_of_another_quarter_is_another_one(written, head, cast):
    before = get_assessment(make_quarter("2020-21-q1"))
    save_section(before, [Draft("know", "Long ago.", 0)], by=cast.head)
    assert "Long ago." not in words_on(head.get(FIRST))
