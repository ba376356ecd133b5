"""Forms of the gallery: every kind of field, untouched and refused."""

from crispy_forms.bootstrap import AppendedText, FormActions, PrependedText
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from django import forms

from selfassess.forms import CouncilForm, DayField, Radios

REFUSED = {"email": "head.mash", "due": "soon", "value": "many", "version": "3"}


class EveryField(CouncilForm):
    know = forms.CharField(
        label="What do you know about the quality of practice?",
        help_text="Tell what is better for children than three months ago, and what is not.",
        widget=forms.Textarea(attrs={"rows": 5, "data-maxwords": 20}),
    )
    owner = forms.CharField(label="Owner", help_text="A role, not a name")
    email = forms.EmailField(label="Work e-mail address")
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    comment = forms.CharField(label="Comment", widget=forms.Textarea(attrs={"rows": 3}))
    due = DayField(
        label="Due on",
        help_text="For example, 17 July 2020",
        error_messages={"required": "Enter the day on which it is due"},
    )
    value = forms.DecimalField(
        label="Value",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"}),
        error_messages={"invalid": "Enter a number such as 84.2"},
    )
    cost = forms.DecimalField(
        label="Cost", widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    settles = forms.ChoiceField(
        label="Who settles it",
        choices=[("", "Choose somebody"), ("analyst", "Performance analyst")],
    )
    completed = forms.ChoiceField(
        label="Have you completed this section?",
        choices=[("yes", "Yes"), ("no", "No, I’ll come back later")],
        widget=Radios(inline=True),
    )
    keep = forms.ChoiceField(
        label="What do you want to keep?",
        choices=[("mine", "My text"), ("theirs", "The saved text"), ("both", "Both")],
        widget=Radios(hints={"both": "You combine them on the next page."}),
    )
    voices = forms.MultipleChoiceField(
        label="Whose voice is in it?",
        help_text="Tick all that apply",
        choices=[("children", "Children"), ("families", "Families"), ("staff", "Staff")],
        widget=forms.CheckboxSelectMultiple,
    )
    missing = forms.BooleanField(
        label="We do not have this number", help_text="You will be asked why."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    def layout(self) -> Layout:
        return Layout(
            Field("know", template="council/question.html"),
            Div(
                Div("owner", "email", "password", "comment"),
                Div("due", AppendedText("value", "%"), PrependedText("cost", "£"), "settles"),
                css_class="sa-columns sa-columns--half",
            ),
            Fieldset(
                "Choices",
                Div(
                    Div("completed", "keep"),
                    Div("voices", "missing"),
                    css_class="sa-columns sa-columns--half",
                ),
            ),
            FormActions(
                Submit("save", "Save and continue"),
                Submit("add", "Add an action", css_class="govuk-button--secondary"),
                Submit("leave", "Save and return", css_class="sa-link-button"),
                HTML('<a class="govuk-link" href="#fields">Cancel</a>'),
            ),
        )
