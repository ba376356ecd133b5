"""The base of every form: one helper draws it, and its errors speak to the person."""

from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.utils import pretty_name
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from selfassess.requests import AuthenticatedHttpRequest

LONG = "Use %(limit_value)d characters or fewer. You have used %(show_value)d"
UNSEEN = "This has characters that cannot be seen. Type it anew, or paste it as plain text"
EMAIL = "Enter an e-mail address such as name@example.org"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also an empty POST is one, and must be checked. A form that was
    kept while its author was signed out is filled in again with what she had sent."""
    if request.method == "POST":
        return request.POST
    kept = cast(AuthenticatedHttpRequest, request).kept_form
    return kept.data if kept else None


def editable_data(form: forms.BaseForm) -> Any:
    """The form's data, to be corrected before the form is shown once more."""
    data = cast(QueryDict, form.data).copy()
    form.data = data
    return data


def show_stale(
    form: forms.BaseForm, field: str | None, sentence: str, versions: Mapping[str, object]
) -> None:
    """Say that somebody else has saved this since the page was made. The form keeps what was typed
    and stands on the versions that are there now: saving it again replaces them, knowingly."""
    form.add_error(field, sentence)
    data = editable_data(form)
    for name, version in versions.items():
        data[name] = version


class CouncilMixin:
    """For forms of other packages, and model forms, that should look and speak like ours."""

    use_required_attribute = False  # one error summary of ours, not the browser's bubbles
    fields: dict[str, forms.Field]
    labels: dict[str, str] = {}  # for fields that another package has named

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name) or field.label or pretty_name(name)
            speak_plainly(field)

    def layout(self) -> Layout:
        """Every field in its order. A form with groups or its own buttons says so here."""
        return Layout(*self.fields)

    @cached_property
    def helper(self) -> FormHelper:
        """The page owns the <form> tag, its token and the error summary above the heading."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        helper.layout = self.layout()
        return helper


class CouncilForm(CouncilMixin, forms.Form):
    pass


class DayField(forms.DateField):
    """A date in one box, as people write it."""

    widget = forms.DateInput(format="%-d %B %Y", attrs={"class": "govuk-input--width-10"})
    input_formats: tuple[str, ...] = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")
    default_error_messages = {"invalid": "Enter a date such as 17 July 2020"}

    def validate(self, value):
        """31/12/9999 is no day to reckon with, and 0202 is a slip of the finger."""
        super().validate(value)
        if value and not 2000 <= value.year < 3000:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class Radios(forms.RadioSelect):
    """Radio buttons, side by side when `inline`; `hints` are keyed by the choice's value."""

    def __init__(self, *, inline: bool = False, hints: dict[str, str] | None = None):
        super().__init__()
        self.inline = inline
        self.hints = hints or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"hint": self.hints.get(str(value), "")}


def speak_plainly(field: forms.Field) -> None:
    """Errors say what to do. A form that knows better words gives its own `error_messages`."""
    field.widget.attrs.pop("placeholder", None)  # it vanishes as one types; labels and hints stay
    for validator in field.validators:
        if isinstance(validator, ProhibitNullCharactersValidator):
            validator.message = UNSEEN
    messages = field.error_messages
    messages.setdefault("max_length", LONG)
    if isinstance(field, forms.EmailField):
        messages.setdefault("invalid", EMAIL)
    if messages["required"] == forms.Field.default_error_messages["required"]:
        messages["required"] = _please_fill(field)


def _please_fill(field: forms.Field) -> str:
    label = str(field.label)
    if isinstance(field, forms.BooleanField):
        return f"Tick “{label}”"
    verb = "Select" if isinstance(field, forms.ChoiceField) else "Enter"
    if label.endswith("?"):
        return f"{verb} an answer to “{label}”"
    words = label if label[:2].isupper() else label[:1].lower() + label[1:]  # KPI stays KPI
    needs_article = words.split()[0] not in {"the", "your", "who", "what", "when", "where"}
    return f"{verb} {'the ' * needs_article}{words}"
