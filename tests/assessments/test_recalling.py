"""Its head takes back what she sent, as long as no director has opened it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied

from selfassess.assessments.operations.lifecycle import return_for_changes, send
from selfassess.assessments.operations.recalling import note_view, recall
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.assessments.workflow import State
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.notifications.operations import tell
from selfassess.quarters import clock
from selfassess.quarters.operations import close_quarter
from tests.factories import get_assessment, make_sent, make_user
from tests.pages import form_on, words_on

AREA = "/2020-21-q2/mash/"
RECALL, REVIEW = f"{AREA}recall/", f"{AREA}review/"


@pytest.fixture
def sent(cast, mash):
    return make_sent(mash.quarter, by=cast.head)


def stored():
    return get_assessment("2020-21-q2")


def test_in_one_click_it_is_hers_again(cast, sent, sign_in):
    head = sign_in(cast.head)
    assert "who has not opened it yet" in words_on(head.get(AREA))
    answer = head.post(RECALL, follow=True)
    assert "MASH & Assessment is yours again." in words_on(answer)
    assert (stored().state, stored().sent_at) == (State.IN_PROGRESS, None)
    event = Event.objects.get(verb="assessment.recall")
    assert (event.by, event.area, event.quarter) == (cast.head, "mash", "2020-21-q2")
    save_section(sent, [Draft("know", "Better.", 1)], by=cast.head)
    assert send(sent, by=cast.head)


def test_her_first_page_says_so_and_her_deputys_does_not(cast, sent, sign_in):
    said = "The director has not opened it yet"
    assert said in words_on(sign_in(cast.head).get("/"))
    assert said not in words_on(sign_in(cast.deputy).get("/"))
    sign_in(cast.director).get(REVIEW)
    assert said not in words_on(sign_in(cast.head).get("/"))


def test_a_second_click_does_nothing(cast, sent):
    recall(sent, by=cast.head)
    recall(sent, by=cast.head)
    assert Event.objects.filter(verb="assessment.recall").count() == 1


@pytest.mark.parametrize("page", ["", "approve/", "return/", "comment/"])
def test_once_a_director_has_opened_it_it_stays(cast, sent, sign_in, page):
    director, head = sign_in(cast.director), sign_in(cast.head)
    for _ in range(2):
        assert director.get(REVIEW + page).status_code == 200
    event = Event.objects.get(verb="assessment.view")
    assert (event.by, stored().viewed_at is not None) == (cast.director, True)
    assert "Take it back" not in words_on(head.get(AREA))
    assert "The director opened it on" in words_on(head.get(AREA))
    answer = head.post(RECALL, follow=True)
    assert "The director has opened MASH & Assessment." in words_on(answer)
    assert stored().state == State.WITH_DIRECTOR


@pytest.mark.parametrize("path", ["approve/", "return/"])
def test_a_page_that_comes_back_with_what_was_sent_again_counts_too(cast, sent, sign_in, path):
    director, head = sign_in(cast.director), sign_in(cast.head)
    shown = form_on(director.get(REVIEW + path)) | {"change-know": "More."}
    return_for_changes(sent, comments={"know": "More."}, by=make_user("director", name="Other"))
    save_section(sent, [Draft("know", "More of it.", 1)], by=cast.head)
    send(sent, by=cast.head)
    assert director.post(REVIEW + path, shown).status_code == 409
    assert stored().viewed_at is not None
    assert "Take it back" not in words_on(head.get(AREA))


def test_who_heads_it_or_only_reads_it_does_not_count(cast, sent, sign_in):
    both = make_user("director", ("head", "mash"), name="Both")
    assert sign_in(both).get(REVIEW).status_code == 200
    assert sign_in(cast.administrator).get(AREA).status_code == 200
    sign_in(cast.director).head(REVIEW)
    assert stored().viewed_at is None
    recall(sent, by=cast.head)


@pytest.mark.parametrize("who", ["deputy", "other_head", "director", "administrator", "viewer"])
def test_nobody_but_its_head_takes_it_back(cast, sent, who):
    with pytest.raises(PermissionDenied):
        recall(sent, by=getattr(cast, who))
    assert stored().state == State.WITH_DIRECTOR


def test_in_a_closed_quarter_only_what_was_returned(cast, mash, sent):
    early_help = make_sent(mash.quarter, "early-help", by=cast.other_head)
    return_for_changes(early_help, comments={"know": "More."}, by=cast.director)
    save_section(early_help, [Draft("know", "More of it.", 1)], by=cast.other_head)
    send(early_help, by=cast.other_head)
    close_quarter("2020-21-q2", by=cast.administrator)
    recall(early_help, by=cast.other_head)
    back = get_assessment("2020-21-q2", "early-help")
    assert (back.state, back.open_sections) == (State.IN_PROGRESS, ["know"])
    with pytest.raises(Refused, match="Q2 2020/21 is closed"):
        recall(sent, by=cast.head)


def test_what_is_sent_again_can_be_taken_back_again(cast, sent, sign_in):
    sign_in(cast.director).get(REVIEW)
    return_for_changes(sent, comments={"know": "More."}, by=cast.director)
    save_section(sent, [Draft("know", "More of it.", 1)], by=cast.head)
    send(sent, by=cast.head)
    recall(sent, by=cast.head)
    assert stored().state == State.IN_PROGRESS


def test_the_directors_page_says_so(cast, sent, sign_in):
    recall(sent, by=cast.head)
    director = sign_in(cast.director)
    assert f"{cast.head} took it back on" in words_on(director.get(REVIEW))
    save_section(sent, [Draft("know", "Better.", 1)], by=cast.head)
    send(sent, by=cast.head)
    assert "took it back" not in words_on(director.get(REVIEW))


def test_a_page_that_was_opened_too_late_notes_nothing(cast, sent):
    recall(sent, by=cast.head)
    note_view(sent, by=cast.director)
    assert stored().viewed_at is None
    assert not Event.objects.filter(verb="assessment.view").exists()


def test_a_director_is_told_only_when_she_was_told_of_the_sending(cast, sent, mailoutbox):
    recall(sent, by=cast.head)
    tell()
    assert not [mail for mail in mailoutbox if cast.director.email in mail.to]


def test_and_then_in_the_next_days_e_mail(cast, sent, mailoutbox):
    with clock.at(datetime(2020, 10, 5, 9, tzinfo=UTC)):
        make_sent(sent.quarter, "early-help", by=cast.other_head)
        tell()
    with clock.at(datetime(2020, 10, 6, 9, tzinfo=UTC)):
        recall(get_assessment("2020-21-q2", "early-help"), by=cast.other_head)
        tell()
    told = [mail.body for mail in mailoutbox if cast.director.email in mail.to]
    assert len(told) == 2
    assert "Early Help was sent to you" in told[0]
    assert "Early Help, Q2 2020/21, was taken back by its head." in told[1]


def test_what_an_older_page_comments_on_stays(cast, sent, sign_in):
    director = sign_in(cast.director)
    page = form_on(director.get(REVIEW))
    return_for_changes(sent, comments={"know": "More."}, by=make_user("director", name="Other"))
    save_section(sent, [Draft("know", "More of it.", 1)], by=cast.head)
    send(sent, by=cast.head)
    said = {"about": "know", "kind": "change", "text": "Says who?"}
    assert director.post(REVIEW + "comment/", page | said).status_code == 302
    with pytest.raises(Refused, match="has opened"):
        recall(stored(), by=cast.head)


def test_an_older_page_does_not_take_back_what_was_sent_again(cast, sent, sign_in):
    head = sign_in(cast.head)
    older = form_on(head.get(AREA))
    recall(sent, by=cast.head)
    save_section(sent, [Draft("know", "Better.", 1)], by=cast.deputy)
    send(sent, by=cast.head)
    answer = head.post(RECALL, older, follow=True)
    assert "It was sent again after your page was opened. Nothing was taken back." in answer.text
    assert stored().state == State.WITH_DIRECTOR
    head.post(RECALL, form_on(answer))
    assert stored().state == State.IN_PROGRESS
