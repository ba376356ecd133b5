"""Nothing is sent, approved or returned that its page did not show."""

from decimal import Decimal

import pytest

from performance.models import Kpi
from performance.operations.targets import set_target
from selfassess.assessments.models import Comment
from selfassess.assessments.operations.commenting import comment
from selfassess.assessments.operations.lifecycle import approve, reopen, return_for_changes, send
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.records.models import Strength
from selfassess.records.operations import add
from tests.factories import get_assessment, kpis_before, make_sent, make_user, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

AREA = "/2020-21-q2/mash/"
REOPEN = AREA + "review/reopen/"
CHECK, APPROVE, RETURN = AREA + "check/", AREA + "review/approve/", AREA + "review/return/"


@pytest.fixture
def catalogue(mash):
    kpis_before()


@pytest.fixture
def sent(cast, mash):
    return make_sent(mash.quarter, by=cast.head, text="We know.")


@pytest.fixture
def director(cast, sent, sign_in):
    return sign_in(cast.director)


def state() -> str:
    return get_assessment("2020-21-q2").state


def rewrite(assessment, cast, text: str) -> None:
    """Another director returns it; its head writes something else and sends it again."""
    other = make_user("director", name="Second director")
    return_for_changes(assessment, comments={"know": "More."}, by=other)
    version = assessment.answers.get(question="know").version
    save_section(assessment, [Draft("know", text, version)], by=cast.head)
    send(assessment, by=cast.head)


def test_the_page_to_approve_shows_everything_that_is_approved(director, sent, cast):
    page = words_on(director.get(APPROVE))
    assert "We know." in page


def test_words_that_were_rewritten_meanwhile_are_not_approved(director, sent, cast):
    page = form_on(director.get(APPROVE))
    rewrite(sent, cast, "We know far less.")
    answer = director.post(APPROVE, page)
    assert answer.status_code == 409
    assert state() == "with_director"
    words = Page(answer.text)
    assert "Nothing was approved" in words.words("//*[@role='alert']")
    assert words.words("//main//del") == "removed: know."
    assert "added: know far less." in words.words("//main")
    assert director.post(APPROVE, form_on(answer)).status_code == 302
    assert state() == "approved"


def test_a_target_that_was_changed_meanwhile_is_told(catalogue, director, cast):
    page = form_on(director.get(APPROVE))
    kpi = Kpi.objects.of_area("mash").order_by("code").first()
    set_target(kpi, from_quarter="2020-21-q2", value=Decimal(7), by=cast.analyst)
    answer = director.post(APPROVE, page)
    assert answer.status_code == 409
    assert f"{kpi.code} {kpi.name}" in words_on(answer)
    assert state() == "with_director"


def test_what_another_director_asks_meanwhile_is_told(director, sent):
    page = form_on(director.get(APPROVE))
    other = make_user("director", name="Second director")
    comment(sent, question="know", kind="change", text="Says who?", by=other)
    answer = director.post(APPROVE, page)
    assert answer.status_code == 409
    assert "Says who?" in words_on(answer)
    assert state() == "with_director"


@pytest.mark.parametrize("sent_fields", [{}, {"seen": ""}, {"seen": "0" * 64, "shown": "x"}])
@pytest.mark.parametrize("address", [APPROVE, RETURN])
def test_a_page_that_does_not_say_what_it_showed_decides_nothing(director, address, sent_fields):
    answer = director.post(address, sent_fields | {"know": "Say more."})
    assert answer.status_code == 409
    assert state() == "with_director"
    assert not Comment.objects.exists()


def test_what_is_returned_stays_when_it_was_rewritten_meanwhile(director, sent, cast):
    page = form_on(director.get(RETURN))
    rewrite(sent, cast, "We know far less.")
    answer = director.post(RETURN, page | {"know": "Say more."})
    assert answer.status_code == 409
    assert "Nothing was returned" in words_on(answer)
    assert form_on(answer)["know"] == "Say more."
    assert state() == "with_director"
    assert director.post(RETURN, form_on(answer)).status_code == 302
    assert state() == "returned"


def test_an_error_on_the_page_hides_no_change(director, sent, cast):
    page = form_on(director.get(RETURN))
    rewrite(sent, cast, "We know far less.")
    answer = director.post(RETURN, page | {"until": "yesterday-ish"})
    assert answer.status_code == 409
    assert "know far less." in words_on(answer)


def test_a_colleagues_last_words_are_not_sent_unread(cast, mash, sign_in):
    write(mash, by=cast.head)
    head = sign_in(cast.head)
    page = form_on(head.get(CHECK))
    strength = Strength(assessment=mash, text="Our partners say so.")
    add(strength, section="strengths", by=cast.deputy)
    answer = head.post(CHECK, page)
    assert answer.status_code == 409
    assert "Nothing was sent" in words_on(answer)
    assert "Our partners say so." in Page(answer.text).words("//main//ins")
    assert state() == "in_progress"
    assert head.post(CHECK, form_on(answer)).status_code == 302
    assert state() == "with_director"


def test_what_changed_between_the_review_and_its_button_is_said(director, sent, cast):
    review = Page(director.get(AREA + "review/").text)
    (approve,) = review.all("//main//a[normalize-space()='Approve']/@href")
    assert "changed after you opened the review" not in words_on(director.get(approve))
    rewrite(sent, cast, "We know far less.")
    assert "changed after you opened the review" in words_on(director.get(approve))


def test_an_approval_that_was_given_anew_is_not_taken_back_unread(sent, cast, sign_in):
    approve(sent, by=cast.director)
    director = sign_in(cast.director)
    page = form_on(director.get(REOPEN)) | {"reason": "A figure was wrong."}
    other = make_user("director", name="Second director")
    reopen(sent, reason="Mine was wrong.", by=other)
    save_section(sent, [Draft("know", "Right now.", 1)], by=cast.head)
    send(sent, by=cast.head)
    approve(sent, by=other)
    answer = director.post(REOPEN, page)
    assert answer.status_code == 409
    assert "Nothing was reopened" in words_on(answer)
    assert "Second director" in words_on(answer)
    assert state() == "approved"
    assert director.post(REOPEN, form_on(answer)).status_code == 302
    assert state() == "returned"


def test_without_a_page_no_approval_is_taken_back(sent, cast, sign_in):
    approve(sent, by=cast.director)
    assert sign_in(cast.director).post(REOPEN, {"reason": "A figure."}).status_code == 409
    assert state() == "approved"
