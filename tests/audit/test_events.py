"""The audit trail is only ever added to: what happened can be neither changed nor deleted."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from tests.factories import get_assessment, make_quarter


@pytest.fixture
def event(cast) -> Event:
    return log_event("quarter.open", by=cast.administrator, quarter="2020-21-q2")


def unchanged(event: Event) -> bool:
    return Event.objects.get(pk=event.pk).verb == "quarter.open"


def test_an_event_is_not_saved_again(event):
    event.verb = "quarter.close"
    with pytest.raises(TypeError, match="never changed"):
        event.save()
    with pytest.raises(TypeError, match="never changed"):
        event.save(update_fields=["verb"])
    assert unchanged(event)


def test_an_event_is_not_deleted(event):
    with pytest.raises(TypeError, match="never deleted"):
        event.delete()
    assert unchanged(event)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda events: events.update(verb="quarter.close"), "never changed"),
        (lambda events: events.filter(verb="quarter.open").update(verb="x"), "never changed"),
        (lambda events: events.update_or_create(verb="quarter.open", defaults={"area": "x"}), "ne"),
        (lambda events: events.bulk_update(list(events.all()), ["verb"]), "never changed"),
        (lambda events: events.all().delete(), "never deleted"),
        (lambda events: events.filter(verb="quarter.open").delete(), "never deleted"),
    ],
)
def test_nor_many_at_once(event, change, why):
    with pytest.raises(TypeError, match=why), transaction.atomic():
        change(Event.objects)
    assert unchanged(event)


def test_nor_through_the_person_who_did_it(event, cast):
    with pytest.raises(ProtectedError):
        cast.administrator.delete()
    assert unchanged(event)


def test_an_event_outlives_what_it_is_about(cast):
    assessment = get_assessment(make_quarter("2020-21-q2"), "lac")
    event = log_event("assessment.start", by=cast.head, assessment=assessment)
    assessment.delete()
    event.refresh_from_db()
    assert (event.quarter, event.area) == ("2020-21-q2", "lac")


def test_an_event_says_when_by_the_portals_clock(cast):
    moment = clock.datetime(2020, 7, 17, 9, 30, tzinfo=LONDON)
    with clock.at(moment):
        assert log_event("quarter.open", by=cast.administrator).at == moment


def test_events_are_read_latest_first(cast):
    moment = clock.now()
    with clock.at(moment):
        for verb in ("quarter.plan", "quarter.open", "quarter.close"):
            log_event(verb, by=cast.administrator)
    assert [e.verb for e in Event.objects.all()] == [
        "quarter.close",
        "quarter.open",
        "quarter.plan",
    ]


def test_dates_and_texts_come_back_as_they_went_in(cast):
    after = {"due": clock.date(2020, 10, 16), "text": "“{by}”\n\U0001f600", "version": 3}
    event = log_event("quarter.due", by=cast.administrator, after=after)
    event.refresh_from_db()
    assert event.after == {"due": "2020-10-16", "text": "“{by}”\n\U0001f600", "version": 3}
