"""A history is read by sittings: many saves are one line, with what changed in all of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from selfassess.accounts.models import User
from selfassess.assessments.operations.earlier_versions import bring_back
from selfassess.assessments.operations.lifecycle import return_for_changes, send
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.audit.timeline import TURNS, timeline
from selfassess.people.operations.accounts import assign, change_person, unassign
from selfassess.quarters import clock
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.operations import raise_action, update_action
from tests.factories import get_assessment, make_approved, make_quarter, write
from tests.pages import words_on

NINE = datetime(2020, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def mash(db):
    return get_assessment(make_quarter())


def save(mash, text: str, *, by: User, minutes: int) -> None:
    with clock.at(NINE + timedelta(minutes=minutes)):
        stored = get_assessment(mash.quarter).answer_to("know")
        save_section(mash, [Draft("know", text, stored.version if stored else 0)], by=by)


def lines():
    return [e for e in timeline(Event.objects.all()) if e.event.verb == "answer.save"]


def test_saves_of_a_sitting_are_one_line(cast, mash):
    for minute, text in enumerate(("We", "We know", "We know it")):
        save(mash, text, by=cast.head, minutes=10 * minute)
    (line,) = lines()
    assert (line.saves, line.text) == (3, "We know it")


def test_a_long_pause_begins_a_new_line_with_what_changed(cast, mash):
    save(mash, "We know", by=cast.head, minutes=0)
    save(mash, "We know it", by=cast.head, minutes=31)
    later, first = lines()
    assert later.diff.summary == "1 word added."
    assert first.diff is None
    assert first.text == "We know"


def test_another_person_has_a_line_of_her_own(cast, mash):
    save(mash, "We know", by=cast.head, minutes=0)
    save(mash, "We know it", by=cast.deputy, minutes=1)
    assert [line.event.by for line in lines()] == [cast.deputy, cast.head]


def answer_lines():
    """Version, number of saves and what changed, the latest first."""
    found = [line for line in timeline(Event.objects.all()) if line.event.verb == "answer.save"]
    return [
        (line.event.after["version"], line.saves, line.diff.summary if line.diff else "")
        for line in found
    ]


@pytest.mark.parametrize("turn", TURNS)
def test_what_was_sent_or_decided_about_has_a_line_of_its_own(cast, mash, turn):
    save(mash, "We", by=cast.head, minutes=0)
    save(mash, "We know", by=cast.head, minutes=1)
    with clock.at(NINE + timedelta(minutes=2)):
        log_event(turn, by=cast.director, assessment=mash)
    save(mash, "We know it", by=cast.head, minutes=3)
    assert answer_lines() == [(3, 1, "1 word added."), (2, 2, "")]


def test_a_turn_of_another_area_ends_no_sitting(cast, mash):
    save(mash, "We", by=cast.head, minutes=0)
    with clock.at(NINE + timedelta(minutes=1)):
        log_event("assessment.send", by=cast.head, assessment=get_assessment(mash.quarter, "lac"))
    save(mash, "We know", by=cast.head, minutes=2)
    assert answer_lines() == [(2, 2, "")]


def test_what_was_brought_back_has_a_line_of_its_own(cast, mash):
    save(mash, "We know", by=cast.head, minutes=0)
    save(mash, "We", by=cast.head, minutes=31)
    with clock.at(NINE + timedelta(minutes=32)):
        first = Event.objects.get(verb="answer.save", after__version=1)
        bring_back(get_assessment(mash.quarter), first, version=2, by=cast.head)
    save(mash, "We know it", by=cast.head, minutes=33)
    assert answer_lines() == [
        (4, 1, "1 word added."),
        (3, 1, "1 word added."),
        (2, 1, "1 word removed."),
        (1, 1, ""),
    ]


@pytest.mark.parametrize("asked", ["section=know", "answer=know"])
def test_the_history_of_an_answer_leads_to_what_was_sent(cast, mash, sign_in, asked):
    write(mash, "Sent.", by=cast.head)
    send(mash, by=cast.head)
    return_for_changes(mash, comments={"know": "Say more."}, by=cast.director)
    save_section(get_assessment(mash.quarter), [Draft("know", "More.", 1)], by=cast.head)
    page = words_on(sign_in(cast.head).get(f"/2020-21-q2/mash/history/?{asked}"))
    assert "sent the assessment to the director." in page
    assert "Read version 1" in page
    assert "Read version 2" in page


def test_the_page_shows_one_section(cast, mash, sign_in):
    drafts = [Draft("know", "Of this."), Draft("evidence", "Of that.")]
    save_section(mash, drafts, by=cast.head)
    page = words_on(sign_in(cast.head).get("/2020-21-q2/mash/history/?section=evidence"))
    assert "Of that." in page
    assert "Of this." not in page


def test_the_page_shows_one_answer_and_the_section_leads_there(cast, mash, sign_in):
    drafts = [Draft("know", "Of this."), Draft("evidence", "Of that.")]
    save_section(mash, drafts, by=cast.head, completed={"know": True})
    client, address = sign_in(cast.head), "/2020-21-q2/mash/history/?answer=know"
    assert f'href="{address}"' in words_on(client.get("/2020-21-q2/mash/know/"))
    page = words_on(client.get(address))
    assert "Of this." in page
    assert "Of that." not in page
    assert "is completed" not in page  # that is about the section, which has the same key


def test_whoever_only_reads_what_is_issued_is_not_led_to_an_answers_history(cast, mash, sign_in):
    make_approved(mash.quarter, head=cast.head, director=cast.director, text="Of this.")
    Quarter.objects.update(state=QuarterState.ISSUED)
    page = words_on(sign_in(cast.viewer).get("/2020-21-q2/mash/know/"))
    assert "Of this." in page
    assert "History of this answer" not in page


def test_a_new_address_does_not_cut_off_a_persons_history(cast, sign_in):
    assign(cast.viewer, role="deputy", area="mash", by=cast.administrator)
    change_person(cast.viewer, email="member@example.org", by=cast.administrator)
    change_person(cast.viewer, email="lead.member@example.org", by=cast.administrator)
    page = words_on(sign_in(cast.administrator).get(f"/people/{cast.viewer.pk}/history/"))
    assert "the role “Deputy, MASH & Assessment”" in page


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("90.0000", "90"),
        ("7.5000", "7.5"),
        ("-0.10", "-0.1"),
        ("100", "100"),
        ("2020-10-05", "5 October 2020"),
        ("1.4.0", "1.4.0"),
    ],
)
def test_a_number_is_shown_without_zeros_that_say_nothing(db, stored, shown):
    by = User.objects.command_line()
    log_event("target.set", by=by, subject="MA01", after={"value": stored})
    (line,) = timeline(Event.objects.all())
    assert line.values == [("Value", "nothing", shown)]


def test_a_persons_rights_over_time(cast, sign_in):
    given = assign(cast.viewer, role="deputy", area="mash", by=cast.administrator)
    unassign(given, by=cast.administrator)
    address = f"/people/{cast.viewer.pk}/history/"
    page = words_on(sign_in(cast.administrator).get(address))
    assert page.index(
        "took the role “Deputy, MASH & Assessment” from viewer@example.org."
    ) < page.index("gave viewer@example.org the role “Deputy, MASH & Assessment”.")
    assert sign_in(cast.director).get(address).status_code == 404


def test_an_action_is_told_in_the_words_of_its_form(cast, mash):
    """Not in those of the database."""
    values = {"text": "Call back.", "owner_person": cast.deputy, "first_due": date(2020, 12, 29)}
    action = raise_action(mash, values, by=cast.head)
    update = {"status": "under_way", "due": date(2021, 1, 31), "reason": "No staff."}
    update_action(action, mash, update, version=0, by=cast.head)
    lines = timeline(Event.objects.filter(verb__startswith="action."))
    assert [set(line.values) for line in lines] == [
        {
            ("Status", "nothing", "Under way"),
            ("Due", "nothing", "31 January 2021"),
            ("Reason", "nothing", "No staff."),
        },
        {("Owner", "nothing", cast.deputy.title), ("First due", "nothing", "29 December 2020")},
    ]


def test_a_month_a_box_and_a_request_are_told_as_people_say_them(cast, mash):
    for verb, after in (
        ("record.add", {"month": "2020-09-01", "whose": "staff", "unit": "errors"}),
        ("rating.save", {"value": "7.0", "not_rated": False}),
        ("comment.add", {"evidence": "How many?"}),
    ):
        log_event(verb, by=cast.head, assessment=mash, after=after)
    told = {line.event.verb: line.values for line in timeline(Event.objects.all())}
    assert ("Month", "nothing", "September 2020") in told["record.add"]
    assert told["rating.save"] == [("Value", "nothing", "7")]
    asked, _, change = told["comment.add"][0]
    assert asked == mash.config.question("evidence").text
    assert change == "How many?"
