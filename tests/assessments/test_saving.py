"""Nobody's words are overwritten unseen and nobody's words are lost: an answer is saved only over
the version its author had seen, and what cannot be saved is kept for her."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.assessments.models import Answer, KeptReason, KeptText
from selfassess.assessments.operations.lifecycle import approve, return_for_changes
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import get_assessment, make_quarter, make_sent, make_user


def save(assessment, text, version=0, *, by, question="know", **kwargs):
    return save_section(assessment, [Draft(question, text, version)], by=by, **kwargs)


def stored(assessment, question="know") -> Answer:
    return Answer.objects.get(assessment=assessment, question=question)


def kept() -> list[tuple[str, str, str]]:
    return list(KeptText.objects.values_list("question", "text", "reason"))


def test_the_first_answer_starts_the_assessment(cast, mash):
    saved = save(mash, "Ours.", by=cast.head)
    assert (saved.changed, saved.kept) == (["know"], [])
    answer = stored(mash)
    assert (answer.text, answer.version, answer.saved_by) == ("Ours.", 1, cast.head)
    assert get_assessment(mash.quarter).state == State.IN_PROGRESS
    assert Event.objects.filter(verb="assessment.start").count() == 1


def test_every_version_is_in_the_history(cast, mash):
    save(mash, "First.", by=cast.head)
    save(mash, "Second.", 1, by=cast.deputy)
    events = Event.objects.filter(verb="answer.save").order_by("id")
    assert [(e.by, e.after) for e in events] == [
        (cast.head, {"version": 1, "text": "First."}),
        (cast.deputy, {"version": 2, "text": "Second."}),
    ]


def test_the_same_text_changes_nothing(cast, mash):
    save(mash, "Ours.", by=cast.head)
    before = Event.objects.count()
    saved = save(mash, "Ours.\r\n", 1, by=cast.deputy)
    assert (saved.changed, saved.kept) == ([], [])
    assert (stored(mash).version, stored(mash).saved_by) == (1, cast.head)
    assert Event.objects.count() == before


def test_the_same_text_from_an_old_page_is_no_conflict(cast, mash):
    save(mash, "First.", by=cast.head)
    save(mash, "Ours.", 1, by=cast.head)
    assert save(mash, "Ours.", 1, by=cast.deputy).kept == []


def test_nothing_at_all_starts_nothing(cast, mash):
    save(mash, "", by=cast.head)
    save_section(mash, [], by=cast.head, completed={"know": False})
    assert get_assessment(mash.quarter).state == State.NOT_STARTED
    assert not Answer.objects.exists()


def test_an_answer_can_be_emptied(cast, mash):
    save(mash, "Ours.", by=cast.head)
    assert save(mash, "", 1, by=cast.head).changed == ["know"]
    assert (stored(mash).text, stored(mash).version) == ("", 2)


def test_a_stale_text_is_kept_and_the_saved_one_stays(cast, mash):
    save(mash, "Page.", by=cast.head)
    save(mash, "The head’s.", 1, by=cast.head)
    saved = save(mash, "The deputy’s.", 1, by=cast.deputy)
    assert (saved.changed, saved.kept) == ([], ["know"])
    assert stored(mash).text == "The head’s."
    assert kept() == [("know", "The deputy’s.", KeptReason.STALE)]
    assert KeptText.objects.get().by == cast.deputy


def test_a_losing_text_is_in_the_history(cast, mash):
    save(mash, "Page.", by=cast.head)
    save(mash, "The head’s.", 1, by=cast.head)
    save(mash, "The deputy’s.", 1, by=cast.deputy)
    event = Event.objects.get(verb="answer.keep")
    assert (event.by, event.subject) == (cast.deputy, "know")
    assert event.after["text"] == "The deputy’s."


def test_the_other_answers_of_the_page_are_saved(cast, mash):
    save(mash, "The head’s.", by=cast.head)
    drafts = [Draft("know", "The deputy’s."), Draft("evidence", "An audit.")]
    saved = save_section(mash, drafts, by=cast.deputy, completed={"know": True})
    assert (saved.changed, saved.kept) == (["evidence"], ["know"])
    assert stored(mash, "evidence").text == "An audit."
    assert get_assessment(mash.quarter).is_completed("know")


def test_two_first_answers_at_once_are_one_saved_and_one_kept(cast, mash):
    save(mash, "The head’s.", 0, by=cast.head)
    assert save(mash, "The deputy’s.", 0, by=cast.deputy).kept == ["know"]
    assert stored(mash).text == "The head’s."


def test_an_old_page_whose_text_was_not_touched_is_no_conflict(cast, mash):
    save(mash, "Page.", by=cast.head)
    save(mash, "Newer.", 1, by=cast.head)
    saved = save(mash, "Page.", 1, by=cast.deputy)
    assert (saved.changed, saved.kept) == ([], [])
    assert stored(mash).text == "Newer."
    assert kept() == []


def test_an_untouched_text_may_come_back_with_the_browsers_line_ends(cast, mash):
    save(mash, "One.\n\nTwo.", by=cast.head)
    save(mash, "Newer.", 1, by=cast.head)
    assert save(mash, "One.\r\n\r\nTwo.", 1, by=cast.deputy).kept == []


def test_an_empty_page_is_no_conflict_with_what_came_meanwhile(cast, mash):
    save(mash, "The head’s.", by=cast.head)
    assert save(mash, "", 0, by=cast.deputy).kept == []
    assert stored(mash).text == "The head’s."


def test_an_old_page_that_was_emptied_is_a_conflict(cast, mash):
    save(mash, "Page.", by=cast.head)
    save(mash, "Newer.", 1, by=cast.head)
    assert save(mash, "", 1, by=cast.deputy).kept == ["know"]
    assert stored(mash).text == "Newer."


def test_a_version_nobody_ever_saw_is_a_conflict(cast, mash):
    save(mash, "Ours.", by=cast.head)
    for made_up in (7, 10**9, 10**30):
        assert save(mash, f"From {made_up}.", made_up, by=cast.deputy).kept == ["know"]
    assert stored(mash).version == 1


def test_a_page_may_write_again_what_it_wrote(cast, mash):
    """The reply was lost, or she went back in the browser and wrote on."""
    page = uuid4()
    save(mash, "First.", 0, by=cast.head, save_id=page)
    saved = save(mash, "First, and more.", 0, by=cast.head, save_id=page)
    assert (saved.changed, saved.kept) == (["know"], [])
    assert stored(mash).text == "First, and more."


def test_a_double_click_saves_once(cast, mash):
    page = uuid4()
    for _ in range(2):
        saved = save(mash, "Ours.", 0, by=cast.head, save_id=page)
        assert saved.kept == []
    assert stored(mash).version == 1


def test_a_page_may_not_write_over_what_somebody_else_wrote_after_it(cast, mash):
    page = uuid4()
    save(mash, "First.", 0, by=cast.head, save_id=page)
    save(mash, "The deputy’s.", 1, by=cast.deputy, save_id=uuid4())
    assert save(mash, "First, and more.", 0, by=cast.head, save_id=page).kept == ["know"]
    assert stored(mash).text == "The deputy’s."


def test_pages_without_a_mark_are_not_taken_for_the_same_page(cast, mash):
    save(mash, "The head’s.", 0, by=cast.head, save_id=None)
    assert save(mash, "The deputy’s.", 0, by=cast.deputy, save_id=None).kept == ["know"]


def test_sending_the_same_page_again_keeps_nothing_more(cast, mash):
    save(mash, "The head’s.", by=cast.head)
    for _ in range(3):
        assert save(mash, "The deputy’s.", by=cast.deputy).kept == ["know"]
    assert len(kept()) == 1
    assert Event.objects.filter(verb="answer.keep").count() == 1


@pytest.mark.parametrize("lock", ["sent", "approved", "closed", "issued"])
def test_a_locked_assessment_keeps_the_text(cast, mash, lock):
    if lock in ("sent", "approved"):
        make_sent(mash.quarter, by=cast.head, text="Sent.")
    else:
        save(mash, "Sent.", by=cast.head)
        Quarter.objects.update(state=lock)
    if lock == "approved":
        approve(mash, by=cast.director)
    saved = save(mash, "Too late.", 1, by=cast.deputy)
    assert (saved.changed, saved.kept) == ([], ["know"])
    assert stored(mash).text == "Sent."
    assert kept() == [("know", "Too late.", KeptReason.LOCKED)]


def test_a_locked_assessment_marks_no_section(cast, mash):
    make_sent(mash.quarter, by=cast.head)
    save_section(mash, [], by=cast.head, completed={"know": False})
    assert get_assessment(mash.quarter).is_completed("know")


def test_an_untouched_text_of_an_old_page_is_not_kept_because_of_a_lock(cast, mash):
    save(mash, "Page.", by=cast.head)
    save(mash, "Newer.", 1, by=cast.head)
    make_sent(mash.quarter, by=cast.head, text="Newest.")
    assert save(mash, "Page.", 1, by=cast.deputy).kept == []


def test_what_was_returned_can_be_changed_in_a_closed_quarter(cast, mash):
    make_sent(mash.quarter, by=cast.head, text="Sent.")
    Quarter.objects.update(state=QuarterState.CLOSED)
    return_for_changes(mash, comments={"know": "Say more."}, by=cast.director)
    assert save(mash, "More.", 1, by=cast.deputy).changed == ["know"]
    assert get_assessment(mash.quarter).state == State.IN_PROGRESS


@pytest.mark.parametrize("who", ["other_head", "director", "analyst", "administrator", "viewer"])
def test_nobody_else_writes(cast, mash, who):
    with pytest.raises(PermissionDenied):
        save(mash, "Not mine.", by=getattr(cast, who))
    assert not Answer.objects.exists()
    assert not KeptText.objects.exists()


def test_a_head_writes_in_all_her_areas(quarter):
    head = make_user(("head", "lac"), ("head", "care-leavers"), name="Head of both")
    for area in ("lac", "care-leavers"):
        assert save(get_assessment(quarter, area), "Ours.", by=head).changed == ["know"]


def test_the_director_writes_the_overview_and_nobody_else(cast, quarter):
    overview = get_assessment(quarter, "overview")
    assert save(overview, "Mine.", by=cast.director, question="overview").changed == ["overview"]
    with pytest.raises(PermissionDenied):
        save(overview, "Not mine.", 1, by=cast.head, question="overview")


def test_the_overview_locks_when_the_quarter_is_issued(cast, quarter):
    overview = get_assessment(quarter, "overview")
    Quarter.objects.update(state=QuarterState.CLOSED)
    assert save(overview, "Mine.", by=cast.director, question="overview").changed
    Quarter.objects.update(state=QuarterState.ISSUED)
    assert save(overview, "More.", 1, by=cast.director, question="overview").kept


def test_two_quarters_of_an_area_have_nothing_to_do_with_each_other(cast, mash):
    save(get_assessment(make_quarter("2020-21-q1")), "First quarter.", by=cast.head)
    assert save(mash, "Second quarter.", 0, by=cast.head).changed == ["know"]


# --- "Have you completed this section?" --------------------------------------------------------


def test_a_section_is_marked_and_unmarked(cast, mash):
    save_section(mash, [], by=cast.head, completed={"know": True})
    assert get_assessment(mash.quarter).is_completed("know")
    assert not get_assessment(mash.quarter).is_completed("evidence")
    save_section(mash, [], by=cast.deputy, completed={"know": False})
    assert not get_assessment(mash.quarter).is_completed("know")
    verbs = Event.objects.filter(verb__startswith="section.").order_by("id")
    assert [event.verb for event in verbs] == ["section.complete", "section.resume"]


def test_a_mark_that_stands_already_is_no_event(cast, mash):
    for _ in range(2):
        save_section(mash, [], by=cast.head, completed={"know": True})
    assert Event.objects.filter(verb="section.complete").count() == 1


def test_saying_nothing_about_the_section_leaves_its_mark(cast, mash):
    save_section(mash, [], by=cast.head, completed={"know": True})
    save(mash, "Ours.", by=cast.head)
    assert get_assessment(mash.quarter).is_completed("know")
