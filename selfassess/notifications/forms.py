from django import forms

from selfassess.forms import CouncilForm, Radios

from .models import Wanted


class EmailsForm(CouncilForm):
    wanted = forms.ChoiceField(
        label="Which e-mails do you want?",
        help_text="One a day at most. They carry links, never the text of an assessment.",
        choices=Wanted,
        widget=Radios,
        error_messages={"required": "Select which e-mails you want."},
    )
