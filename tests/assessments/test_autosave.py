"""Saving while somebody types: often, late, twice, too late, or on somebody else's page."""

from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from selfassess.assessments.models import Answer, KeptOutcome, KeptReason, KeptText
from selfassess.assessments.operations.writing import LONGEST_ANSWER, Draft, save_section
from selfassess.audit.models import Event
from tests.factories import PASSWORD, get_assessment, make_quarter, make_sent, make_user
from tests.pages import form_on

KNOW = "/2020-21-q2/mash/know/"
AUTOSAVE = KNOW + "autosave/"
LOGIN = "/accounts/login/"


def sent(text: str, version: int = 0, **fields) -> dict:
    return {"question": "know", "text": text, "version": version, "save_id": uuid4()} | fields


def answer() -> tuple[str, int]:
    return Answer.objects.values_list("text", "version").get(question="know")


def waiting() -> list[tuple[str, str]]:
    return list(KeptText.objects.filter(settled_at=None).values_list("text", "reason"))


@pytest.fixture
def head(cast, mash, sign_in) -> Client:
    return sign_in(cast.head)


@pytest.fixture
def deputy(cast, mash, sign_in) -> Client:
    return sign_in(cast.deputy)


def test_what_is_typed_is_saved_version_by_version(head):
    first = head.post(AUTOSAVE, sent("We know"))
    assert (first.status_code, first.json()["version"]) == (200, 1)
    second = head.post(AUTOSAVE, sent("We know our practice.", 1))
    assert second.json()["version"] == 2
    assert second.json()["saved"].endswith(("am", "pm", "midday", "midnight"))
    assert answer() == ("We know our practice.", 2)
    assert get_assessment("2020-21-q2").state == "in_progress"


def test_the_pages_own_save_goes_on_from_there(head):
    page = form_on(head.get(KNOW))
    version = head.post(AUTOSAVE, sent("We know")).json()["version"]
    said = page | {"know-text": "We know more.", "know-version": version, "completed": "yes"}
    assert head.post(KNOW, said).url == "/2020-21-q2/mash/evidence/"
    assert answer() == ("We know more.", 2)


def test_it_says_nothing_of_completed_and_finds_fault_with_nothing_but_length(head, cast, mash):
    save_section(mash, [Draft("know", "x")], by=cast.head, completed={"know": True})
    head.post(AUTOSAVE, sent("A name: NHS 943 476 5919\x00", 1))
    assert mash.is_completed("know")
    assert answer() == ("A name: NHS 943 476 5919", 2)


def test_a_text_that_is_too_long_is_not_saved_and_says_so(head):
    reply = head.post(AUTOSAVE, sent("x" * (LONGEST_ANSWER + 1)))
    assert reply.status_code == 422
    assert "Shorten it to 10,000" in reply.json()["message"]
    assert not Answer.objects.exists()


def test_the_overview_has_an_address_of_its_own(cast, mash, sign_in):
    director = sign_in(cast.director)
    words = sent("Ours.", question="overview")
    assert director.post("/2020-21-q2/overview/autosave/", words).json()["version"] == 1
    assert director.post("/2020-21-q2/overview/overview/autosave/", words).status_code == 404


@pytest.mark.parametrize(
    "fields", [{"save_id": ""}, {"save_id": "x"}, {"version": "x"}, {"question": ""}]
)
def test_what_makes_no_sense_is_refused(head, fields):
    assert head.post(AUTOSAVE, sent("Text.", **fields)).status_code == 400
    assert not Answer.objects.exists()


@pytest.mark.parametrize("question", ["evidence", "nothing", "know' --", "x" * 60])
def test_a_question_that_is_not_asked_here_is_not_answered(head, question):
    assert head.post(AUTOSAVE, sent("Text.", question=question)).status_code == 404
    assert not Answer.objects.exists()


def test_an_answer_to_a_question_that_is_asked_no_more_can_still_be_changed(head, cast, mash):
    mash.answers.create(question="gone", text="Old.", section="know", saved_by=cast.head)
    assert head.post(AUTOSAVE, sent("Older.", 1, question="gone")).status_code == 200


