"""The director returns with a comment or approves; nobody decides about an area of her own."""

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.access import Role
from selfassess.accounts.models import User
from selfassess.assessments.models import Comment
from selfassess.assessments.operations.commenting import comment
from selfassess.assessments.operations.lifecycle import approve, reopen, return_for_changes, send
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.people.operations.accounts import assign, unassign
from tests.factories import get_assessment, make_approved, make_sent, make_user, write


def test_returning_says_under_each_question_what_must_change(cast, mash):
    make_sent(mash.quarter, by=cast.head)
    comments = {"know": "Say what changed.", "evidence": ""}
    return_for_changes(mash, comments=comments, by=cast.director)
    returned = get_assessment(mash.quarter)
    assert returned.state == State.RETURNED
    assert returned.returned_at is not None
    comment = Comment.objects.get()
    assert (comment.question, comment.text, comment.by) == (
        "know",
        "Say what changed.",
        cast.director,
    )
    assert Event.objects.get(verb="comment.add").after == {"know": "Say what changed."}


@pytest.mark.parametrize("comments", [{}, {"know": ""}, {"know": "", "evidence": ""}])
def test_returning_without_a_comment_is_refused(cast, mash, comments):
    make_sent(mash.quarter, by=cast.head)
    with pytest.raises(Refused, match="Say under at least one question what must change"):
        return_for_changes(mash, comments=comments, by=cast.director)
    assert get_assessment(mash.quarter).state == State.WITH_DIRECTOR


def test_approving_locks_and_says_who_and_when(cast, mash):
    approved = make_approved(mash.quarter, head=cast.head, director=cast.director)
    assert (approved.state, approved.approved_by) == (State.APPROVED, cast.director)
    assert (
        get_assessment(mash.quarter).locked_because == "MASH & Assessment is approved and locked."
    )


def test_approving_twice_is_one_event(cast, mash):
    first = make_approved(mash.quarter, head=cast.head, director=cast.director)
    second = approve(mash, by=make_user("director", name="Second director"))
    assert (second.approved_at, second.approved_by) == (first.approved_at, first.approved_by)
    assert Event.objects.filter(verb="assessment.approve").count() == 1


def test_a_changed_answer_meets_the_request_under_it_and_no_other(cast, mash):
    make_sent(mash.quarter, by=cast.head)
    wanted = {"know": "Say what changed.", "evidence": "Which audit?"}
    return_for_changes(mash, comments=wanted, by=cast.director)
    save_section(mash, [Draft("know", "This changed.", 1)], by=cast.deputy)
    met, open_ = Comment.objects.get(question="know"), Comment.objects.get(question="evidence")
    assert met.resolved_by == cast.deputy
    assert met.resolved_at is not None
    assert open_.resolved_at is None


def test_what_is_saved_unchanged_meets_no_request(cast, mash):
    make_sent(mash.quarter, by=cast.head, text="We know.")
    return_for_changes(mash, comments={"know": "Say what changed."}, by=cast.director)
    save_section(mash, [Draft("know", "We know.", 1)], by=cast.head)
    assert Comment.objects.get().resolved_at is None
    assert get_assessment(mash.quarter).state == State.RETURNED


def test_approving_settles_every_request(cast, mash):
    make_sent(mash.quarter, by=cast.head)
    comment(mash, question="know", kind="change", text="Say what changed.", by=cast.director)
    approve(mash, by=cast.director)
    assert Comment.objects.get().resolved_by == cast.director


@pytest.mark.parametrize("role", ["head", "deputy"])
def test_nobody_decides_about_her_own_area(cast, mash, role):
    own = make_user("director", (role, "mash"), name="Both")
    make_sent(mash.quarter, by=cast.head)
    for refused in (
        lambda: approve(mash, by=own),
        lambda: return_for_changes(mash, comments={"know": "x"}, by=own),
        lambda: reopen(mash, reason="x", by=own),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert get_assessment(mash.quarter).state == State.WITH_DIRECTOR


def test_a_director_who_heads_another_area_decides_about_this_one(cast, mash):
    other = make_user("director", ("head", "early-help"), name="Both")
    make_sent(mash.quarter, by=cast.head)
    assert approve(mash, by=other).approved_by == other


@pytest.mark.parametrize("who", ["head", "deputy", "other_head", "analyst", "administrator"])
def test_only_directors_decide(cast, mash, who):
    person = getattr(cast, who)
    make_sent(mash.quarter, by=cast.head)
    for refused in (
        lambda: approve(mash, by=person),
        lambda: return_for_changes(mash, comments={"know": "x"}, by=person),
        lambda: reopen(mash, reason="x", by=person),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_an_area_can_go_round_several_times(cast, mash):
    write(mash, "First.", by=cast.head)
    for round_ in range(3):
        send(mash, by=cast.head)
        return_for_changes(mash, comments={"know": f"Round {round_}."}, by=cast.director)
        write(get_assessment(mash.quarter), f"After round {round_}.", by=cast.head)
    send(mash, by=cast.head)
    approve(mash, by=cast.director)
    assert get_assessment(mash.quarter).answer_to("know").version == 4
    assert Comment.objects.filter(resolved_at=None).count() == 0


def test_who_sent_an_area_does_not_approve_it_when_she_heads_it_no_more(cast, mash, sign_in):
    """It is her own work, whatever role was taken away meanwhile. She may return it."""
    held = assign(cast.director, role=Role.HEAD, area="mash", by=cast.administrator)
    make_sent(mash.quarter, by=cast.director)
    unassign(held, by=cast.administrator)
    director = User.objects.get(pk=cast.director.pk)
    with pytest.raises(Refused, match="You sent MASH & Assessment yourself"):
        approve(mash, by=director)
    page = sign_in(director).get("/2020-21-q2/mash/review/approve/")
    assert "so another director approves it" in page.text
    assert "Approving locks" not in page.text
    return_for_changes(mash, comments={"know": "Say how many."}, by=director)
