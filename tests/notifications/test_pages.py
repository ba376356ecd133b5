"""Choosing e-mails, sending a reminder, and the file of a quarter's dates."""

from datetime import date

import pytest
from icalendar import Calendar

from selfassess.assessments.operations.lifecycle import give_longer
from selfassess.audit.models import Event
from selfassess.notifications.models import Preference
from services.registry import all_areas
from tests.factories import get_assessment, make_quarter


@pytest.fixture
def quarter(cast):
    return make_quarter()


def test_a_person_chooses_her_e_mails_and_finds_her_choice_again(cast, sign_in):
    client = sign_in(cast.head)
    assert 'value="everything" checked' in client.get("/emails/").text.replace("\n", " ")
    assert client.post("/emails/", {"wanted": "nothing"}).status_code == 302
    assert Preference.objects.get(person=cast.head).wanted == "nothing"


def test_no_choice_is_refused_beside_the_field(cast, sign_in):
    assert "Select which e-mails you want" in sign_in(cast.head).post("/emails/").text


def test_the_reminder_names_whom_it_asks_and_then_asks(cast, sign_in, quarter):
    client = sign_in(cast.director)
    assert "Early Help" in client.get("/2020-21-q2/remind/").text
    client.post("/2020-21-q2/remind/")
    assert Event.objects.filter(verb="assessment.remind").count() == len(all_areas())
    assert "reminded today already" in client.post("/2020-21-q2/remind/", follow=True).text


def test_the_dates_open_in_a_calendar(cast, sign_in, quarter):
    give_longer(
        get_assessment(quarter), until=date(2020, 11, 2), reason="Moving.", by=cast.administrator
    )
    answer = sign_in(cast.head).get("/2020-21-q2/dates.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    days = {
        str(event["summary"]): event.decoded("dtstart")
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }
    assert days == {
        "Q2 2020/21 ends": date(2020, 9, 30),
        "Self-assessment Q2 2020/21 due": date(2020, 10, 16),
        "Self-assessment Q2 2020/21 due: MASH & Assessment": date(2020, 11, 2),
    }


def test_an_event_stays_the_same_when_another_area_gets_longer(cast, sign_in, quarter):
    def event_of_mash() -> str:
        answer = sign_in(cast.director).get("/2020-21-q2/dates.ics")
        events = Calendar.from_ical(answer.content).walk("VEVENT")
        return next(str(event["uid"]) for event in events if "MASH" in event["summary"])

    give_longer(
        get_assessment(quarter), until=date(2020, 11, 2), reason="Moving.", by=cast.administrator
    )
    before = event_of_mash()
    early_help = get_assessment(quarter, "early-help")
    give_longer(early_help, until=date(2020, 11, 2), reason="Moving.", by=cast.administrator)
    assert event_of_mash() == before == "2020-21-q2-due-mash@selfassess"


def test_another_areas_longer_time_is_not_in_a_heads_file(cast, sign_in, quarter):
    give_longer(
        get_assessment(quarter), until=date(2020, 11, 2), reason="Moving.", by=cast.administrator
    )
    assert b"MASH" not in sign_in(cast.other_head).get("/2020-21-q2/dates.ics").content