# --- Once is enough -------------------------------------------------------------------------------


def test_a_reply_that_was_lost_is_no_conflict(head):
    """The page sends the very same save again until it hears of it."""
    save = sent("Mine.")
    for _ in range(3):
        assert head.post(AUTOSAVE, save).json()["version"] == 1
    assert answer() == ("Mine.", 1)
    assert waiting() == []
    assert Event.objects.filter(verb="answer.save").count() == 1


def test_a_request_that_comes_late_takes_nothing_back(head):
    late = sent("One.")
    head.post(AUTOSAVE, late)
    head.post(AUTOSAVE, sent("One, two.", 1))
    reply = head.post(AUTOSAVE, late)
    assert reply.status_code == 200
    assert answer() == ("One, two.", 2)
    assert waiting() == []


def test_not_even_after_the_form_has_taken_over_from_it(head):
    """The form goes with the id of the save that had no reply; then that save arrives."""
    page, late = form_on(head.get(KNOW)), sent("One.")
    head.post(KNOW, page | {"know-text": "One, two.", "save_id": late["save_id"]})
    assert head.post(AUTOSAVE, late).status_code == 200
    assert answer() == ("One, two.", 1)
    assert waiting() == []


def test_what_the_form_had_taken_over_from_is_stored_once_and_needs_no_decision(head):
    """The id does not prove that the form had these words."""
    page = form_on(head.get(KNOW))
    head.post(KNOW, page | {"know-text": "What the form saved."})
    other = sent("Quite other words.", save_id=page["save_id"])
    for _ in range(2):
        assert head.post(AUTOSAVE, other).json()["newer"]["text"] == "What the form saved."
    assert answer() == ("What the form saved.", 1)
    assert waiting() == []
    kept = KeptText.objects.get()
    assert (kept.text, kept.outcome) == ("Quite other words.", KeptOutcome.SUPERSEDED)
    assert Event.objects.get(verb="answer.keep").after["text"] == "Quite other words."


def test_another_text_under_the_same_id_is_saved_as_another(head):
    one = uuid4()
    head.post(AUTOSAVE, sent("One.", save_id=one))
    reply = head.post(AUTOSAVE, sent("One, two.", 1, save_id=one))
    assert (reply.status_code, reply.json()["version"]) == (200, 2)
    assert answer() == ("One, two.", 2)


@pytest.mark.parametrize("built_on", [False, True])
def test_or_it_is_kept_and_never_acknowledged(head, cast, mash, built_on):
    one = uuid4()
    head.post(AUTOSAVE, sent("One.", save_id=one))
    if built_on:
        save_section(mash, [Draft("know", "Theirs.", 1)], by=cast.deputy)
    stood = answer()
    reply = head.post(AUTOSAVE, sent("Something else.", save_id=one))
    assert reply.status_code == 409
    assert answer() == stood
    assert waiting() == [("Something else.", KeptReason.STALE)]


def test_nor_is_the_form_in_conflict_with_a_save_whose_reply_was_lost(head):
    page, lost = form_on(head.get(KNOW)), sent("One.")
    head.post(AUTOSAVE, lost)
    head.post(KNOW, page | {"know-text": "One, two.", "save_id": lost["save_id"]})
    assert answer() == ("One, two.", 2)
    assert waiting() == []


def test_a_lost_save_that_others_have_built_on_learns_of_the_newer_text(head, cast, mash):
    lost = sent("Mine.")
    head.post(AUTOSAVE, lost)
    save_section(mash, [Draft("know", "Mine, and theirs.", 1)], by=cast.deputy)
    newer = head.post(AUTOSAVE, lost).json()["newer"]
    assert (newer["text"], newer["version"]) == ("Mine, and theirs.", 2)
    assert "Deputy of MASH changed this answer" in newer["message"]
    assert waiting() == []


