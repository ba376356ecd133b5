"""Which events count as new beside what was read, in the order in which they become visible."""

import pytest

from selfassess.audit import newer_events
from selfassess.audit.newer_events import events_since

pytestmark = pytest.mark.django_db


def verbs_since(moment) -> list[str]:
    events, _ = events_since([moment])
    return [event.verb for event in moment.news_in(events)]


def test_nothing_is_new_where_nothing_has_happened(happen):
    happen("quarter.open", number=1)
    _, moment = events_since([])
    assert verbs_since(moment) == []


def test_a_later_event_is_new(happen):
    _, moment = events_since([])
    happen("quarter.open", number=1)
    assert verbs_since(moment) == ["quarter.open"]


def test_one_with_a_lower_number_is_new_if_it_comes_later(happen):
    happen("quarter.open", number=3)
    _, moment = events_since([])
    happen("rating.save", number=2)
    happen("target.set", number=1)
    assert verbs_since(moment) == ["target.set", "rating.save"]


def test_a_later_moment_knows_them(happen):
    happen("quarter.open", number=3)
    _, first = events_since([])
    happen("rating.save", number=2)
    _, second = events_since([first])
    assert verbs_since(first.moved_to(second)) == []


def test_what_has_settled_is_not_asked_for_again(happen, django_assert_num_queries):
    for number in range(1, 9):
        happen("quarter.open", number=number, seconds_ago=60)
    with django_assert_num_queries(1):
        events, moment = events_since([])
    assert (len(events), moment.others) == (1, frozenset())
    assert moment.settled == events[0].number


def test_of_several_moments_the_oldest_counts(happen):
    happen("quarter.open", number=1, seconds_ago=60)
    _, first = events_since([])
    happen("rating.save", number=2, seconds_ago=30)
    _, second = events_since([first])
    events, _ = events_since([second, first])
    assert [event.verb for event in first.news_in(events)] == ["rating.save"]
    assert list(second.news_in(events)) == []


def test_what_was_read_long_ago_is_no_reason_to_read_far_back(happen, monkeypatch):
    happen("quarter.open", number=1, seconds_ago=60)
    _, first = events_since([])
    happen("rating.save", number=2, seconds_ago=30)
    monkeypatch.setattr(newer_events, "LONGEST", -1)
    events, _ = events_since([first])
    assert [event.verb for event in events] == ["rating.save"]


def test_what_belongs_to_no_area_and_the_catalogue_concern_all(happen):
    happen("quarter.open", number=1)
    happen("rating.save", number=2, area="mash")
    happen("kpi.change", number=3, area="mash")
    events, _ = events_since([])
    assert [event.verb for event in events if event.concerns("lac")] == [
        "quarter.open",
        "kpi.change",
    ]


def test_what_touches_no_assessment_is_no_news(happen):
    """A report that is drawn, a form that is kept, a token, an invitation: on deadline day what
    each process keeps of figures and words outlives them."""
    _, moment = events_since([])
    verbs = "report.compile report.compiled report.cut form.keep token.make person.invite"
    for number, verb in enumerate([*verbs.split(), "assessment.remind", "measure.save"]):
        happen(verb, number=number)
    assert verbs_since(moment) == ["measure.save"]


def test_a_verb_that_nobody_declares_is_news(happen):
    _, moment = events_since([])
    happen("later.release", number=1)
    assert verbs_since(moment) == ["later.release"]
