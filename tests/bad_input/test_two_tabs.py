"""The page was made before somebody else saved: 409 or both texts, never silence."""

import pytest

from performance.models import Measure
from selfassess.records.models import Action, ActionUpdate, Audit, Fact, Strength, Voice
from selfassess.records.operations.save_record import open_section
from tests.factories import get_assessment
from tests.pages import form_on
from tests.ui.page import Page

from .forms import AREA, FORMS

RECORDS = {
    "audit": (Audit, "theme"),
    "voice": (Voice, "said"),
    "further figure": (Fact, "label"),
    "strength": (Strength, "text"),
    "action": (Action, "text"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_stale_record_shows_both_and_keeps_what_is_saved(head, cast, sign_in, name):
    form, (model, changed) = FORMS[name], RECORDS[name]
    head.post(form.address, form.good)
    address = form.address.replace("add/", f"{model._default_manager.get().pk}/")
    theirs = form.good | {changed: "Theirs", "version": "1"}
    assert sign_in(cast.deputy).post(address, theirs).status_code == 302
    answer = head.post(address, form.good | {changed: "Mine", "version": "1"})
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    assert getattr(model._default_manager.get(), changed) == "Theirs"


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_was_removed_meanwhile_can_be_added_again(head, cast, sign_in, name):
    form, (model, changed) = FORMS[name], RECORDS[name]
    head.post(form.address, form.good)
    address = form.address.replace("add/", f"{model._default_manager.get().pk}/")
    removed = sign_in(cast.deputy).post(f"{address}remove/", {"version": "1"})
    assert removed.status_code == 302
    answer = head.post(address, form.good | {changed: "Mine", "version": "1"})
    assert answer.status_code == 409
    assert f"{cast.deputy} removed this while you were writing." in answer.text
    (way,) = Page(answer.text).all("//main//form[@method='post']/@action")
    assert way == form.address
    assert head.post(way, form.good | {changed: "Mine", "version": "1"}).status_code == 302
    assert getattr(model._default_manager.get(), changed) == "Mine"
    assert head.get(address).status_code == 404


def test_a_stale_update_of_an_action_shows_both(head, cast, sign_in):
    head.post(FORMS["action"].address, FORMS["action"].good)
    address = f"{AREA}/development/actions/{Action.objects.get().pk}/update/"
    theirs = {"status": "under_way", "progress": "Theirs", "version": "0"}
    assert sign_in(cast.deputy).post(address, theirs).status_code == 302
    answer = head.post(address, {"status": "under_way", "progress": "Mine", "version": "0"})
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    assert ActionUpdate.objects.get().progress == "Theirs"


@pytest.mark.parametrize(
    ("name", "page"),
    [("voice", ""), ("action", ""), ("action", "update/")],
)
def test_what_is_removed_between_reading_and_saving_is_told(head, monkeypatch, name, page):
    form, model = FORMS[name], RECORDS[name][0]
    head.post(form.address, form.good)
    address = form.address.replace("add/", f"{model._default_manager.get().pk}/{page}")

    def first_removed(*args):
        model._default_manager.all().delete()
        return open_section(*args)

    operations = "actions" if name == "action" else "records"
    monkeypatch.setattr(f"selfassess.records.operations.{operations}.open_section", first_removed)
    typed = {"status": "under_way", "progress": "Mine"} if page else form.good
    answer = head.post(address, typed | {"version": "0" if page else "1"})
    assert answer.status_code == 409
    assert "Somebody removed this while you were writing." in answer.text
    assert next(reversed(typed.values())) in answer.text


def test_an_update_of_an_action_that_was_removed_meanwhile_is_shown_to_be_copied(
    head, cast, sign_in
):
    head.post(FORMS["action"].address, FORMS["action"].good)
    address = f"{AREA}/development/actions/{Action.objects.get().pk}/"
    sign_in(cast.deputy).post(f"{address}remove/", {"version": "1"})
    typed = {"status": "under_way", "progress": "Mine <b>", "version": "0"}
    answer = head.post(f"{address}update/", typed)
    assert answer.status_code == 409
    words = Page(answer.text).words("//main")
    assert f"{cast.deputy} removed this action" in words
    assert "What was done this quarter?" in words
    assert "Mine <b>" in words
    assert "Under way" in words
    assert not Page(answer.text).all("//main//form")
    assert head.get(f"{address}update/").status_code == 404


@pytest.mark.parametrize("name", [name for name in RECORDS if name != "action"])
def test_a_record_that_never_was_is_not_found(head, name):
    form = FORMS[name]
    answer = head.post(form.address.replace("add/", "99/"), form.good)
    assert answer.status_code == 404
    assert next(iter(form.good.values())) in answer.text


@pytest.mark.parametrize("page", ["", "update/"])
def test_an_action_that_never_was_is_not_found(head, page):
    typed = {"text": "Mine", "status": "under_way"}
    assert head.post(f"{AREA}/development/actions/99/{page}", typed).status_code == 404


def test_a_stale_figure_shows_both(head, cast, sign_in):
    sign_in(cast.deputy).post(f"{AREA}/indicators/", {"MA01-value": "1111"})
    answer = head.post(f"{AREA}/indicators/", {"MA01-value": "2222", "MA01-version": "0"})
    assert answer.status_code in (200, 409)
    assert "1,111" in answer.text or "1111" in answer.text
    assert "2222" in answer.text
    assert Measure.objects.get().value == 1111


def test_a_stale_rating_shows_both(head, cast, sign_in):
    sign_in(cast.deputy).post(f"{AREA}/rating/", {"rating-value": "4"})
    posted = {"rating-value": "8", "rating-value-version": "0"}
    page = Page(head.post(f"{AREA}/rating/", posted).text)
    assert "4" in page.words("//*[@role='alert'][not(@hidden)]")
    assert page.one("//input[@type='radio'][@checked][@name='rating-value']").get("value") == "8"
    assert get_assessment("2020-21-q2").rating.value == 4


def test_an_older_page_does_not_take_back_that_a_section_is_completed(head, cast, sign_in):
    address = f"{AREA}/know/"
    deputy = sign_in(cast.deputy)
    head.post(address, {"know-text": "One.", "know-version": "0"})
    older, newer = (form_on(tab.get(address)) for tab in (head, deputy))
    assert older["completed"] == "no"
    deputy.post(address, newer | {"completed": "yes"})
    head.post(address, older | {"know-text": "Two."})
    mash = get_assessment("2020-21-q2")
    assert mash.answer_to("know").text == "Two."
    assert mash.is_completed("know")
    again = form_on(head.get(address))
    head.post(address, again | {"completed": "no"})
    assert not get_assessment("2020-21-q2").is_completed("know")
