"""Before sending, everything once more: what is unfinished, what is blank, what was asked for."""

import pytest

from selfassess.assessments.models import Assessment, KeptReason, Rating
from selfassess.assessments.operations.lifecycle import return_for_changes
from selfassess.assessments.reading import shown_now
from selfassess.audit.models import Event
from selfassess.records.operations import raise_action
from selfassess.seen import fingerprint
from tests.factories import get_assessment, make_quarter, make_sent, write
from tests.pages import fill_in, form_on, words_on
from tests.ui.page import Page

CHECK = "/2020-21-q2/mash/check/"


@pytest.fixture
def head(cast, mash, sign_in):
    return sign_in(cast.head)


def state() -> str:
    return Assessment.objects.get(quarter="2020-21-q2", area="mash").state


def test_unfinished_sections_are_listed_and_there_is_no_button(head):
    page = words_on(head.get(CHECK))
    assert "You cannot send yet" in page
    assert 'href="/2020-21-q2/mash/know/">What do you know?' in page
    assert 'href="/2020-21-q2/mash/evidence/">How do you know it?' in page
    assert "You cannot change it after that" not in page


def test_one_sentence_says_all_that_stops(head, cast, mash):
    write(mash, know="We know.", by=cast.head)
    Rating.objects.all().delete()
    fill_in(head, "/2020-21-q2/mash/know/", completed="no")
    fill_in(head, "/2020-21-q2/mash/evidence/", completed="no")
    page = words_on(head.get(CHECK))
    assert "You cannot send yet: 2 sections are not completed and there is no rating." in page
    assert page.count("Give a rating, or choose") == 1
    assert "stops you" not in page
    assert ">Send to the director</button>" not in page


def test_without_a_rating_nothing_is_sent(head, cast, mash):
    write(mash, by=cast.head)
    Rating.objects.all().delete()
    page = words_on(head.get(CHECK))
    assert "You cannot send yet: there is no rating." in page
    assert ">Send to the director</button>" not in page


def test_blanks_are_listed_and_stop_nobody(head, cast, mash):
    for section in mash.config.sections:
        fill_in(head, f"/2020-21-q2/mash/{section.key}/", completed="yes")
    fill_in(head, "/2020-21-q2/mash/rating/", rating_not_rated="on")
    page = words_on(head.get(CHECK))
    assert "You can send. The report prints these as they are" in page
    assert '/2020-21-q2/mash/evidence/#id_evidence-text">Answer “How do you know it' in page
    fill_in(head, CHECK)
    assert state() == "with_director"


def test_everything_that_is_written_is_there(head, cast, mash):
    write(mash, know="We know.", evidence="We counted.", by=cast.head)
    page = words_on(head.get(CHECK))
    assert "We know." in page
    assert "We counted." in page
    assert "You cannot send yet" not in page
    assert "Send to the director" in page


def test_what_was_asked_for_and_not_done_is_listed(head, cast, mash):
    make_sent(mash.quarter, by=cast.head)
    wanted = {"know": "Say more.", "evidence": "Which audit?"}
    return_for_changes(mash, comments=wanted, by=cast.director)
    fill_in(head, "/2020-21-q2/mash/know/", know_text="More.")
    page = words_on(head.get(CHECK))
    assert "You cannot send yet: 1 change that the director asked for is not answered." in page
    assert page.count("/2020-21-q2/mash/evidence/#id_evidence-text") == 1
    assert "/2020-21-q2/mash/know/#id_know-text" not in page


def test_what_is_the_same_as_last_quarter_says_so(head, cast, mash):
    write(get_assessment(make_quarter("2020-21-q1")), know="Same.", by=cast.head)
    write(mash, know="Same.", by=cast.head)
    assert words_on(head.get(CHECK)).count("Same as last quarter.") == 1


def test_sending_says_so_and_leads_to_the_area(head, cast, mash):
    write(mash, by=cast.head)
    response = fill_in(head, CHECK)
    assert response.url == "/2020-21-q2/mash/"
    assert "MASH & Assessment is with the director." in words_on(head.get(response.url))


def test_a_double_click_sends_once(head, cast, mash):
    write(mash, by=cast.head)
    page = form_on(head.get(CHECK))
    for _ in range(2):
        assert head.post(CHECK, page).url == "/2020-21-q2/mash/"
    assert Event.objects.filter(verb="assessment.send").count() == 1


def test_sending_too_early_says_why_not(head, mash):
    response = head.post(CHECK, {"seen": fingerprint(shown_now(mash))}, follow=True)
    assert "Say that you have completed these sections first" in words_on(response)
    assert state() == "not_started"


def test_a_deputy_checks_and_cannot_send(cast, mash, sign_in):
    write(mash, by=cast.deputy)
    deputy = sign_in(cast.deputy)
    page = words_on(deputy.get(CHECK))
    assert "Your head of service sends the assessment to the director." in page
    assert ">Send to the director</button>" not in page
    assert deputy.post(CHECK).status_code == 403
    assert state() == "in_progress"


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("other_head", 404)])
def test_nobody_else_checks(cast, mash, sign_in, who, status):
    assert sign_in(getattr(cast, who)).get(CHECK).status_code == status


def test_after_sending_the_page_says_where_it_is(head, cast, mash):
    make_sent(mash.quarter, by=cast.head)
    page = words_on(head.get(CHECK))
    assert "is with the director. It can be changed if it is returned." in page
    assert ">Send to the director</button>" not in page


def test_a_long_list_is_folded_behind_one_line_and_the_button_is_one_step_away(head, cast, mash):
    write(mash, by=cast.head)
    for number in range(7):
        raise_action(mash, {"text": f"Action {number}."}, by=cast.head)
    page = Page(head.get(CHECK).text)
    assert page.words("//details/summary").startswith("7 open actions")
    assert "Action 6." in page.words("//details")
    assert page.all("//a[@href='#send']")
    assert page.one("//*[@id='send']/following::button[.='Send to the director']") is not None


def test_titles_of_actions_are_cut_between_words(head, cast, mash):
    text = "Find the best ways of keeping social workers in the assessment teams of the MASH."
    raise_action(mash, {"text": text}, by=cast.head)
    assert "“Find the best ways of keeping social workers …”" in words_on(head.get(CHECK))


def test_text_that_waits_to_be_decided_about_is_told_before_sending(head, cast, mash):
    write(mash, by=cast.head)
    mash.kept_texts.create(
        question="know", text="From another window.", reason=KeptReason.STALE, by=cast.head
    )
    page = Page(head.get(CHECK).text)
    assert page.all("//a[@href='/2020-21-q2/mash/know/kept/']")
