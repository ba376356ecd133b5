"""The page that shows both texts: nothing is chosen for the author, nothing she types there is
lost, and what she decides is about the texts that she sees."""

import pytest

from selfassess.assessments.models import Answer, KeptText
from selfassess.assessments.operations.writing import Draft, save_section
from tests.factories import get_assessment, make_sent, make_user
from tests.pages import fill_in, form_on, words_on

KNOW = "/2020-21-q2/mash/know/"
KEPT = KNOW + "kept/"


@pytest.fixture
def deputy(cast, mash, sign_in):
    """Signed in, with a text that came after the head's."""
    save_section(mash, [Draft("know", "The head’s.")], by=cast.head)
    save_section(mash, [Draft("know", "The deputy’s.")], by=cast.deputy)
    return sign_in(cast.deputy)


def answer() -> str:
    return Answer.objects.get(question="know").text


def waiting() -> int:
    return KeptText.objects.filter(settled_at=None).count()


def test_it_shows_both_texts_and_chooses_nothing(deputy):
    response = deputy.get(KEPT)
    page = words_on(response)
    assert "Head of MASH changed this answer while you were writing" in page
    assert "The head’s." in page
    assert "The deputy’s." in page
    fields = form_on(response)
    assert "outcome" not in fields
    assert fields["combined"] == "The head’s.\r\n\r\nThe deputy’s."


def test_it_shows_word_by_word_what_differs(deputy):
    page = words_on(deputy.get(KEPT))
    assert '<del><span class="govuk-visually-hidden">removed: </span>head’s.</del>' in page
    assert '<ins><span class="govuk-visually-hidden">added: </span>deputy’s.</ins>' in page
    assert "1 word added, 1 removed." in page


def test_the_section_and_the_area_lead_there(deputy):
    assert 'know/kept/"' in words_on(deputy.get(KNOW))
    assert f'href="{KEPT}"' in words_on(deputy.get("/2020-21-q2/mash/"))


def test_nobody_else_sees_it(deputy, cast, sign_in):
    head = sign_in(cast.head)
    assert "We kept text" not in words_on(head.get(KNOW))
    assert head.get(KEPT).url == KNOW


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("mine", "The deputy’s."), ("theirs", "The head’s."), ("combined", "Both, as one.")],
)
def test_she_decides(deputy, outcome, expected):
    response = fill_in(deputy, KEPT, outcome=outcome, combined="Both, as one.")
    assert response.url == KEPT
    assert deputy.get(KEPT).url == KNOW
    assert answer() == expected
    assert waiting() == 0
    assert "Every text is saved or settled." in words_on(deputy.get(KNOW))


def test_without_a_choice_nothing_is_decided_and_nothing_typed_is_lost(deputy):
    response = fill_in(deputy, KEPT, combined="Both, as one.")
    assert "Select which text to keep." in words_on(response)
    assert form_on(response)["combined"] == "Both, as one."
    assert waiting() == 1


def test_when_the_saved_text_moves_on_she_sees_it_and_keeps_what_she_typed(deputy, cast, mash):
    page = form_on(deputy.get(KEPT))
    save_section(mash, [Draft("know", "The head’s, again.", 1)], by=cast.head)
    response = deputy.post(KEPT, page | {"outcome": "combined", "combined": "Both, as one."})
    assert response.status_code == 409
    shown = words_on(response)
    assert "The saved text has changed again." in shown
    assert "The head’s, again." in shown
    assert form_on(response)["combined"] == "Both, as one."
    assert answer() == "The head’s, again."
    deputy.post(KEPT, form_on(response) | {"outcome": "combined"})
    assert answer() == "Both, as one."


def test_an_error_on_the_page_does_not_hide_that_the_text_moved_on(deputy, cast, mash):
    """The page shows the newest text, so that is the version she decides beside."""
    page = form_on(deputy.get(KEPT))
    save_section(mash, [Draft("know", "The head’s, again.", 1)], by=cast.head)
    response = deputy.post(KEPT, page)
    assert "The head’s, again." in words_on(response)
    deputy.post(KEPT, form_on(response) | {"outcome": "mine"})
    assert answer() == "The deputy’s."


