"""The director comments, returns by a date; only what must change opens; a change or a reply
answers; what changed since stands on top."""

from datetime import date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from selfassess.assessments.models import Comment, KeptText
from selfassess.assessments.operations.commenting import comment, reply
from selfassess.assessments.operations.lifecycle import reopen, return_for_changes, send
from selfassess.assessments.operations.rating import rate
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters import clock
from selfassess.quarters.dates import LONDON
from selfassess.records.models import Strength
from selfassess.records.operations import add
from tests.factories import get_assessment, make_approved, make_sent
from tests.pages import fill_in, words_on
from tests.ui.page import Page

AREA = "/2020-21-q2/mash/"
REVIEW = f"{AREA}review/"


@pytest.fixture
def sent(cast, mash):
    return make_sent(mash.quarter, by=cast.head, text="We know.")


@pytest.fixture
def returned(cast, sent):
    """With one change needed, under “What do you know?”."""
    return_for_changes(
        sent, comments={"know": "How many?"}, by=cast.director, until=date(2020, 10, 20)
    )
    return get_assessment(sent.quarter)


@pytest.fixture(autouse=True)
def _october():
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=LONDON)):
        yield


class TestCommenting:
    def test_a_comment_waits_until_the_area_is_returned(self, cast, sent, sign_in):
        comment(sent, question="know", kind="change", text="How many?", by=cast.director)
        assert get_assessment(sent.quarter).state == State.WITH_DIRECTOR
        return_for_changes(sent, comments={}, by=cast.director)
        assert get_assessment(sent.quarter).open_sections == ["know"]

    def test_a_form_that_is_sent_twice_says_it_once(self, cast, sent):
        for _ in range(2):
            comment(sent, question="know", kind="change", text="How many?", by=cast.director)
        assert sent.comments.count() == Event.objects.filter(verb="comment.write").count() == 1

    def test_a_note_alone_is_no_reason_to_return(self, cast, sent):
        comment(sent, question="know", kind="note", text="Well put.", by=cast.director)
        with pytest.raises(Refused, match="Say under at least one question"):
            return_for_changes(sent, comments={}, by=cast.director)

    def test_nobody_comments_on_what_is_still_being_written(self, cast, mash):
        with pytest.raises(Refused, match="is not with the director"):
            comment(mash, question="know", kind="note", text="Hm.", by=cast.director)

    def test_heads_do_not_comment(self, cast, sent):
        with pytest.raises(PermissionDenied):
            comment(sent, question="know", kind="note", text="Hm.", by=cast.head)

    def test_on_the_page_a_kind_must_be_chosen(self, cast, sent, sign_in):
        director = sign_in(cast.director)
        page = words_on(fill_in(director, f"{REVIEW}comment/", about="know", text="Well put."))
        assert "Select whether something has to change." in page
        assert "Well put." in page
        assert not Comment.objects.exists()

    def test_the_parts_of_the_page_count_them(self, cast, sent, sign_in):
        director = sign_in(cast.director)
        for said in ("1 comment", "2 comments"):
            comment(sent, question="know", kind="note", text=f"With {said}.", by=cast.director)
            parts = Page(director.get(REVIEW).text).words("//nav[@class='sa-side']")
            assert f"What do you know? {said}" in parts
            assert parts.count("comment") == 1

    def test_on_the_page_it_leads_back_to_the_section(self, cast, sent, sign_in):
        director = sign_in(cast.director)
        address = f"{REVIEW}comment/"
        response = fill_in(director, address, about="know", kind="note", text="Well put.")
        assert response.url == f"{REVIEW}#know"
        assert "Well put." in words_on(director.get(REVIEW))

    def test_its_writers_read_a_note_when_the_area_comes_back(self, cast, sent, sign_in):
        comment(sent, question="know", kind="note", text="Well put.", by=cast.director)
        head = sign_in(cast.head)
        assert "Well put." not in words_on(head.get(f"{AREA}know/"))
        return_for_changes(sent, comments={"know": "How many?"}, by=cast.director)
        page = words_on(head.get(f"{AREA}know/"))
        assert "Well put." in page
        assert "How many?" in page


