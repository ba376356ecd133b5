"""A section is one form with one Save. Whatever is sent with it, nothing that was typed is lost:
it is saved, or kept, or still on the page beside the reason why not."""

from uuid import UUID

import pytest

from selfassess.assessments.models import Answer, KeptText
from selfassess.assessments.operations.lifecycle import return_for_changes
from selfassess.assessments.operations.writing import LONGEST_ANSWER, Draft, save_section
from selfassess.quarters.models import Quarter, QuarterState
from tests.factories import (
    get_assessment,
    make_approved,
    make_quarter,
    make_sent,
    make_user,
    write,
)
from tests.pages import buttons_on, fill_in, form_on, typed, words_on

KNOW = "/2020-21-q2/mash/know/"
EVIDENCE = "/2020-21-q2/mash/evidence/"
LAC = "/2020-21-q2/lac/know/"  # a section of three questions


@pytest.fixture
def head(cast, mash, sign_in):
    return sign_in(cast.head)


@pytest.fixture
def deputy(cast, mash, sign_in):
    return sign_in(cast.deputy)


@pytest.fixture
def lac_head(quarter):
    return make_user(("head", "lac"), name="Head of LAC")


@pytest.fixture
def lac(lac_head, sign_in):
    return sign_in(lac_head)


def texts() -> dict[str, str]:
    """What is stored in the open quarter."""
    stored = Answer.objects.filter(assessment__quarter="2020-21-q2").exclude(text="")
    return dict(stored.values_list("question", "text"))


def change(assessment, question: str, text: str, *, by) -> None:
    """As another page would, having seen what is there."""
    answer = assessment.answers.filter(question=question).first()
    version = answer.version if answer else 0
    save_section(assessment, [Draft(question, text, version)], by=by)


# --- What is on the page -----------------------------------------------------------------------


def test_last_quarters_answer_has_as_many_words_as_on_the_areas_page(cast, quarter, sign_in):
    before = make_quarter("2020-21-q1")
    said = "Three things:\n- one – audits\n- two\n- three"
    write(get_assessment(before), by=cast.head, know=said)
    head = sign_in(cast.head)
    assert "6 words" in words_on(head.get("/2020-21-q1/mash/"))
    assert "Last quarter’s answer, 6 words" in words_on(head.get(KNOW))


def test_the_form_has_the_fields_that_others_rely_on(head):
    fields = form_on(head.get(KNOW))
    assert {"know-text", "know-version", "save_id", "author"} <= fields.keys()
    assert (fields["know-text"], fields["know-version"]) == ("", "0")
    assert UUID(fields["save_id"])


def test_every_page_has_a_mark_of_its_own(head):
    assert form_on(head.get(KNOW))["save_id"] != form_on(head.get(KNOW))["save_id"]


def test_the_first_button_saves_and_stays(head):
    """Enter in a one-line field presses the first button there is."""
    assert buttons_on(head.get(KNOW))[0] == "stay"


def test_a_section_that_is_not_there_is_not_found(head):
    assert head.get("/2020-21-q2/mash/strengths-and-more/").status_code == 404
    assert head.post("/2020-21-q2/mash/nothing/", {"nothing-text": "x"}).status_code == 404


# --- Saving ------------------------------------------------------------------------------------


def test_saving_goes_on_to_the_next_section_and_from_the_last_to_the_area(head, mash):
    keys = [section.key for section in mash.config.sections]
    for key, following in zip(keys, [*keys[1:], None], strict=True):
        response = fill_in(head, f"/2020-21-q2/mash/{key}/")
        expected = f"/2020-21-q2/mash/{following}/" if following else "/2020-21-q2/mash/"
        assert response.url == expected


def test_a_post_without_a_buttons_name_saves(head):
    response = head.post(KNOW, {"know-text": "Ours.", "know-version": "0"})
    assert (response.status_code, response.url) == (302, EVIDENCE)
    assert texts() == {"know": "Ours."}


