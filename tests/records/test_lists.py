"""Evidence and strengths: written, corrected, put in order and taken out, page by page."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from selfassess.accounts.models import Role
from selfassess.assessments.operations.lifecycle import send
from selfassess.audit.models import Event
from selfassess.records.models import Audit, Fact, Strength, Voice
from selfassess.records.operations import records as operations
from selfassess.records.operations.save_record import open_section
from tests.factories import get_assessment, make_quarter, make_user, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

AREA = "/2020-21-q2/mash"
TYPED = {
    Audit: (
        "evidence/audits",
        {
            "theme": "Repeat referrals",
            "month": "July 2020",
            "unit": "cases",
            "cases": "8",
            "good": "5",
            "inadequate": "2",
        },
        {
            "theme": "Repeat referrals",
            "month": date(2020, 7, 1),
            "cases": 8,
            "good": Decimal(5),
            "outstanding": None,
        },
    ),
    Voice: (
        "evidence/voices",
        {"whose": "staff", "how": "Survey", "said": "The hub is calm."},
        {"whose": "staff", "said": "The hub is calm.", "changed": ""},
    ),
    Fact: (
        "evidence/facts",
        {"label": "Contacts", "value": "412", "out_of": "1,204", "period": "July"},
        {"value": Decimal(412), "out_of": Decimal(1204)},
    ),
    Strength: (
        "strengths/strengths",
        {"text": "Partners trust the desk.", "evidence": "Nine of ten said so."},
        {"text": "Partners trust the desk.", "position": 1},
    ),
}


@pytest.fixture
def head(cast, sign_in):
    make_quarter()
    return sign_in(cast.head)


def add(head, model, **typed) -> None:
    address, good, _ = TYPED[model]
    response = head.post(f"{AREA}/{address}/add/", good | typed)
    assert response.status_code == 302, Page(response.content).words("//main")


def act(head, record, what: str, **typed):
    address = TYPED[type(record)][0]
    return head.post(f"{AREA}/{address}/{record.pk}/{what}", typed)


def values(record, fields) -> dict:
    return {field: getattr(record, field) for field in fields}


@pytest.mark.parametrize("model", TYPED)
def test_what_is_typed_is_what_is_kept(head, model):
    add(head, model)
    expected = TYPED[model][2]
    assert values(model.objects.get(), expected) == expected


@pytest.mark.parametrize("model", TYPED)
def test_the_first_entry_sets_the_area_under_way_and_leaves_one_event(head, model):
    add(head, model)
    assert get_assessment("2020-21-q2").state == "in_progress"
    event = Event.objects.get(verb="record.add")
    assert event.subject == model._meta.verbose_name


@pytest.mark.parametrize("model", TYPED)
def test_an_entry_is_corrected_over_the_version_that_was_seen(head, model):
    add(head, model)
    address, good, _ = TYPED[model]
    field = next(name for name in ("theme", "said", "label", "text") if name in good)
    record = model.objects.get()
    response = head.post(
        f"{AREA}/{address}/{record.pk}/", good | {field: "Corrected", "version": record.version}
    )
    assert response.status_code == 302
    record.refresh_from_db()
    assert (getattr(record, field), record.version) == ("Corrected", 2)


@pytest.mark.parametrize("model", TYPED)
def test_an_entry_is_taken_out_and_its_words_stay_in_the_history(head, model):
    add(head, model)
    act(head, model.objects.get(), "remove/", version=1)
    assert not model.objects.exists()
    kept = Event.objects.get(verb="record.remove").before
    said = [value for value in TYPED[model][1].values() if value in kept.values()]
    assert said


@pytest.mark.parametrize("model", TYPED)
def test_a_form_that_is_sent_twice_adds_one_entry(head, model):
    add(head, model)
    add(head, model)
    assert (model.objects.count(), Event.objects.filter(verb="record.add").count()) == (1, 1)


def test_what_a_colleague_has_said_too_is_added(head, cast, sign_in):
    add(head, Strength)
    add(sign_in(make_user((Role.HEAD, "mash"))), Strength)
    assert Strength.objects.count() == 2


def test_removing_twice_does_no_harm(head):
    add(head, Strength)
    record = Strength.objects.get()
    assert act(head, record, "remove/", version=1).status_code == 302
    assert act(head, record, "remove/", version=1).status_code in (302, 404)
    assert Event.objects.filter(verb="record.remove").count() == 1


@pytest.mark.parametrize("model", TYPED)
def test_what_a_colleague_has_just_rewritten_is_not_removed_unseen(head, cast, sign_in, model):
    add(head, model)
    record, (address, good, _) = model.objects.get(), TYPED[model]
    page = form_on(head.get(f"{AREA}/{address}/{record.pk}/"))
    field = next(name for name in ("theme", "said", "label", "text") if name in good)
    colleague = sign_in(cast.deputy)
    colleague.post(f"{AREA}/{address}/{record.pk}/", page | {field: "An hour of new words."})
    answer = act(head, record, "remove/", version=page["version"])
    assert answer.status_code == 409
    assert "changed this after your page was opened" in answer.text
    assert "An hour of new words." in answer.text
    assert act(head, record, "remove/", version=form_on(answer)["version"]).status_code == 302
    assert not model.objects.exists()


def test_a_button_that_says_no_version_removes_nothing(head):
    add(head, Strength)
    for sent in ({}, {"version": "x"}, {"version": "1" * 30}, {"version": "²"}):
        assert act(head, Strength.objects.get(), "remove/", **sent).status_code == 409


def test_strengths_go_up_and_down_and_stop_at_the_ends(head):
    for text in ("one", "two", "three"):
        add(head, Strength, text=text)

    def order() -> list[str]:
        return [strength.text for strength in Strength.objects.all()]

    assert order() == ["one", "two", "three"]
    act(head, Strength.objects.get(text="three"), "up/")
    assert order() == ["one", "three", "two"]
    act(head, Strength.objects.get(text="one"), "up/")
    assert order() == ["one", "three", "two"]
    act(head, Strength.objects.get(text="one"), "down/")
    assert order() == ["three", "one", "two"]


def test_a_double_click_moves_a_strength_once(head):
    for text in ("One", "Two", "Three"):
        add(head, Strength, text=text)
    last = Strength.objects.get(text="Three")
    button = Page(head.get(f"{AREA}/strengths/").text).one("(//button[@formaction])[last()]")
    assert button.get("formaction").endswith(f"/{last.pk}/up/?from=3")
    for _ in range(2):
        head.post(button.get("formaction"))
    assert [strength.text for strength in Strength.objects.all()] == ["One", "Three", "Two"]


def test_moving_what_was_removed_between_view_and_lock_is_refused(head, monkeypatch):
    """The page has found the strength; before it holds the lock, somebody removes it."""
    add(head, Strength)
    record = Strength.objects.get()

    def remove_first(*args, **kwargs):
        Strength.objects.all().delete()
        return open_section(*args, **kwargs)

    monkeypatch.setattr(operations, "open_section", remove_first)
    answer = act(head, record, "up/")
    assert answer.status_code == 302
    page = words_on(head.get(answer.headers["Location"]))
    assert "Somebody removed this while you were moving it." in page


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "The grades add up to 7 of 8 cases."),
        ({"not_graded": "1"}, ""),
        ({"cases": ""}, ""),
        ({"unit": "percent", "good": "62.5", "inadequate": "40"}, "The grades add up to 102.5%."),
        ({"unit": "percent", "good": "60", "inadequate": "40"}, ""),
    ],
)
def test_grades_that_do_not_add_up_are_named_and_stay_as_they_are(head, typed, says):
    add(head, Audit, **typed)
    audit = Audit.objects.get()
    assert audit.inconsistency == says
    page = head.get(f"{AREA}/evidence/").content.decode()
    assert ("The grades add up to" in page) == bool(says)
    assert says in page


def test_cases_are_whole_numbers(head):
    address, good, _ = TYPED[Audit]
    response = head.post(f"{AREA}/{address}/add/", good | {"cases": "7.5"})
    page = Page(response.content)
    assert "Enter a whole number, such as 8." in page.description(page.by_id("id_cases"))
    assert not Audit.objects.exists()


@pytest.mark.parametrize("what", ["", "remove/", "up/"])
def test_what_has_been_sent_is_changed_by_nobody(head, cast, what):
    add(head, Strength)
    assessment = get_assessment("2020-21-q2")
    write(assessment, by=cast.head)
    send(assessment, by=cast.head)
    record = Strength.objects.get()
    act(head, record, what, text="Changed behind the director’s back", version=1)
    assert Strength.objects.get().text == TYPED[Strength][1]["text"]


def test_an_entry_of_one_area_is_not_reached_through_another(head, cast, sign_in):
    add(head, Strength)
    record = Strength.objects.get()
    stranger = sign_in(cast.other_head)
    address = f"/2020-21-q2/early-help/strengths/strengths/{record.pk}/"
    assert stranger.get(address).status_code == 404
    stranger.post(f"{address}remove/", {"version": 1})
    assert Strength.objects.count() == 1


class TestASetThatItsAreaChecks:
    """A check finds its figures by a key, so the set is chosen and not spelled."""

    def test_is_offered_by_name_and_stored_with_its_key(self, head):
        assert "Outcome of contacts" in words_on(head.get(f"{AREA}/evidence/facts/add/"))
        add(head, Fact, set_key="contact-outcomes", group="Anything")
        fact = Fact.objects.get()
        assert (fact.set_key, fact.group) == ("contact-outcomes", "Outcome of contacts")

    def test_may_be_typed_by_its_name(self, head):
        add(head, Fact, group="outcome of contacts")
        assert Fact.objects.get().set_key == "contact-outcomes"

    def test_is_left_by_choosing_another(self, head):
        add(head, Fact, set_key="contact-outcomes")
        fact = Fact.objects.get()
        page = f"{AREA}/evidence/facts/{fact.pk}/"
        typed = form_on(head.get(page))
        assert (typed["set_key"], typed["group"]) == ("contact-outcomes", "")
        head.post(page, typed | {"set_key": "", "group": "A set of our own"})
        fact.refresh_from_db()
        assert (fact.set_key, fact.group) == ("", "A set of our own")

    @pytest.mark.parametrize(
        ("key", "group"),
        [
            ("contact-outcomes", "outcomes of all contacts"),
            ("contact-outcomes", ""),
            ("no-longer-declared", "Contacts by hour"),
            ("no-longer-declared", ""),
        ],
    )
    def test_is_left_as_it_was_by_saving_what_the_page_shows(self, head, key, group):
        add(head, Fact, label="Contacts")
        Fact.objects.update(set_key=key, group=group)
        fact = Fact.objects.get()
        page = f"{AREA}/evidence/facts/{fact.pk}/"
        head.post(page, form_on(head.get(page)))
        assert not Event.objects.filter(verb="record.change").exists()
        head.post(page, form_on(head.get(page)) | {"label": "All contacts"})
        fact.refresh_from_db()
        assert (fact.label, fact.set_key, fact.group) == ("All contacts", key, group)

    def test_is_left_even_when_it_is_no_longer_declared(self, head):
        add(head, Fact)
        Fact.objects.update(set_key="no-longer-declared", group="Contacts by hour")
        page = f"{AREA}/evidence/facts/{Fact.objects.get().pk}/"
        assert "Contacts by hour" in words_on(head.get(page))
        head.post(page, form_on(head.get(page)) | {"set_key": ""})
        assert Fact.objects.get().set_key == ""
        assert Fact.objects.get().group == ""

    def test_is_not_one_of_another_area(self, head):
        head.post(f"{AREA}/evidence/facts/add/", TYPED[Fact][1] | {"set_key": "key-workers"})
        assert not Fact.objects.exists()

    def test_is_not_asked_about_where_there_is_none(self, db, sign_in):
        make_quarter()
        client = sign_in(make_user(("head", "lac"), name="Head of LAC"))
        fields = form_on(client.get("/2020-21-q2/lac/evidence/facts/add/"))
        assert "group" in fields
        assert "set_key" not in fields

    def test_is_found_by_the_name_that_a_check_looked_for(self, cast):
        """The migration: whatever had another name was no such set, and stays as it is."""
        make_quarter()
        for area, name in (("mash", "outcome of contacts"), ("lac", "Outcome of contacts")):
            assessment = get_assessment("2020-21-q2", area)
            Fact.objects.create(
                assessment=assessment, label="x", group=name, period="Q2", saved_by=cast.head
            )
        migration = import_module("selfassess.records.migrations.0003_fill_set_key")
        migration.fill(apps, None)
        found = Fact.objects.values_list("assessment__area", "set_key")
        assert dict(found) == {"mash": "contact-outcomes", "lac": ""}
