"""Where other portals lose words: two who save at once, two tabs, a page that was open too long, a
form that is not complete. Here nothing is lost, and whoever comes second is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from selfassess.assessments.models import Answer, KeptText
from tests.factories import get_assessment, make_sent, make_user
from tests.pages import fill_in, form_on, words_on

KNOW, EVIDENCE = "/2020-21-q2/mash/know/", "/2020-21-q2/mash/evidence/"
ROUNDS = 10


def texts() -> dict[tuple[str, str], str]:
    rows = Answer.objects.values_list("assessment__area", "question", "text")
    return {(area, question): text for area, question, text in rows}


def kept() -> list[tuple[str, str]]:
    return list(KeptText.objects.filter(settled_at=None).values_list("by__name", "text"))


@pytest.fixture
def head(cast, mash, sign_in) -> Client:
    return sign_in(cast.head)


@pytest.fixture
def deputy(cast, mash, sign_in) -> Client:
    return sign_in(cast.deputy)


def test_a_stale_copy_that_is_saved_second_overwrites_nothing(head, deputy):
    """Both open the form, then both save: what counts is what each had seen, not when they sent."""
    first, second = form_on(head.get(KNOW)), form_on(deputy.get(KNOW))
    head.post(KNOW, first | {"know-text": "The head’s."})
    told = deputy.post(KNOW, second | {"know-text": "The deputy’s."})
    assert texts()["mash", "know"] == "The head’s."
    assert kept() == [("Deputy of MASH", "The deputy’s.")]
    assert "Head of MASH changed this answer" in words_on(deputy.get(told.url))


def test_two_tabs_on_two_areas_write_each_into_its_own(quarter, sign_in):
    both = sign_in(make_user(("head", "mash"), ("head", "lac")))
    first = form_on(both.get(KNOW))
    second = form_on(both.get("/2020-21-q2/lac/know/"))
    both.post(KNOW, first | {"know-text": "About MASH."})
    both.post("/2020-21-q2/lac/know/", second | {"know-text": "About care."})
    assert texts()["mash", "know"] == "About MASH."
    assert texts()["lac", "know"] == "About care."


def test_words_are_saved_though_nothing_else_on_the_form_is(head):
    fill_in(head, KNOW, know_text="Only a thought.")
    assert texts()["mash", "know"] == "Only a thought."


def test_a_save_after_the_session_has_ended_is_kept_and_offered(head, cast, sign_in):
    page = form_on(head.get(KNOW))
    Session.objects.all().delete()
    head.post(KNOW, page | {"know-text": "Written over lunch."})
    assert kept() == [("Head of MASH", "Written over lunch.")]
    assert "We kept text that could not be saved" in words_on(sign_in(cast.head).get(KNOW))


def test_a_post_into_an_area_that_is_sent_changes_nothing_and_is_told(head, cast, mash):
    page = form_on(head.get(KNOW))
    make_sent(mash.quarter, by=cast.head, text="As sent.")
    told = head.post(KNOW, page | {"know-text": "Too late."})
    assert texts()["mash", "know"] == "As sent."
    assert kept() == [("Head of MASH", "Too late.")]
    assert "locked before your text arrived" in words_on(head.get(told.url))


@pytest.mark.django_db(transaction=True)
def test_two_who_save_different_answers_in_the_same_instant_lose_none(quarter, sign_in):
    writers = [sign_in(make_user(("deputy", "mash"))) for _ in range(2)]
    addresses = {"know": KNOW, "evidence": EVIDENCE}
    for number in range(ROUNDS):
        start = Barrier(2)

        def save(client: Client, question: str, number=number, start=start) -> int:
            text = {"question": question, "text": f"{question}, round {number}."}
            start.wait(timeout=60)
            try:
                sent = text | {"version": number, "save_id": uuid4()}
                return client.post(f"{addresses[question]}autosave/", sent).status_code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            assert list(pool.map(save, writers, addresses)) == [200, 200]
        stored = {answer.question: answer.text for answer in get_assessment(quarter).answers.all()}
        assert stored == {question: f"{question}, round {number}." for question in addresses}
    assert kept() == []