def test_save_and_return_goes_back_to_the_area(head):
    response = fill_in(head, KNOW, know_text="Ours.", **{"return": ""})
    assert response.url == "/2020-21-q2/mash/"
    assert texts() == {"know": "Ours."}


def test_save_and_stay_says_that_it_saved(head):
    response = fill_in(head, KNOW, know_text="Ours.", stay="")
    assert response.url == KNOW
    assert "Saved." in words_on(head.get(KNOW))
    fill_in(head, KNOW, stay="")
    assert "Nothing had changed." in words_on(head.get(KNOW))


def test_what_was_saved_is_there_again(head):
    fill_in(head, KNOW, know_text="One.\r\n\r\n- two\r\n- three", completed="yes")
    fields = form_on(head.get(KNOW))
    assert fields["know-text"] == "One.\r\n\r\n- two\r\n- three"
    assert (fields["know-version"], fields["completed"]) == ("1", "yes")


def test_an_unchanged_page_saves_nothing_new(head):
    fill_in(head, KNOW, know_text="One.\r\n\r\nTwo.")
    fill_in(head, KNOW)
    assert Answer.objects.get().version == 1


def test_the_section_is_marked_completed_and_not(head, mash):
    fill_in(head, KNOW, know_text="Ours.", completed="yes")
    assert get_assessment(mash.quarter).is_completed("know")
    fill_in(head, KNOW, completed="no")
    assert not get_assessment(mash.quarter).is_completed("know")


def test_a_nonsense_mark_saves_the_text_and_complains(head, mash):
    response = fill_in(head, KNOW, know_text="Ours.", completed="maybe")
    assert response.status_code == 200
    assert texts() == {"know": "Ours."}
    assert not get_assessment(mash.quarter).is_completed("know")


@pytest.mark.parametrize("sent", [{}, {"save_id": ""}, {"know-version": "0"}])
def test_fields_that_are_missing_change_nothing(head, cast, mash, sent):
    change(mash, "know", "Ours.", by=cast.head)
    assert head.post(KNOW, sent).status_code == 302
    assert texts() == {"know": "Ours."}


def test_only_what_is_sent_is_changed(lac, lac_head, quarter):
    assessment = get_assessment(quarter, "lac")
    write(assessment, know="One.", know_virtual_school="Two.", by=lac_head)
    lac.post(LAC, {"know-text": "Changed.", "know-version": "1"})
    assert texts() == {"know": "Changed.", "know-virtual-school": "Two."}


def test_names_that_are_no_questions_are_ignored(head):
    fill_in(head, KNOW, know_text="Ours.", nothing_text="x", evidence_text="Of another section.")
    assert texts() == {"know": "Ours."}


@pytest.mark.parametrize("version", ["", "-1", "one", "9" * 30, "9" * 5000, "1.5", "\x00"])
def test_a_nonsense_version_is_no_reason_to_overwrite(head, cast, mash, version):
    change(mash, "know", "Ours.", by=cast.head)
    head.post(KNOW, {"know-text": "From a script.", "know-version": version})
    assert texts() == {"know": "Ours."}
    assert KeptText.objects.get().text == "From a script."


@pytest.mark.parametrize("save_id", ["", "x", "\x00", "0" * 40])
def test_a_nonsense_page_mark_saves_all_the_same(head, save_id):
    head.post(KNOW, {"know-text": "Ours.", "know-version": "0", "save_id": save_id})
    assert texts() == {"know": "Ours."}


# --- What people paste -------------------------------------------------------------------------


def test_control_characters_and_line_ends_of_every_kind_are_tidied(head):
    fill_in(head, KNOW, know_text="One.\r\nTwo.\rThree.\x00\x07\x1b Four.\u202e\u200b\ufeff")
    assert texts() == {"know": "One.\nTwo.\nThree. Four."}


def test_only_invisible_characters_are_no_answer(head):
    fill_in(head, KNOW, know_text="\x00\u200b\r\n\ufeff")
    assert texts() == {}


