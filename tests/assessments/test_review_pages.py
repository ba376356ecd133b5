"""The director's pages: read along, return with comments, approve, take an approval back. Who has
them is in the access matrix."""

import pytest

from selfassess.assessments.models import Assessment, Comment
from selfassess.assessments.operations.lifecycle import approve
from selfassess.assessments.reading import shown_now
from selfassess.seen import fingerprint
from tests.factories import get_assessment, make_approved, make_quarter, make_sent, make_user, write
from tests.pages import fill_in, form_on, words_on

REVIEW = "/2020-21-q2/mash/review/"
APPROVE, RETURN, REOPEN = (f"{REVIEW}{name}/" for name in ("approve", "return", "reopen"))


@pytest.fixture
def director(cast, mash, sign_in):
    return sign_in(cast.director)


@pytest.fixture
def sent(cast, mash) -> Assessment:
    return make_sent(mash.quarter, by=cast.head, text="We know.")


def state() -> str:
    return Assessment.objects.get(quarter="2020-21-q2", area="mash").state


def test_before_approving_she_sees_what_each_section_holds(director, sent):
    page = words_on(director.get(APPROVE))
    assert "<dt>Rating, 0 to 10</dt><dd>Answered, 2 words, rated 6</dd>" in page


def test_while_it_is_written_the_director_reads_along(director, cast, mash):
    write(mash, know="Half a", by=cast.head)
    page = words_on(director.get(REVIEW))
    assert "Half a" in page
    assert "The head of service is still writing." in page
    assert APPROVE not in page
    assert RETURN not in page


def test_what_was_sent_waits_for_a_decision(director, sent):
    page = words_on(director.get(REVIEW))
    assert APPROVE in page
    assert RETURN in page
    assert REOPEN not in page


def test_last_quarters_answer_stands_beside_a_changed_one(director, cast, mash):
    before = get_assessment(make_quarter("2020-21-q1"))
    write(before, know="Before.", evidence="Before.", by=cast.head)
    write(mash, know="Now.", evidence="Before.", by=cast.head)
    page = words_on(director.get(REVIEW))
    assert "Changed since last quarter" in page
    assert "Same as last quarter" in page
    assert page.count("Last quarter’s answer") == 1


def test_approving_names_the_effect_then_locks(director, sent):
    assert "Approving locks what MASH & Assessment wrote" in words_on(director.get(APPROVE))
    assert state() == "with_director"
    response = fill_in(director, APPROVE)
    assert response.url == REVIEW
    assert "MASH & Assessment is approved." in words_on(director.get(REVIEW))
    assert state() == "approved"


def test_approving_what_is_not_sent_says_why_not(director, mash):
    page = words_on(director.get(APPROVE))
    assert "MASH & Assessment is not started, so there is nothing to approve." in page
    assert ">Approve</button>" not in page
    seen = {"seen": fingerprint(shown_now(mash))}
    page = words_on(director.post(APPROVE, seen, follow=True))
    assert "MASH & Assessment is not started, so you cannot approve it." in page


def test_returning_with_a_comment(director, sent):
    response = fill_in(director, RETURN, know="Say what changed.\r\nAnd why.")
    assert response.url == REVIEW
    assert "is returned to its head of service" in words_on(director.get(REVIEW))
    assert Comment.objects.get().text == "Say what changed.\nAnd why."
    assert state() == "returned"


@pytest.mark.parametrize("comment", ["", " \r\n ", "\u200b"])
def test_returning_without_one_says_what_is_missing(director, sent, comment):
    response = fill_in(director, RETURN, know=comment)
    assert "Say under at least one question what must change" in words_on(response)
    assert state() == "with_director"


def test_a_comment_that_is_too_long_is_still_there(director, sent):
    response = fill_in(director, RETURN, know="x" * 2_001, evidence="Which audit?")
    assert "Use 2000 characters or fewer" in words_on(response)
    fields = form_on(response)
    assert (fields["know"], fields["evidence"]) == ("x" * 2_001, "Which audit?")
    assert state() == "with_director"


def test_when_somebody_else_decided_meanwhile_the_comments_stay_on_the_page(director, sent, cast):
    page = form_on(director.get(RETURN))
    approve(sent, by=make_user("director", name="Second director"))
    response = director.post(RETURN, page | {"know": "Say what changed."})
    assert "MASH & Assessment is approved, so you cannot return it." in words_on(response)
    assert form_on(response)["know"] == "Say what changed."
    assert not Comment.objects.exists()


def test_the_head_sees_what_must_change_and_the_director_that_it_was_done(
    director, sent, cast, sign_in
):
    fill_in(director, RETURN, know="Say what changed.")
    head = sign_in(cast.head)
    assert "Say what changed." in words_on(head.get("/"))
    fill_in(head, "/2020-21-q2/mash/know/", know_text="This changed.")
    assert "Change made" in words_on(director.get(REVIEW))


def test_reopening_needs_a_reason(director, cast, mash):
    make_approved(mash.quarter, head=cast.head, director=cast.director)
    assert "Enter a reason." in words_on(fill_in(director, REOPEN))
    assert state() == "approved"
    fill_in(director, REOPEN, reason="A figure was wrong.")
    assert state() == "returned"
    assert "A figure was wrong." in words_on(director.get("/2020-21-q2/mash/history/"))


def test_who_heads_the_area_is_told_that_another_director_decides(sent, sign_in):
    own = sign_in(make_user("director", ("head", "mash"), name="Both"))
    page = words_on(own.get(REVIEW))
    assert "You head this area, so another director decides." in page
    assert APPROVE not in page
    assert own.post(APPROVE).status_code == 403
    assert own.post(RETURN, {"know": "x"}).status_code == 403
    assert state() == "with_director"


def test_a_comment_on_one_entry_says_which(director, sent):
    page = director.get(f"{REVIEW}comment/?about=strengths&of=Schools trust us.")
    assert form_on(page)["text"] == "About “Schools trust us.”: "


def test_another_area_that_waits_is_one_link_away(director, sent, cast):
    assert "Also waiting" not in words_on(director.get(REVIEW))
    make_sent(sent.quarter, area="early-help", by=cast.other_head, text="We know.")
    assert 'href="/2020-21-q2/early-help/review/"' in words_on(director.get(REVIEW))
