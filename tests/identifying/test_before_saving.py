"""Where words stay as they were sent, the form itself asks before it saves them."""

import re

import pytest

from performance.models import Choice
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.models import Comment
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.audit.sentences import sentence
from selfassess.identifying.models import Override
from selfassess.reporting.models import Build
from tests.factories import approve_all, get_assessment, make_quarter, make_user, write
from tests.pages import fill_in, form_on, words_on

QUARTER = "2020-21-q2"
REVIEW = f"/{QUARTER}/mash/review/"
COMPILE = f"/reports/{QUARTER}/"
TEXT = "Kayden, 7, must be seen."
MARKED = "<mark>Kayden, 7</mark>, must be seen."


@pytest.fixture
def mash(cast):
    mash = get_assessment(make_quarter())
    write(mash, know="Visits are late.", by=cast.head)
    return mash


@pytest.fixture
def director(cast, mash, sign_in):
    return sign_in(cast.director)


def with_director(mash):
    mash.state = State.WITH_DIRECTOR
    mash.save(update_fields=["state"])


def tick(page) -> str:
    (digest,) = re.findall(
        r'name="not_about_a_child" type="checkbox" value="(\w+)"', words_on(page)
    )
    return digest


def send(client, address: str, **sent):
    """As a browser does with the page that came last."""
    return fill_in(client, address, **sent)


def test_a_report_is_compiled_only_after_its_reasons_were_asked_about(director, mash):
    sent = {"kind": "final"} | {
        f"why-{a.area}": "Late." for a in mash.quarter.assessments.of_areas()
    }
    sent["why-mash"] = TEXT
    page = send(director, COMPILE, **sent)
    assert page.status_code == 200
    assert MARKED in words_on(page)
    assert "Change it, or tick" in words_on(page)
    assert not Build.objects.exists()

    done = send(director, COMPILE, **sent, not_about_a_child=tick(page))
    assert "/builds/" in done.headers["Location"]  # and no page in between
    assert Build.objects.count() == Override.objects.count() == 1
    said = sentence(Event.objects.get(verb="passage.override"))
    assert "leaving an area out of a report" in said
    assert "Kayden" not in said


def test_a_draft_keeps_no_reasons_and_asks_nothing(director):
    assert send(director, COMPILE, kind="draft", **{"why-mash": TEXT}).status_code == 302


def test_a_wrong_tick_is_none(director, mash):
    with_director(mash)
    sent = {"about": "know", "kind": "change", "text": TEXT, "not_about_a_child": "nonsense"}
    assert send(director, f"{REVIEW}comment/", **sent).status_code == 200
    assert not Comment.objects.exists()


def test_changed_words_are_saved_without_a_tick(director, mash):
    with_director(mash)
    sent = {"about": "know", "kind": "change", "text": "Children must be seen."}
    assert "/identifying/" not in send(director, f"{REVIEW}comment/", **sent).headers["Location"]
    assert Comment.objects.exists()
    assert not Override.objects.exists()


def test_the_director_is_asked_before_the_head_has_it(director, mash):
    with_director(mash)
    page = send(director, f"{REVIEW}return/", know=TEXT)
    assert page.status_code == 200
    assert MARKED in words_on(page)
    assert get_assessment(QUARTER).state == State.WITH_DIRECTOR
    done = send(director, f"{REVIEW}return/", know=TEXT, not_about_a_child=tick(page))
    assert done.headers["Location"] == REVIEW
    assert get_assessment(QUARTER).state == State.RETURNED
    assert Override.objects.count() == 1


def test_what_was_decided_is_not_asked_again(director, mash):
    with_director(mash)
    sent = {"about": "know", "kind": "change", "text": TEXT}
    page = send(director, f"{REVIEW}comment/", **sent)
    send(director, f"{REVIEW}comment/", **sent, not_about_a_child=tick(page))
    again = sent | {"kind": "note"}
    assert send(director, f"{REVIEW}comment/", **again).status_code == 302
    assert Comment.objects.count() == 2


def test_a_reply_is_asked_about_before_it_stands(cast, mash, sign_in):
    asked = Comment.objects.create(
        assessment=mash, question="know", text="Why?", kind="change", by=cast.director
    )
    head, address = sign_in(cast.head), f"/{QUARTER}/mash/requests/{asked.pk}/"
    page = send(head, address, text=TEXT)
    assert MARKED in words_on(page)
    assert send(head, address, text=TEXT, not_about_a_child=tick(page)).status_code == 302
    asked.refresh_from_db()
    assert asked.reply == TEXT


def test_reopening_is_asked_about_before_it_happens(director, mash):
    approve_all(mash.quarter)
    page = send(director, f"{REVIEW}reopen/", reason=TEXT)
    assert MARKED in words_on(page)
    assert get_assessment(QUARTER).is_approved
    send(director, f"{REVIEW}reopen/", reason=TEXT, not_about_a_child=tick(page))
    assert not get_assessment(QUARTER).is_approved
    assert Override.objects.count() == 1


def test_so_is_reporting_an_indicator_no_longer(mash, sign_in):
    load_catalogue(by=User.objects.command_line())
    analyst, before = sign_in(make_user("analyst")), Choice.objects.count()
    sent = {"from_quarter": QUARTER, "reason": TEXT}
    page = send(analyst, "/kpis/MA01/choose/", **sent)
    assert MARKED in words_on(page)
    assert Choice.objects.count() == before
    done = send(analyst, "/kpis/MA01/choose/", **sent, not_about_a_child=tick(page))
    assert done.headers["Location"] == "/kpis/MA01/"
    assert Override.objects.count() == 1


def test_so_is_the_reason_for_more_time(mash, cast, sign_in):
    administrator, address = sign_in(cast.administrator), f"/quarters/{QUARTER}/mash/longer/"
    sent = {"until": "1 March 2031", "reason": TEXT}
    page = send(administrator, address, **sent)
    assert MARKED in words_on(page)
    done = send(administrator, address, **sent, not_about_a_child=tick(page))
    assert done.headers["Location"] == f"/{QUARTER}/"


def test_nobody_but_a_writer_is_reminded_before_sending(director, cast, mash, sign_in):
    Comment.objects.create(
        assessment=mash, question="know", text=TEXT, kind="note", by=cast.director
    )
    page = words_on(director.get(f"/{QUARTER}/mash/identifying/", {"then": REVIEW}))
    assert "decide later" in page
    assert "You are reminded" not in page
    assert ">Change it" not in page  # what was said stays
    write(mash, know="Zara (9) trusts us.", by=cast.head)
    page = words_on(sign_in(cast.head).get(f"/{QUARTER}/mash/identifying/", {"then": "/"}))
    assert "You are reminded" in page
    assert "redact_events" in page


def test_the_form_comes_back_as_it_was_filled_in(director, mash):
    with_director(mash)
    page = send(director, f"{REVIEW}return/", know=TEXT, until="1 March 2031")
    assert form_on(page)["know"] == TEXT
    assert form_on(page)["until"] == "1 March 2031"