def test_a_page_that_the_browser_went_back_to_brings_no_old_text_back(head, cast, mash):
    """It holds what she typed and saved then; the deputy has gone on from it."""
    save_section(mash, [Draft("know", "Hers.")], by=cast.head)
    save_section(mash, [Draft("know", "The deputy’s.", 1)], by=cast.deputy)
    reply = head.post(AUTOSAVE, sent("Hers.", 0))
    assert reply.json()["newer"]["text"] == "The deputy’s."
    assert answer() == ("The deputy’s.", 2)
    assert waiting() == []


def test_a_text_that_nobody_changed_is_no_conflict(head, cast, mash):
    save_section(mash, [Draft("know", "Hers.")], by=cast.deputy)
    save_section(mash, [Draft("know", "Newer.", 1)], by=cast.deputy)
    assert head.post(AUTOSAVE, sent("Hers.", 1)).status_code == 200
    assert answer() == ("Newer.", 2)
    assert waiting() == []


# --- Two people, or too late ----------------------------------------------------------------------


def test_who_comes_second_is_told_and_her_text_is_kept(head, deputy):
    deputy.post(AUTOSAVE, sent("The deputy’s."))
    reply = head.post(AUTOSAVE, sent("The head’s."))
    assert reply.status_code == 409
    assert reply.json()["reason"] == "stale"
    assert "Deputy of MASH changed this answer" in reply.json()["message"]
    assert answer() == ("The deputy’s.", 1)
    assert waiting() == [("The head’s.", KeptReason.STALE)]


def test_the_forms_later_text_takes_the_place_of_the_kept_one(head, deputy):
    page = form_on(head.get(KNOW))
    deputy.post(AUTOSAVE, sent("The deputy’s."))
    head.post(AUTOSAVE, sent("The head’s", page=page["save_id"]))
    response = head.post(KNOW, page | {"know-text": "The head’s, in full."})
    assert response.url == KNOW + "kept/"
    assert waiting() == [("The head’s, in full.", KeptReason.STALE)]
    texts = [event.after["text"] for event in Event.objects.filter(verb="answer.keep")]
    assert sorted(texts) == ["The head’s", "The head’s, in full."]


def test_two_windows_of_one_person_are_two_pages(head, deputy):
    deputy.post(AUTOSAVE, sent("The deputy’s."))
    for window in ("One window.", "Another window."):
        head.post(AUTOSAVE, sent(window, page=uuid4()))
    assert {text for text, _ in waiting()} == {"One window.", "Another window."}


def test_what_is_typed_into_a_locked_area_is_kept(head, cast, mash):
    make_sent(mash.quarter, by=cast.head, text="Sent.")
    reply = head.post(AUTOSAVE, sent("Too late.", 1))
    assert (reply.status_code, reply.json()["reason"]) == (409, "locked")
    assert "is with the director" in reply.json()["message"]
    assert waiting() == [("Too late.", KeptReason.LOCKED)]


# --- Signed out -----------------------------------------------------------------------------------


def end_session() -> None:
    Session.objects.all().delete()


def log_in(client: Client, user) -> None:
    page = form_on(client.get(LOGIN))
    client.post(LOGIN, page | {"login": user.email, "password": PASSWORD})


@pytest.fixture
def guarded(cast, mash) -> Client:
    """The head's browser, in front of the guard against forged forms."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.head)
    return client


def typed_on(page: dict, text: str, **fields) -> dict:
    """What the page's script sends."""
    note = {"author": page["author"], "page": page["save_id"]}
    return sent(text, int(page["know-version"]), **note, **fields)


def post(client: Client, page: dict, data: dict):
    return client.post(AUTOSAVE, data, headers={"X-CSRFToken": page["csrfmiddlewaretoken"]})


def test_signed_out_it_is_401_and_the_text_is_kept_for_its_author(guarded, cast):
    page = form_on(guarded.get(KNOW))
    end_session()
    reply = post(guarded, page, typed_on(page, "Still here."))
    assert (reply.status_code, reply.json()) == (401, {"reason": "signed_out"})
    assert waiting() == [("Still here.", KeptReason.SIGNED_OUT)]
    assert KeptText.objects.get().by == cast.head


