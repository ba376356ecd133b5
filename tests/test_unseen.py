"""What nobody sees in a text hides nothing in it."""

import pytest

from selfassess.identifying.rules import find
from selfassess.people.invite_forms import InviteForm
from selfassess.plain_text import line, tidy
from selfassess.reporting.release.small_counts import small_counts
from selfassess.unseen import as_read_aloud, without_unseen

HIDDEN = {
    "soft hyphens": "T\u00adwo chil\u00addren were ex\u00adcluded.",
    "non-joiners": "T\u200cwo chil\u200cdren were ex\u200ccluded.",
    "marks of direction": "\u200eT\u200ewo\u200f chil\u061cdren were excluded.",
    "invisible signs": "T\u2062wo\u2063 chil\u034fdren were excluded.",
    "selectors": "T\ufe0fwo chil\U000e0020dren were excluded.",
    "fillers": "Two\u3164children\u2009were\u00a0excluded.",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_what_is_stored_is_what_is_seen(text):
    assert tidy(text) == "Two children were excluded."


def test_ligatures_and_wide_letters_become_letters():
    assert tidy("\ufb01ve e\ufb03cient \uff12 \uff21") == "five efficient 2 A"


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "شاهد 5\u06f5 עברית",
        "👩\u200d👧 1\ufe0f\u20e3 ❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "½ of 5² – “so” … 8\u00b7",
    ],
)
def test_other_scripts_emoji_and_signs_keep_what_they_need(text):
    assert tidy(text) == text


def test_signs_that_stand_for_a_number_are_read_as_one():
    text = "② children were excluded, in ½ of weeks."
    assert without_unseen(text) == text
    assert as_read_aloud(text) == "2 children were excluded, in ½ of weeks."
    assert small_counts(as_read_aloud(text))


@pytest.mark.parametrize(
    "text",
    [
        "NHS number 943\u2011476\u20115919",
        "NHS number 943\u2013476\u20135919",
        "NHS number 943\u2009476\u20095919",
        "NHS num\u00adber 943 47\u00ad6 5919",
        "DOB 12\u201103\u20112011",
        "DOB 12\u201303\u20132011",
        "born on 12\u2009March\u20092011",
        "She lives at LE1\u20096TH",
        "She lives at LE1  6TH",
        "Call 07700\u2011900123",
        "Call 07700 \u2013 900123",
    ],
)
def test_what_identifies_a_child_is_found_between_words_own_hyphens_and_spaces(text):
    assert find(tidy(text))


@pytest.mark.django_db
def test_a_name_of_hidden_characters_is_none():
    assert line("\u00ad\u200b \u2060") == ""
    form = InviteForm({"email": "sam@example.org", "name": "\u00ad\u00ad", "role": "viewer"})
    assert "name" in form.errors
    assert line("Sam\u200e \u202eJo\u00adnes") == "Sam Jones"
