"""Text that arrives without a session, or with a token that a new sign-in has replaced, is kept
for the person whose page it came from, and offered back to her alone."""

from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import Client

from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, KeptPost, KeptReason, KeptText
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.signed_out import AUTHOR_HOURS, LONGEST_KEPT, SALT
from selfassess.kept_forms.operations import MOST
from tests.factories import make_sent
from tests.pages import fill_in, form_on, words_on
from tests.sessions import LOGIN, browser_of, end_sessions, log_in

KNOW = "/2020-21-q2/mash/know/"


@pytest.fixture
def head(cast, mash) -> Client:
    return browser_of(cast.head)


def kept() -> list[tuple[str, str, User]]:
    return [(text.text, text.reason, text.by) for text in KeptText.objects.select_related("by")]


def test_a_signed_out_text_is_kept_and_the_sign_in_leads_back(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    response = head.post(KNOW, page | {"know-text": "Two hours of work."})
    assert response.url == f"{LOGIN}?next={KNOW}"
    assert "What you sent is kept, but not saved yet." in words_on(head.get(response.url))
    assert kept() == [("Two hours of work.", KeptReason.SIGNED_OUT, cast.head)]
    assert not Answer.objects.exists()


def test_it_is_offered_back_to_the_same_person(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    head.post(KNOW, page | {"know-text": "Two hours of work."})
    log_in(head, cast.head)
    assert "You were signed out when you sent this text" in words_on(head.get(KNOW))
    assert "We kept the text you sent while you were signed out" in words_on(
        head.get(KNOW + "kept/")
    )
    fill_in(head, KNOW + "kept/", outcome="mine")
    assert Answer.objects.get().text == "Two hours of work."


def test_it_is_not_offered_to_another_who_signs_in(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    head.post(KNOW, page | {"know-text": "Two hours of work."})
    log_in(head, cast.deputy)
    assert "Two hours of work." not in words_on(head.get(KNOW))
    assert "We kept text" not in words_on(head.get(KNOW))
    assert head.get(KNOW + "kept/").url == KNOW


def test_a_form_from_before_a_new_sign_in_is_kept_and_says_so(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    log_in(head, cast.head)
    response = head.post(KNOW, page | {"know-text": "Two hours of work."})
    assert response.status_code == 403
    assert "We kept what you sent. Open the page again" in words_on(response)
    assert kept() == [("Two hours of work.", KeptReason.SIGNED_OUT, cast.head)]
    assert "We kept text that could not be saved" in words_on(head.get(KNOW))


def test_a_form_of_one_person_is_hers_also_when_another_has_signed_in(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    log_in(head, cast.deputy)
    response = head.post(KNOW, page | {"know-text": "Two hours of work."})
    assert response.status_code == 403
    assert kept() == [("Two hours of work.", KeptReason.SIGNED_OUT, cast.head)]
    assert "We kept text" not in words_on(head.get(KNOW))


def test_sending_it_again_keeps_it_once(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    for _ in range(3):
        head.post(KNOW, page | {"know-text": "Two hours of work."})
    assert len(kept()) == 1


def test_what_was_not_changed_is_not_kept(head, cast, mash):
    save_section(mash, [Draft("know", "Saved.")], by=cast.head)
    page = form_on(head.get(KNOW))
    save_section(mash, [Draft("know", "Newer.", 1)], by=cast.deputy)
    end_sessions()
    head.post(KNOW, page)
    head.post(KNOW, page | {"know-text": "Newer."})
    assert kept() == []


def test_it_is_kept_also_when_the_area_was_sent_meanwhile(head, cast, mash):
    page = form_on(head.get(KNOW))
    make_sent(mash.quarter, by=cast.head, text="Sent.")
    end_sessions()
    head.post(KNOW, page | {"know-text": "Too late."})
    assert [text for text, _, _ in kept()] == ["Too late."]


def test_a_text_of_the_overview_is_kept_too(cast, mash):
    director = browser_of(cast.director)
    page = form_on(director.get("/2020-21-q2/overview/"))
    end_sessions()
    director.post("/2020-21-q2/overview/", page | {"overview-text": "My words."})
    assert kept() == [("My words.", KeptReason.SIGNED_OUT, cast.director)]
    log_in(director, cast.director)
    assert "My words." in words_on(director.get("/2020-21-q2/overview/kept/"))


def test_control_characters_are_no_way_to_break_it(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    head.post(KNOW, page | {"know-text": "Two\x00 hours\r\nof work.\x1b"})
    assert [text for text, _, _ in kept()] == ["Two hours\nof work."]


@pytest.mark.parametrize("version", ["", "x", "-1", "٣", "²", "9" * 50])
def test_a_nonsense_version_is_no_way_to_break_it(head, version):
    page = form_on(head.get(KNOW))
    end_sessions()
    head.post(KNOW, page | {"know-text": "Mine.", "know-version": version})
    assert [text for text, _, _ in kept()] == ["Mine."]


def test_a_text_may_be_longer_than_an_answer_but_no_flood(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    head.post(KNOW, page | {"know-text": "x" * LONGEST_KEPT})
    head.post(KNOW, page | {"know-text": "y" * (LONGEST_KEPT + 1)})
    assert [text for text, _, _ in kept()] == ["x" * LONGEST_KEPT]


TOO_LONG = "a text that you sent was too long to be kept: it is not saved"


def test_the_sign_in_page_says_of_a_flood_that_it_was_too_long(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    response = head.post(KNOW, page | {"know-text": "y" * (LONGEST_KEPT + 1)})
    said = words_on(head.get(response.url))
    assert TOO_LONG in said
    assert "What you sent is kept" not in said


def test_nothing_is_too_long_that_is_kept(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    response = head.post(KNOW, page | {"know-text": "x" * LONGEST_KEPT})
    assert TOO_LONG not in words_on(head.get(response.url))


def test_the_same_is_said_of_a_whole_form(head):
    page = form_on(head.get("/2020-21-q2/mash/indicators/"))
    end_sessions()
    response = head.post("/2020-21-q2/mash/indicators/", page | {"MA01-comment": "z" * (MOST + 1)})
    assert TOO_LONG in words_on(head.get(response.url))
    assert not KeptPost.objects.exists()


def test_a_page_with_an_old_token_says_so_too(head):
    page = form_on(head.get(KNOW)) | {"csrfmiddlewaretoken": "x" * 64}
    response = head.post(KNOW, page | {"know-text": "y" * (LONGEST_KEPT + 1)})
    assert response.status_code == 403
    assert "A text that you sent was too long to be kept." in words_on(response)


# --- Whose text it is must be proved -----------------------------------------------------------


def forged(user_id: int, assessment_id: int) -> str:
    return signing.dumps([user_id, assessment_id], salt=SALT, key="not the key of this portal")


def refused(head, page: dict) -> None:
    response = head.post(KNOW, page | {"know-text": "Not mine."})
    assert response.status_code == 302
    assert kept() == []
    assert "is kept" not in words_on(head.get(response.url))


@pytest.mark.parametrize("note", ["", "x", "a:b:c", "\x00", "é" * 100, "[1, 1]"])
def test_a_nonsense_note_keeps_nothing(head, note):
    page = form_on(head.get(KNOW))
    end_sessions()
    refused(head, page | {"author": note})


def test_without_a_note_nothing_is_kept(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    refused(head, {name: value for name, value in page.items() if name != "author"})


def test_a_forged_note_keeps_nothing(head, cast, mash):
    page = form_on(head.get(KNOW))
    end_sessions()
    refused(head, page | {"author": forged(cast.deputy.pk, mash.pk)})


def test_a_note_signed_for_another_purpose_keeps_nothing(head, cast, mash):
    page = form_on(head.get(KNOW))
    end_sessions()
    refused(head, page | {"author": signing.dumps([cast.head.pk, mash.pk])})


def test_an_old_note_keeps_nothing(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    with time_machine.travel(timedelta(hours=AUTHOR_HOURS, minutes=1)):
        refused(head, page)


def test_a_weekend_old_note_is_still_good(head):
    page = form_on(head.get(KNOW))
    end_sessions()
    with time_machine.travel(timedelta(hours=AUTHOR_HOURS - 1)):
        head.post(KNOW, page | {"know-text": "From Friday."})
    assert len(kept()) == 1


def test_who_may_no_longer_sign_in_has_nothing_kept(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    User.objects.filter(pk=cast.head.pk).update(is_active=False)
    refused(head, page)


def test_who_may_no_longer_write_has_nothing_kept(head, cast):
    page = form_on(head.get(KNOW))
    end_sessions()
    cast.head.assignments.all().delete()
    refused(head, page)


def test_who_only_reads_gets_no_note(cast, mash, sign_in):
    for person in (cast.director, cast.administrator):
        assert "author" not in form_on(sign_in(person).get(KNOW))


def test_a_forged_form_without_a_token_saves_nothing(head):
    """Another site knows neither the token nor the note."""
    response = head.post(KNOW, {"know-text": "Not mine.", "know-version": "0"})
    assert response.status_code == 403
    assert "Go back in your browser, copy what you typed" in words_on(response)
    assert not Answer.objects.exists()
    assert kept() == []
