"""What a form says of a field that was left empty is an English sentence, whatever its label."""

import pytest
from django import forms

from performance.forms.kpis import KpiForm
from performance.forms.sources import SourceForm
from selfassess.assessments.forms.review import CommentForm
from selfassess.forms import CouncilForm
from selfassess.quarters.forms import DueForm, LongerForm
from selfassess.records.forms import AuditForm
from selfassess.ui.forms import EveryField


def asked(label: str, field: type[forms.Field] = forms.CharField) -> str:
    class OneField(CouncilForm):
        one = field(label=label)

    return OneField().fields["one"].error_messages["required"]


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("How you heard it", "Enter how you heard it"),
        ("Why MASH is left out", "Enter why MASH is left out"),
        ("Whose voice it is", "Enter whose voice it is"),
        ("When it was", "Enter when it was"),
        ("Which office it is", "Enter which office it is"),
        ("What they said", "Enter what they said"),
        ("Theme", "Enter the theme"),
        ("KPI code", "Enter the KPI code"),
        ("Your name", "Enter your name"),
        ("Why?", "Enter an answer to “Why?”"),
    ],
)
def test_a_label_that_is_a_question_gets_no_article(label, sentence):
    assert asked(label) == sentence


def test_a_choice_is_selected():
    assert asked("How often", forms.ChoiceField) == "Select how often"


@pytest.mark.parametrize(
    ("form", "field", "sentence"),
    [
        (AuditForm, "unit", "Select how the grades are given"),
        (CommentForm, "about", "Select what the comment is about"),
        (KpiForm, "smallest_denominator", "Enter the number below which nothing is judged"),
        (SourceForm, "as_at", "Enter the day the figure is as at"),
        (LongerForm, "until", "Enter the day until which this area has time"),
        (DueForm, "due", "Enter the day on which it is due"),
        (EveryField, "due", "Enter the day on which it is due"),
    ],
)
def test_a_label_that_is_no_name_has_a_sentence_of_its_own(form, field, sentence):
    assert form.base_fields[field].error_messages["required"] == sentence