def test_without_a_note_of_its_author_nothing_is_kept(guarded):
    page = form_on(guarded.get(KNOW))
    end_session()
    assert post(guarded, page, sent("Whose?")).status_code == 401
    assert waiting() == []


def test_the_same_person_gets_a_new_token_and_nothing_is_left_to_decide(guarded, cast):
    page = form_on(guarded.get(KNOW))
    end_session()
    post(guarded, page, typed_on(page, "Still here."))
    log_in(guarded, cast.head)
    refused = post(guarded, page, typed_on(page, "Still here."))
    assert (refused.status_code, refused.json()) == (403, {"reason": "token"})
    renewed = guarded.get(AUTOSAVE, headers={"X-Author": page["author"]}).json()
    page |= {"csrfmiddlewaretoken": renewed["token"], "author": renewed["author"]}
    reply = post(guarded, page, typed_on(page, "Still here, and more.", supersedes="on"))
    assert reply.json()["version"] == 1
    assert answer() == ("Still here, and more.", 1)
    assert waiting() == []
    assert KeptText.objects.get().outcome == KeptOutcome.SUPERSEDED


def test_nobody_else_gets_a_token_for_her_page(guarded, cast):
    page = form_on(guarded.get(KNOW))
    end_session()
    assert guarded.get(AUTOSAVE, headers={"X-Author": page["author"]}).status_code == 401
    log_in(guarded, cast.deputy)
    reply = guarded.get(AUTOSAVE, headers={"X-Author": page["author"]})
    assert (reply.status_code, reply.json()) == (401, {"reason": "somebody_else"})


def test_a_page_made_for_somebody_else_saves_nothing_and_keeps_the_text_for_her(deputy, cast, head):
    page = form_on(head.get(KNOW))
    reply = deputy.post(AUTOSAVE, typed_on(page, "The head’s words."))
    assert (reply.status_code, reply.json()) == (401, {"reason": "somebody_else"})
    assert not Answer.objects.exists()
    kept = KeptText.objects.get()
    assert (kept.text, kept.by) == ("The head’s words.", cast.head)


def test_a_long_text_sent_signed_out_again_and_again_is_kept_once(guarded):
    page = form_on(guarded.get(KNOW))
    end_session()
    for text in ("One.", "One, two.", "One, two, three."):
        post(guarded, page, typed_on(page, text))
    assert waiting() == [("One, two, three.", KeptReason.SIGNED_OUT)]


# --- No limit -------------------------------------------------------------------------------------


def test_no_number_of_saves_is_too_many(head):
    for version in range(60):
        reply = head.post(AUTOSAVE, sent(f"Text {version}.", version))
        assert reply.status_code == 200
    assert answer() == ("Text 59.", 60)


def test_a_change_meets_what_the_director_asked_for(cast, quarter, sign_in):
    from selfassess.assessments.operations.lifecycle import return_for_changes

    assessment = make_sent(quarter, by=cast.head)
    return_for_changes(assessment, comments={"know": "Which localities?"}, by=cast.director)
    sign_in(cast.head).post(AUTOSAVE, sent("North and west.", 1))
    assert not get_assessment(quarter).comments.unresolved().exists()


def test_who_may_not_write_saves_nothing(cast, mash, sign_in):
    assert sign_in(cast.director).post(AUTOSAVE, sent("Mine.")).status_code == 403
    assert sign_in(cast.other_head).post(AUTOSAVE, sent("Mine.")).status_code == 404
    assert not Answer.objects.exists()


def test_a_planned_quarter_is_out_of_sight(cast, mash, sign_in):
    make_quarter("2020-21-q3", state="planned")
    person = make_user(("head", "mash"))
    address = "/2020-21-q3/mash/know/autosave/"
    assert sign_in(person).post(address, sent("Mine.")).status_code == 404