def test_a_double_click_decides_about_one_text_only(cast, quarter, sign_in):
    """Two texts wait. The second click must not put the first text under the other question."""
    head, deputy = make_user(("head", "lac")), make_user(("deputy", "lac"))
    lac = get_assessment(quarter, "lac")
    questions = ["know", "know-virtual-school"]
    save_section(lac, [Draft(key, "Saved.") for key in questions], by=head)
    save_section(lac, [Draft(key, f"Mine for {key}.") for key in questions], by=deputy)
    client = sign_in(deputy)
    page = form_on(client.get("/2020-21-q2/lac/know/kept/"))
    assert "2 texts are waiting" in words_on(client.get("/2020-21-q2/lac/know/kept/"))
    for _ in range(2):
        sent = page | {"outcome": "combined", "combined": "About what I know."}
        client.post("/2020-21-q2/lac/know/kept/", sent)
    texts = dict(Answer.objects.values_list("question", "text"))
    assert texts == {"know": "About what I know.", "know-virtual-school": "Saved."}
    assert waiting() == 1


def test_two_long_texts_can_be_settled_without_shortening_what_is_not_chosen(deputy, cast, mash):
    KeptText.objects.update(text="m" * 6_000)
    save_section(mash, [Draft("know", "t" * 6_000, 1)], by=cast.head)
    refused = fill_in(deputy, KEPT, outcome="combined")
    assert "This answer has 12,002 characters." in words_on(refused)
    deputy.post(KEPT, form_on(refused) | {"outcome": "mine"})
    assert answer() == "m" * 6_000


def test_a_kept_text_that_is_longer_than_an_answer_is_shortened_first(deputy):
    KeptText.objects.update(text="m" * 15_000)
    refused = fill_in(deputy, KEPT, outcome="mine")
    assert "This answer has 15,000 characters." in words_on(refused)
    assert answer() == "The head’s."
    deputy.post(KEPT, form_on(refused) | {"outcome": "combined", "combined": "Shorter."})
    assert answer() == "Shorter."


def test_a_locked_answer_says_so_and_loses_nothing_typed(deputy, cast, mash):
    page = form_on(deputy.get(KEPT))
    make_sent(mash.quarter, by=cast.head, text="The head’s.")
    response = deputy.post(KEPT, page | {"outcome": "combined", "combined": "Both, as one."})
    assert "MASH & Assessment is with the director." in words_on(response)
    assert form_on(response)["combined"] == "Both, as one."
    assert waiting() == 1


def test_a_form_of_a_text_that_is_settled_decides_nothing(deputy, cast, mash):
    page = form_on(deputy.get(KEPT))
    fill_in(deputy, KEPT, outcome="theirs")
    response = deputy.post(KEPT, page | {"outcome": "mine"})
    assert response.url == KNOW
    assert answer() == "The head’s."


@pytest.mark.parametrize("sent", [{}, {"kept": "x"}, {"kept": "9" * 30, "outcome": "mine"}])
def test_a_post_that_says_nothing_decides_nothing(deputy, sent):
    assert deputy.post(KEPT, sent).status_code == 302
    assert waiting() == 1


def test_who_may_not_write_has_no_such_page(deputy, cast, sign_in):
    assert sign_in(cast.director).get(KEPT).status_code == 403
    assert sign_in(cast.other_head).get(KEPT).status_code == 404


def test_emptied_text_is_a_text_too(cast, mash, sign_in):
    save_section(mash, [Draft("know", "Page.")], by=cast.head)
    save_section(mash, [Draft("know", "Newer.", 1)], by=cast.head)
    save_section(mash, [Draft("know", "", 1)], by=cast.deputy)
    deputy = sign_in(cast.deputy)
    assert "you had emptied the answer" in words_on(deputy.get(KEPT))
    fill_in(deputy, KEPT, outcome="mine")
    assert answer() == ""


def test_when_the_answer_is_locked_already_nothing_is_offered_that_cannot_be_done(
    deputy, cast, mash
):
    make_sent(mash.quarter, by=cast.head, text="The head’s.")
    page = deputy.get(KEPT)
    assert "Your text cannot be saved." in words_on(page)
    assert "Both: I will combine them" not in words_on(page)
    assert "Copy what you still need of it." in words_on(page)
    deputy.post(KEPT, form_on(page))
    assert (answer(), waiting()) == ("The head’s.", 0)
