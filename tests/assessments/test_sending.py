"""Sending: by the head alone, once, when every section is completed, with the words of every
question as they were asked that day."""

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.assessments.operations.commenting import reply
from selfassess.assessments.operations.lifecycle import approve, return_for_changes, send
from selfassess.assessments.operations.rating import rate
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.reading import sections_of
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.operations import close_quarter
from services.base import reword
from services.registry import get_area
from tests.factories import get_assessment, make_sent, make_user, write


def asked(assessment) -> list[str]:
    return [row.asked for section in sections_of(assessment) for row in section.rows]


def test_the_head_sends(cast, mash):
    write(mash, by=cast.head)
    assert send(mash, by=cast.head) is True
    sent = get_assessment(mash.quarter)
    assert (sent.state, sent.sent_by) == (State.WITH_DIRECTOR, cast.head)
    assert sent.sent_at is not None


def test_sending_twice_is_one_event(cast, mash):
    write(mash, by=cast.head)
    send(mash, by=cast.head)
    first = get_assessment(mash.quarter).sent_at
    assert send(mash, by=cast.head) is False
    assert get_assessment(mash.quarter).sent_at == first
    assert Event.objects.filter(verb="assessment.send").count() == 1


@pytest.mark.parametrize("who", ["deputy", "other_head", "director", "analyst", "viewer", "nobody"])
def test_nobody_else_sends(cast, mash, who):
    write(mash, by=cast.deputy)
    with pytest.raises(PermissionDenied):
        send(mash, by=getattr(cast, who))
    assert get_assessment(mash.quarter).state == State.IN_PROGRESS


def test_unfinished_sections_are_named(cast, mash):
    save_section(mash, [Draft("know", "Ours.")], by=cast.head, completed={"know": True})
    with pytest.raises(Refused, match="completed these sections first: How do you know"):
        send(mash, by=cast.head)
    assert get_assessment(mash.quarter).state == State.IN_PROGRESS


def test_a_section_that_was_taken_up_again_is_unfinished(cast, mash):
    write(mash, by=cast.head)
    save_section(mash, [], by=cast.head, completed={"know": False})
    with pytest.raises(Refused, match="What do you know"):
        send(mash, by=cast.head)


def test_a_blank_answer_does_not_stop_it_and_is_kept_as_asked(cast, mash):
    completed = {section.key: True for section in mash.config.sections}
    save_section(mash, [], by=cast.head, completed=completed)
    rate(mash, value=None, not_rated=True, version=0, by=cast.head)
    assert send(mash, by=cast.head)
    answers = list(get_assessment(mash.quarter).answers.all())
    assert [(a.question, a.text, a.section) for a in answers] == [
        ("know", "", "know"),
        ("evidence", "", "evidence"),
        ("rating", "", "rating"),
    ]
    assert all(answer.asked for answer in answers)


def test_a_sent_quarter_shows_the_words_it_was_asked(cast, mash, monkeypatch):
    before = asked(make_sent(mash.quarter, by=cast.head))
    area = get_area("mash")
    monkeypatch.setattr(area, "sections", reword(area.sections, know={"text": "Reworded?"}))
    assert asked(get_assessment(mash.quarter)) == before
    assert "Reworded?" not in before
    approve(mash, by=cast.director)
    assert asked(get_assessment(mash.quarter)) == before


def test_what_is_returned_is_asked_in_todays_words_again(cast, mash, monkeypatch):
    make_sent(mash.quarter, by=cast.head)
    return_for_changes(mash, comments={"know": "Say more."}, by=cast.director)
    area = get_area("mash")
    monkeypatch.setattr(area, "sections", reword(area.sections, know={"text": "Reworded?"}))
    assert asked(get_assessment(mash.quarter))[0] == "Reworded?"
    reply(mash.comments.get(), text="There is no more to say.", by=cast.head)
    send(mash, by=cast.head)
    assert asked(get_assessment(mash.quarter))[0] == "Reworded?"


def test_a_late_area_can_still_be_sent(cast, mash):
    type(mash.quarter).objects.update(due="2020-10-01")
    write(mash, by=cast.head)
    assert get_assessment(mash.quarter).is_late
    assert send(mash, by=cast.head)
    assert not get_assessment(mash.quarter).is_late


def test_in_a_closed_quarter_only_what_was_returned_is_sent(cast, mash):
    write(mash, by=cast.head)
    make_sent(mash.quarter, "early-help", by=cast.other_head)
    close_quarter(mash.quarter_id, by=cast.administrator)
    with pytest.raises(Refused, match="Only what the director returned"):
        send(mash, by=cast.head)
    early_help = get_assessment(mash.quarter, "early-help")
    return_for_changes(early_help, comments={"know": "Say more."}, by=cast.director)
    reply(early_help.comments.get(), text="There is no more to say.", by=cast.other_head)
    assert send(early_help, by=cast.other_head)


def test_a_director_who_heads_an_area_may_send_it(mash):
    both = make_user("director", ("head", "mash"), name="Both")
    assert make_sent(mash.quarter, by=both).sent_by == both
