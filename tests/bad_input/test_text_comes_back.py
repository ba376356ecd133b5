"""When a form cannot be saved, what was typed into it comes back with the page that says so."""

from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection

from performance.models import Measure
from selfassess.assessments.models import Answer, Rating
from selfassess.records.models import Action, Audit, Fact, Strength, Voice
from tests.pages import form_on
from tests.ui.page import Page

from .forms import AREA, FORMS

LONG = "We listen to children.\r\n\r\nThey say so."
STORED = {
    "audit": Audit,
    "voice": Voice,
    "further figure": Fact,
    "strength": Strength,
    "action": Action,
    "indicators": Measure,
    "rating": Rating,
    "what do you know": Answer,
}
WHAT_GOES_WRONG = [
    OperationalError("database or disk is full"),
    OperationalError("database is locked"),
    OperationalError("disk I/O error"),
    OperationalError("could not extend file: No space left on device"),
    OSError(28, "No space left on device"),
]


@contextmanager
def nothing_is_written(error: Exception):
    def refuse(execute, sql, *args):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise error
        return execute(sql, *args)

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def nothing_answers():
    def refuse(*args):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        yield


@pytest.fixture
def patient(head):
    """A browser that shows error pages."""
    head.raise_request_exception = False
    return head


@pytest.mark.parametrize("error", WHAT_GOES_WRONG, ids=str)
def test_when_nothing_can_be_written_the_text_comes_back_with_a_button(patient, error):
    form = FORMS["what do you know"]
    with nothing_is_written(error):
        answer = patient.post(
            form.address, form_on(patient.get(form.address)) | {"know-text": LONG}
        )
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    page = Page(answer.text)
    assert page.words("//main//button") == "Try again"
    assert page.one("//main//form").get("action") == form.address
    assert patient.post(form.address, form_on(answer)).status_code == 302
    assert Answer.objects.get().text == LONG.replace("\r\n", "\n")


@pytest.mark.parametrize("name", FORMS)
def test_of_every_form_all_is_sent_again(patient, name):
    form = FORMS[name]
    typed = {"MA01-value": "7"} if name == "indicators" else dict.fromkeys(form.texts, LONG)
    if name == "rating":
        typed |= {"rating-value": "6.5"}
    sent = form_on(patient.get(form.address)) | form.good | typed
    with nothing_is_written(WHAT_GOES_WRONG[0]):
        answer = patient.post(form.address, sent)
    assert answer.status_code == 503
    assert form_on(answer) == sent
    assert patient.post(form.address, form_on(answer)).status_code == 302
    assert STORED[name]._default_manager.count() == 1


def test_when_no_database_answers_at_all_it_comes_back_too(patient):
    form = FORMS["strength"]
    sent = form_on(patient.get(form.address)) | form.good | {"evidence": LONG}
    with nothing_answers():
        answer = patient.post(form.address, sent)
    assert answer.status_code == 503
    assert form_on(answer) == sent


def test_a_script_that_saves_while_somebody_types_is_told_in_json(patient):
    save_id = "0f8b6a3e-7d1c-4b52-9a4e-2f6d8c1b5e90"
    sent = {"question": "know", "text": LONG, "version": "0", "save_id": save_id}
    with nothing_is_written(WHAT_GOES_WRONG[0]):
        answer = patient.post(f"{AREA}/know/autosave/", sent)
    assert answer.status_code == 503
    assert answer.json()["message"].endswith("What you typed is not saved yet.")
    assert patient.post(f"{AREA}/know/autosave/", sent).json()["version"] == 1


def test_a_page_that_is_only_looked_at_says_that_it_is_back_soon(patient):
    with nothing_answers():
        answer = patient.get(f"{AREA}/know/")
    assert answer.status_code == 503
    assert "It will be back soon." in answer.text


def test_a_fault_of_ours_gives_the_text_back_as_well(patient, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("selfassess.records.operations.records.open_section", fail)
    form = FORMS["strength"]
    sent = form_on(patient.get(form.address)) | {"text": "We listen.", "evidence": LONG}
    answer = patient.post(form.address, sent)
    assert answer.status_code == 500
    assert form_on(answer) == sent


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{AREA}/indicators/MA03/99/adopt/", 404),
        ("/2020-21-q2/early-help/strengths/strengths/add/", 404),
        ("/kpis/MA03/change/", 403),
    ],
)
def test_what_was_typed_where_nothing_can_be_saved_is_shown_to_be_copied(patient, address, status):
    typed = {"reason": LONG, "owner": "The <b>analyst</b>"}
    answer = patient.post(address, typed)
    assert answer.status_code == status
    words = Page(answer.text).words("//main")
    assert "What you typed It is not saved. Copy what you need" in words
    assert "They say so." in words
    assert "The <b>analyst</b>" in words


@pytest.mark.parametrize("letter", [b"%E9", b"\xe9"])
def test_what_is_not_in_utf8_is_not_saved_as_something_else_and_comes_back(patient, letter):
    address = f"{AREA}/know/"
    fields = form_on(patient.get(address))
    fields.pop("know-text", None)
    body = urlencode(fields).encode() + b"&know-text=Caf" + letter + b"+for+carers"
    answer = patient.generic("POST", address, body, "application/x-www-form-urlencoded")
    assert answer.status_code == 400
    words = Page(answer.text).words("//main")
    assert "not UTF-8" in words
    assert "for carers" in words
    assert not Answer.objects.exists()


def test_a_password_never_comes_back(patient):
    sent = {"login": "head@example.org", "password": "correct horse battery"}
    with nothing_answers():
        answer = patient.post("/accounts/login/", sent)
    assert answer.status_code == 503
    assert "correct horse" not in answer.text