class TestWhatOpens:
    def test_only_the_section_in_which_something_must_change(self, cast, returned):
        assert returned.locked_in("know") == ""
        assert "asked for no change in this section" in returned.locked_in("strengths")

    def test_a_text_for_a_locked_section_is_kept_and_not_saved(self, cast, returned):
        drafts = [Draft("know", "Forty.", 1), Draft("evidence", "Other.", 1)]
        saved = save_section(returned, drafts, by=cast.head)
        assert (saved.changed, saved.kept) == (["know"], ["evidence"])
        assert KeptText.objects.get().text == "Other."

    def test_lists_and_rating_stay_as_they_were_sent(self, cast, returned):
        strength = Strength(assessment=returned, text="New.")
        with pytest.raises(Refused, match="no change in this section"):
            add(strength, section="strengths", by=cast.head)
        with pytest.raises(Refused, match="no change in this section"):
            rate(returned, value=9, version=1, by=cast.head)

    def test_it_stays_open_when_the_request_is_met(self, cast, returned):
        save_section(returned, [Draft("know", "Forty.", 1)], by=cast.head)
        save_section(returned, [Draft("know", "Forty-one.", 2)], by=cast.head)
        assert get_assessment(returned.quarter).answer_to("know").text == "Forty-one."

    def test_a_section_that_is_closed_says_so(self, cast, returned, sign_in):
        page = words_on(sign_in(cast.head).get(f"{AREA}evidence/"))
        assert "The director asked for no change in this section." in page
        assert "<textarea" not in page

    def test_reopening_an_approval_opens_everything(self, cast, mash):
        make_approved(mash.quarter, head=cast.head, director=cast.director)
        reopen(mash, reason="A figure was wrong.", by=cast.director)
        assert get_assessment(mash.quarter).locked_in("strengths") == ""


class TestByWhen:
    def test_what_came_back_has_a_date_of_its_own(self, returned):
        assert returned.due == date(2020, 10, 20)

    def test_without_one_the_quarters_date_stands(self, cast, sent):
        return_for_changes(sent, comments={"know": "Why?"}, by=cast.director)
        again = get_assessment(sent.quarter)
        assert again.due == again.quarter.due

    def test_yesterday_is_too_late(self, cast, sent):
        yesterday = date(2020, 10, 4)
        with pytest.raises(Refused, match="date in the future"):
            return_for_changes(sent, comments={"know": "Why?"}, by=cast.director, until=yesterday)


class TestReplying:
    def test_nothing_is_sent_over_an_open_request(self, cast, returned):
        with pytest.raises(Refused, match="or say why it stays"):
            send(returned, by=cast.head)

    def test_a_reply_answers_it(self, cast, returned):
        reply(Comment.objects.get(), text="They count different things.", by=cast.deputy)
        send(returned, by=cast.head)
        answered = Comment.objects.get()
        assert (answered.reply, answered.resolved_by) == (
            "They count different things.",
            cast.deputy,
        )

    def test_once(self, cast, returned):
        reply(Comment.objects.get(), text="Because.", by=cast.head)
        with pytest.raises(Refused, match="answered already"):
            reply(Comment.objects.get(), text="And because.", by=cast.head)

    def test_directors_do_not_reply_for_heads(self, cast, returned):
        with pytest.raises(PermissionDenied):
            reply(Comment.objects.get(), text="Because.", by=cast.director)

    def test_a_reply_resolves_what_it_answers(self, returned):
        with pytest.raises(IntegrityError):
            Comment.objects.update(reply="Because.")

    def test_the_page(self, cast, returned, sign_in):
        head, asked = sign_in(cast.head), Comment.objects.get()
        address = f"{AREA}requests/{asked.pk}/"
        assert address in words_on(head.get(AREA))
        assert "Say why you have not changed it." in words_on(fill_in(head, address, text=" "))
        assert fill_in(head, address, text="They differ.").url == AREA
        page = words_on(head.get(address))
        assert "This request has already been met" in page
        assert "<form" not in page[page.index("<h1") :]


class TestWhatChanged:
    def test_the_diff_stands_beside_the_request(self, cast, returned, sign_in):
        save_section(returned, [Draft("know", "We know forty.", 1)], by=cast.head)
        send(returned, by=cast.head)
        page = words_on(sign_in(cast.director).get(REVIEW))
        assert "You asked for 1 change: 1 is made." in page
        assert "<ins>" in page
        assert "How many?" in page

    def test_a_reply_stands_beside_the_request(self, cast, returned, sign_in):
        reply(Comment.objects.get(), text="They differ.", by=cast.head)
        send(returned, by=cast.head)
        page = words_on(sign_in(cast.director).get(REVIEW))
        assert "You asked for 1 change: 1 is answered without a change." in page
        assert "Not changed" in page
        assert "They differ." in page

    def test_the_first_time_nothing_has_changed(self, cast, sent, sign_in):
        assert "What changed since" not in words_on(sign_in(cast.director).get(REVIEW))


def test_the_review_keeps_the_ways_to_other_pages(cast, sent, sign_in):
    page = words_on(sign_in(cast.director).get(REVIEW))
    assert 'aria-label="Main"' in page
    assert 'aria-label="Parts of this review"' in page
    assert 'href="#strengths"' in page