def test_markup_is_text(head):
    fill_in(head, KNOW, know_text="<script>alert(1)</script> & “so on”")
    page = head.get(KNOW).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “so on”" in page


@pytest.mark.parametrize("text", ["x" * LONGEST_ANSWER, "é" * LONGEST_ANSWER, "👩‍👧 " * 2500])
def test_a_text_as_long_as_allowed_is_saved_whole(head, text):
    assert fill_in(head, KNOW, know_text=text).status_code == 302
    assert texts() == {"know": text.strip()}


def test_the_length_is_that_of_the_text_as_it_is_stored(head):
    """A browser sends two characters for a line end; nobody should have to know that."""
    text = "word\r\n\r\n" * (LONGEST_ANSWER // 6)
    assert len(text) > LONGEST_ANSWER
    assert fill_in(head, KNOW, know_text=text).status_code == 302


def test_a_text_that_is_too_long_is_refused_beside_the_field_and_still_there(head):
    text = "x" * (LONGEST_ANSWER + 1)
    response = fill_in(head, KNOW, know_text=text)
    assert response.status_code == 200
    page = words_on(response)
    assert "This answer has 10,001 characters. Shorten it to 10,000 or fewer" in page
    assert "<title>Error: " in page
    assert 'href="#id_know-text"' in page
    assert form_on(response)["know-text"] == text
    assert texts() == {}


def test_the_other_answers_of_that_page_are_saved(lac):
    long = "x" * (LONGEST_ANSWER + 1)
    response = fill_in(lac, LAC, know_text=long, know_virtual_school_text="PEPs are better.")
    assert texts() == {"know-virtual-school": "PEPs are better."}
    assert form_on(response)["know-virtual-school-version"] == "1"
    assert form_on(response)["know-text"] == long


def test_the_shortened_text_is_saved_from_the_page_with_the_error(lac):
    refused = fill_in(lac, LAC, know_text="x" * 10_001, know_virtual_school_text="PEPs.")
    again = lac.post(LAC, form_on(refused) | {"know-text": "Shorter."})
    assert again.status_code == 302
    assert texts() == {"know": "Shorter.", "know-virtual-school": "PEPs."}


def test_a_refused_section_is_not_marked_as_completed(head, mash):
    fill_in(head, KNOW, know_text="x" * 10_001, completed="yes")
    assert not get_assessment(mash.quarter).is_completed("know")


# --- Two people --------------------------------------------------------------------------------


def test_a_stale_text_leads_to_both_texts(head, deputy):
    old_page = form_on(deputy.get(KNOW))
    fill_in(head, KNOW, know_text="The head’s.")
    response = deputy.post(KNOW, old_page | {"know-text": "The deputy’s."}, follow=True)
    assert response.redirect_chain == [(KNOW + "kept/", 302)]
    page = words_on(response)
    assert "Head of MASH changed this answer while you were writing" in page
    assert "The head’s." in page
    assert "The deputy’s." in page


def test_the_other_answers_of_a_stale_page_are_saved(lac, lac_head, quarter):
    old_page = form_on(lac.get(LAC))
    change(get_assessment(quarter, "lac"), "know", "Newer.", by=lac_head)
    mine = typed(know_text="Mine.", know_virtual_school_text="PEPs.", completed="yes")
    lac.post(LAC, old_page | mine)
    assert texts() == {"know": "Newer.", "know-virtual-school": "PEPs."}
    assert KeptText.objects.get().text == "Mine."
    assert get_assessment(quarter, "lac").is_completed("know")


def test_a_stale_and_a_too_long_text_of_one_page_are_both_safe(lac, lac_head, quarter):
    old_page = form_on(lac.get(LAC))
    change(get_assessment(quarter, "lac"), "know", "Newer.", by=lac_head)
    long = "x" * 10_001
    response = lac.post(LAC, old_page | typed(know_text="Mine.", know_virtual_school_text=long))
    assert KeptText.objects.get().text == "Mine."
    fields = form_on(response)
    assert fields["know-virtual-school-text"] == long
    assert "We kept text that could not be saved" in words_on(response)
    assert (fields["know-text"], fields["know-version"]) == ("Newer.", "1")


def test_the_page_with_an_error_puts_no_old_text_over_a_newer_one(lac, lac_head, quarter):
    """An answer she did not touch moved on while another one of hers was too long."""
    assessment = get_assessment(quarter, "lac")
    change(assessment, "know", "Old.", by=lac_head)
    old_page = form_on(lac.get(LAC))
    change(assessment, "know", "Newer.", by=lac_head)
    refused = lac.post(LAC, old_page | typed(know_virtual_school_text="x" * 10_001))
    lac.post(LAC, form_on(refused) | typed(know_virtual_school_text="Shorter."))
    assert texts() == {"know": "Newer.", "know-virtual-school": "Shorter."}


def test_shortening_a_text_is_no_way_round_a_conflict(head, deputy, cast, mash):
    refused = fill_in(deputy, KNOW, know_text="x" * 10_001)
    fill_in(head, KNOW, know_text="The head’s.")
    refused = deputy.post(KNOW, form_on(refused))
    deputy.post(KNOW, form_on(refused) | {"know-text": "The deputy’s."})
    assert texts() == {"know": "The head’s."}
    assert KeptText.objects.get().text == "The deputy’s."


def test_back_in_the_browser_and_on_is_no_conflict(head):
    page = form_on(head.get(KNOW))
    head.post(KNOW, page | {"know-text": "First."})
    response = head.post(KNOW, page | {"know-text": "First, and more."})
    assert response.url == EVIDENCE
    assert texts() == {"know": "First, and more."}


def test_a_page_that_was_open_when_the_area_was_sent_keeps_the_text(deputy, cast, mash):
    page = form_on(deputy.get(KNOW))
    make_sent(mash.quarter, by=cast.head, text="Sent.")
    response = deputy.post(KNOW, page | {"know-text": "Too late."}, follow=True)
    assert "This answer was locked before your text arrived" in words_on(response)
    assert texts()["know"] == "Sent."
    assert KeptText.objects.get().text == "Too late."


# --- Last quarter ------------------------------------------------------------------------------


@pytest.fixture
def last_quarter(cast, lac_head):
    first = make_quarter("2020-21-q1")
    write(get_assessment(first), "Last quarter’s.", by=cast.head)
    write(get_assessment(first, "lac"), "Last quarter’s.", by=lac_head)
    Quarter.objects.filter(code="2020-21-q1").update(state=QuarterState.ISSUED)


def test_last_quarters_answer_stands_beside_the_form(last_quarter, head):
    page = words_on(head.get(KNOW))
    assert "Last quarter’s." in page
    assert "Start from this text" in page


def test_starting_from_last_quarter_fills_an_empty_answer(last_quarter, head):
    response = fill_in(head, KNOW, start_from="know")
    assert response.url == KNOW + "#id_know-text"
    assert form_on(head.get(KNOW))["know-text"] == "Last quarter’s."


def test_starting_from_last_quarter_puts_it_under_what_is_typed(last_quarter, head):
    fill_in(head, KNOW, know_text="Typed, never saved.", start_from="know")
    assert texts() == {"know": "Typed, never saved.\n\nLast quarter’s."}


def test_it_saves_the_other_answers_as_they_are(last_quarter, lac):
    fill_in(lac, LAC, know_virtual_school_text="Typed.", start_from="know")
    assert texts() == {"know": "Last quarter’s.", "know-virtual-school": "Typed."}


@pytest.mark.parametrize("button", ["evidence", "nothing", "\x00"])
def test_starting_from_something_else_saves_what_was_typed(last_quarter, head, button):
    fill_in(head, KNOW, know_text="Typed.", start_from=button)
    assert texts() == {"know": "Typed."}


def test_starting_from_last_quarter_does_not_overwrite_somebody_elses_text(
    last_quarter, head, deputy
):
    page = form_on(deputy.get(KNOW))
    fill_in(head, KNOW, know_text="The head’s.")
    deputy.post(KNOW, page | {"start_from": "know"})
    assert texts() == {"know": "The head’s."}
    assert KeptText.objects.get().text == "Last quarter’s."


def test_last_quarters_text_is_left_out_where_it_does_not_fit(last_quarter, head):
    response = fill_in(head, KNOW, know_text="x" * 9_990, start_from="know")
    assert texts() == {"know": "x" * 9_990}
    assert "does not fit under what you have written" in words_on(head.get(response.url))


def test_the_first_quarter_of_all_has_nothing_to_start_from(head):
    assert "Last quarter" not in words_on(head.get(KNOW))
    fill_in(head, KNOW, know_text="Typed.", start_from="know")
    assert texts() == {"know": "Typed."}


# --- Who and when ------------------------------------------------------------------------------


def test_what_the_director_wants_changed_stands_above_the_answer(head, cast, mash):
    make_sent(mash.quarter, by=cast.head)
    return_for_changes(mash, comments={"know": "Say what changed."}, by=cast.director)
    assert "Say what changed." in words_on(head.get(KNOW))
    assert "Say what changed." not in words_on(head.get(EVIDENCE))
    fill_in(head, KNOW, know_text="This changed.")
    assert "Say what changed." not in words_on(head.get(KNOW))


def test_a_locked_section_is_read_not_written(head, cast, mash):
    make_sent(mash.quarter, by=cast.head, text="Sent.")
    page = words_on(head.get(KNOW))
    assert "Sent." in page
    assert "MASH & Assessment is with the director." in page
    assert "<textarea" not in page


@pytest.mark.parametrize("who", ["director", "administrator"])
def test_who_may_only_read_is_told_so(cast, mash, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert "<textarea" not in words_on(client.get(KNOW))
    assert client.post(KNOW, {"know-text": "Not mine."}).status_code == 403
    assert texts() == {}


@pytest.mark.parametrize("who", ["other_head", "analyst", "viewer", "nobody"])
def test_for_everybody_else_it_does_not_exist(cast, mash, sign_in, who):
    client = sign_in(getattr(cast, who))
    assert client.get(KNOW).status_code == 404
    assert client.post(KNOW, {"know-text": "Not mine."}).status_code == 404
    assert texts() == {}


def test_an_issued_quarter_is_read_by_all_and_written_by_nobody(cast, mash, sign_in):
    make_approved(mash.quarter, head=cast.head, director=cast.director, text="Sent.")
    Quarter.objects.update(state=QuarterState.ISSUED)
    viewer = sign_in(cast.viewer)
    assert "Sent." in words_on(viewer.get(KNOW))
    assert viewer.post(KNOW, {"know-text": "Not mine."}).status_code == 403


def test_what_has_changed_since_last_quarter_is_shown_word_by_word(cast, sign_in):
    write(get_assessment(make_quarter("2020-21-q1")), know="Visits are late.", by=cast.head)
    write(get_assessment(make_quarter("2020-21-q2")), know="Visits are on time.", by=cast.head)
    page = words_on(sign_in(cast.head).get("/2020-21-q2/mash/know/"))
    assert "What has changed since" in page
    assert '<span class="govuk-visually-hidden">removed: </span>late.</del>' in page
    assert '<span class="govuk-visually-hidden">added: </span>on time.</ins>' in page
    review = words_on(sign_in(cast.director).get("/2020-21-q2/mash/review/"))
    assert "2 words added, 1 removed." in review


def test_nothing_has_changed_where_it_is_the_same(cast, sign_in):
    for code in ("2020-21-q1", "2020-21-q2"):
        write(get_assessment(make_quarter(code)), know="Visits are late.", by=cast.head)
    assert "What has changed" not in words_on(sign_in(cast.head).get("/2020-21-q2/mash/know/"))
