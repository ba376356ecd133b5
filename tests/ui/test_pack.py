"""The form pack: labels, hints, errors and the summary hang together for every kind of field."""

import pytest
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string

from selfassess.forms import CouncilForm, DayField, Radios
from tests.ui.page import Page

YES_NO = [("yes", "Yes"), ("no", "No")]


class Every(CouncilForm):
    text = forms.CharField(label="Owner", help_text="A role, not a name")
    words = forms.CharField(label="Comment", widget=forms.Textarea(attrs={"data-maxwords": 250}))
    day = DayField(label="Due on")
    pick = forms.ChoiceField(label="Area", choices=[("", ""), ("mash", "MASH")])
    one = forms.ChoiceField(
        label="Have you completed this section?",
        choices=YES_NO,
        widget=Radios(inline=True, hints={"no": "It stays in progress"}),
    )
    several = forms.MultipleChoiceField(
        label="Voices",
        help_text="Tick all that apply",
        choices=YES_NO,
        widget=forms.CheckboxSelectMultiple,
    )
    tick = forms.BooleanField(label="We do not have this number")
    version = forms.IntegerField(widget=forms.HiddenInput)


CONTROLS = {
    "text": "id_text",
    "words": "id_words",
    "day": "id_day",
    "pick": "id_pick",
    "one": "id_one_0",
    "several": "id_several_0",
    "tick": "id_tick",
}


def drawn(form) -> Page:
    """The form as a page shows it: the summary above, then the fields."""
    summary = render_to_string("council/errors.html", {"form": form})
    return Page(f"<main>{summary}{render_crispy_form(form)}</main>")


@pytest.fixture
def untouched() -> Page:
    return drawn(Every())


@pytest.fixture
def refused() -> Page:
    return drawn(Every({}))


@pytest.mark.parametrize(("name", "control"), CONTROLS.items())
def test_an_error_leads_to_its_control(refused, name, control):
    error = Every({}).errors[name][0]
    link = next(
        a for a in refused.all("//*[@data-module='govuk-error-summary']//a") if a.text == error
    )
    assert link.get("href") == f"#{control}"
    assert refused.by_id(control).tag in ("input", "textarea", "select")


@pytest.mark.parametrize("name", ["text", "words", "day", "pick", "tick"])
def test_a_screen_reader_hears_the_error_of_a_box(refused, name):
    heard = refused.description(refused.by_id(CONTROLS[name]))
    assert f"Error: {Every({}).errors[name][0]}" in heard


@pytest.mark.parametrize("name", ["one", "several"])
def test_a_screen_reader_hears_the_error_of_a_group(refused, name):
    [group] = refused.by_id(CONTROLS[name]).xpath("ancestor::fieldset")
    assert f"Error: {Every({}).errors[name][0]}" in refused.description(group)


def test_hint_comes_before_error(refused):
    heard = refused.description(refused.by_id("id_text"))
    assert heard == "A role, not a name Error: Enter the owner"


def test_without_errors_there_is_no_summary_and_no_red(untouched):
    assert not untouched.all("//*[contains(@class, 'error')]")


def test_a_hidden_field_gets_no_dead_link():
    summary = drawn(Every({})).one("//*[@data-module='govuk-error-summary']")
    assert "Enter the version" in summary.text_content()
    assert not summary.xpath(".//a[contains(., 'version')]")


def test_an_error_of_the_whole_form_leads_to_its_first_control():
    form = Every({})
    form.add_error(None, "The quarter is closed")
    first = drawn(form).all("//*[@data-module='govuk-error-summary']//a")[0]
    assert (first.text, first.get("href")) == ("The quarter is closed", "#id_text")


def test_what_was_chosen_stays_chosen():
    page = drawn(Every({"one": "no", "several": ["yes"], "pick": "mash", "tick": "on"}))
    assert page.by_id("id_one_1").get("checked") is not None
    assert page.by_id("id_one_0").get("checked") is None
    assert page.by_id("id_several_0").get("checked") is not None
    assert page.by_id("id_tick").get("checked") is not None
    assert page.one("//option[@selected]").get("value") == "mash"


def test_radios_stand_side_by_side_and_a_choice_has_its_hint(untouched):
    assert untouched.all("//*[contains(@class, 'govuk-radios--inline')]")
    assert untouched.description(untouched.by_id("id_one_1")) == "It stays in progress"


def test_a_long_answer_says_its_guide_and_is_counted_in_words(untouched):
    box = untouched.by_id("id_words")
    assert untouched.description(box) == "The guide is 250 words"
    [counter] = box.xpath("ancestor::*[@data-module='govuk-character-count']")
    assert (counter.get("data-count-type"), counter.get("data-maxlength")) == ("words", "250")


def test_a_group_has_a_legend_and_a_box_has_a_label(untouched):
    assert untouched.words("//fieldset[.//*[@id='id_one_0']]/legend") == (
        "Have you completed this section?"
    )
    assert untouched.words("//label[@for='id_text']") == "Owner"


def test_the_browser_does_not_judge_before_we_do(untouched):
    assert not untouched.all("//*[@required or @placeholder]")


def test_the_page_owns_the_form_tag_and_its_token(untouched):
    assert not untouched.all("//form")
    assert not untouched.all("//*[@name='csrfmiddlewaretoken']")


def test_a_question_can_be_a_heading_of_the_page():
    page = Page(render_to_string("council/question.html", {"field": Every()["words"]}))
    assert page.words("//h2/label") == "Comment"


def test_hidden_fields_are_kept_when_a_layout_forgets_them():
    class Brief(Every):
        def layout(self):
            return Layout("text")

    assert drawn(Brief()).by_id("id_version").get("type") == "hidden"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("text", "Enter the owner"),
        ("pick", "Select the area"),
        ("one", "Select an answer to “Have you completed this section?”"),
        ("tick", "Tick “We do not have this number”"),
    ],
)
def test_an_empty_field_says_what_to_do(name, message):
    assert Every({}).errors[name] == [message]


def test_a_form_that_knows_better_words_keeps_them():
    class Reason(CouncilForm):
        reason = forms.CharField(error_messages={"required": "Say why"})

    assert Reason({}).errors["reason"] == ["Say why"]


def test_a_date_is_read_as_people_write_it():
    for text in ("17 July 2020", "17/7/2020", "17 Jul 2020", "2020-07-17"):
        assert str(DayField().clean(text)) == "2020-07-17"
    with pytest.raises(forms.ValidationError, match="such as 17 July 2020"):
        DayField().clean("soon")
