"""A kept text waits until its author, and she alone, has said what becomes of it; whatever she
says, both texts stay in the history."""

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.assessments.models import Answer, KeptOutcome, KeptText
from selfassess.assessments.operations.writing import Draft, save_section, settle
from selfassess.audit.models import Event
from selfassess.errors import Refused, Stale
from tests.factories import get_assessment, make_sent

MINE, THEIRS, COMBINED = KeptOutcome.MINE, KeptOutcome.THEIRS, KeptOutcome.COMBINED


@pytest.fixture
def kept(cast, mash) -> KeptText:
    """The deputy's text, which came after the head's."""
    save_section(mash, [Draft("know", "The head’s.")], by=cast.head)
    save_section(mash, [Draft("know", "The deputy’s.")], by=cast.deputy)
    return KeptText.objects.get()


def decide(kept, outcome, *, by, text="", version=1) -> None:
    settle(kept, outcome=outcome, text=text, version=version, by=by)


def answer() -> Answer:
    return Answer.objects.get(question="know")


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [(MINE, "The deputy’s."), (THEIRS, "The head’s."), (COMBINED, "Both, as one.")],
)
def test_the_author_decides(cast, kept, outcome, expected):
    decide(kept, outcome, text=" Both, as one.\r\n", by=cast.deputy)
    assert answer().text == expected
    kept.refresh_from_db()
    assert kept.outcome == outcome
    assert kept.settled_at is not None
    assert Event.objects.get(verb="answer.settle").after == {"outcome": outcome}


def test_keeping_theirs_writes_no_new_version(cast, kept):
    decide(kept, THEIRS, by=cast.deputy)
    assert (answer().version, answer().saved_by) == (1, cast.head)


@pytest.mark.parametrize("outcome", [MINE, COMBINED])
def test_using_the_text_writes_the_next_version_in_her_name(cast, kept, outcome):
    decide(kept, outcome, text="Both.", by=cast.deputy)
    assert (answer().version, answer().saved_by) == (2, cast.deputy)


@pytest.mark.parametrize("outcome", KeptOutcome.values)
def test_both_texts_stay_in_the_history(cast, kept, outcome):
    decide(kept, outcome, text="Both.", by=cast.deputy)
    texts = [event.after.get("text") for event in Event.objects.all()]
    assert {"The head’s.", "The deputy’s."} <= set(texts)


@pytest.mark.parametrize("outcome", KeptOutcome.values)
def test_a_text_that_moved_on_is_shown_to_her_first(cast, mash, kept, outcome):
    save_section(mash, [Draft("know", "The head’s, again.", 1)], by=cast.head)
    with pytest.raises(Stale):
        decide(kept, outcome, text="Both.", version=1, by=cast.deputy)
    assert answer().text == "The head’s, again."
    assert KeptText.objects.get().settled_at is None
    decide(kept, outcome, text="Both.", version=2, by=cast.deputy)
    assert KeptText.objects.get().settled_at


@pytest.mark.parametrize("who", ["head", "director"])
def test_nobody_else_decides(cast, kept, who):
    with pytest.raises((Refused, PermissionDenied)):
        decide(kept, MINE, by=getattr(cast, who))
    assert KeptText.objects.get().settled_at is None
    assert answer().text == "The head’s."


def test_another_writer_is_told_whose_it_is(cast, kept):
    with pytest.raises(Refused, match="Only the person who wrote a kept text decides about it"):
        decide(kept, THEIRS, by=cast.head)


def test_who_may_no_longer_write_no_longer_decides(cast, kept):
    cast.deputy.assignments.all().delete()
    del cast.deputy.held_roles
    with pytest.raises(PermissionDenied):
        decide(kept, MINE, by=cast.deputy)


def test_deciding_twice_does_nothing_more(cast, kept):
    decide(kept, MINE, by=cast.deputy)
    decide(kept, THEIRS, version=2, by=cast.deputy)
    assert answer().text == "The deputy’s."
    assert KeptText.objects.get().outcome == MINE
    assert Event.objects.filter(verb="answer.settle").count() == 1


@pytest.mark.parametrize("outcome", [MINE, COMBINED])
def test_a_locked_assessment_takes_no_text(cast, mash, kept, outcome):
    make_sent(mash.quarter, by=cast.head, text="The head’s.")
    with pytest.raises(Refused, match="is with the director"):
        decide(kept, outcome, text="Both.", by=cast.deputy)
    assert KeptText.objects.get().settled_at is None


def test_in_a_locked_assessment_she_can_still_let_it_go(cast, mash, kept):
    make_sent(mash.quarter, by=cast.head, text="The head’s.")
    decide(kept, THEIRS, by=cast.deputy)
    assert KeptText.objects.get().outcome == THEIRS


def test_a_kept_text_for_an_answer_that_is_not_there_yet(cast, mash):
    waiting = KeptText.objects.create(
        assessment=mash, question="know", text="Mine.", reason="signed_out", by=cast.deputy
    )
    decide(waiting, MINE, version=0, by=cast.deputy)
    assert (answer().text, answer().version) == ("Mine.", 1)
    assert get_assessment(mash.quarter).state == "in_progress"
