"""What people type in one line is stored as their answers are: without what cannot be seen."""

import pytest
from django import forms

from selfassess.forms import CouncilForm, CouncilMixin, LineField, TidyField
from selfassess.plain_text import line
from selfassess.records.models import Fact

UNSEEN = "\x00\x07\x0b\x0c\u202e\u200b\ufffe"


class Source(CouncilForm):
    source = forms.CharField(max_length=20)
    note = TidyField(longest=20, required=False)
    password = forms.CharField(widget=forms.PasswordInput, required=False)


class FactForm(CouncilMixin, forms.ModelForm):
    class Meta:
        model = Fact
        fields = ("label",)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (f"Case{UNSEEN}work", "Case work"),
        ("  two  spaces ", "two spaces"),
        ("a\ttab and\na line end", "a tab and a line end"),
        ("e\u0301", "é"),
        ("C.\u00a0Work", "C. Work"),
    ],
)
def test_a_line_is_tidied(typed, stored):
    assert line(typed) == stored


def test_a_line_of_any_form_is_tidied_before_it_is_measured():
    form = Source({"source": f"{UNSEEN * 10}Case work"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["source"] == "Case work"


@pytest.mark.django_db  # which is asked whether the row keeps its constraints
def test_so_is_a_line_that_django_made_of_a_model():
    form = FactForm({"label": f"Ca{UNSEEN}ses"})
    assert isinstance(form.fields["label"], LineField)
    form.is_valid()
    assert form.cleaned_data["label"] == "Ca ses"


def test_nothing_but_what_cannot_be_seen_is_nothing():
    assert not Source({"source": UNSEEN}).is_valid()


def test_longer_text_keeps_its_lines_and_no_browser_cuts_it_off():
    form = Source({"source": "A", "note": "one\x0btwo"})
    assert form.is_valid()
    assert form.cleaned_data["note"] == "one\ntwo"
    assert "maxlength" not in str(form["note"])


def test_a_password_is_left_as_it_was_typed():
    form = Source({"source": "A", "password": "two  spaces"})
    form.is_valid()
    assert form.cleaned_data["password"] == "two  spaces"
