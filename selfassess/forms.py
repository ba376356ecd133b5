"""The base of every form: one crispy helper draws it, and errors say what to do."""

from collections.abc import Mapping
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms.fields import InvalidJSONInput
from django.forms.utils import pretty_name
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property

from .authenticated_request import AuthenticatedHttpRequest
from .plain_text import line, tidy

LONG = "Use %(limit_value)d characters or fewer. You have used %(show_value)d"
UNSEEN = "This has characters that cannot be seen. Type it again, or paste it as plain text"
LONGEST_NUMBER = 9  # digits
QUESTIONS = {"how", "what", "when", "where", "which", "who", "whose", "why"}
NO_ARTICLE_BEFORE = {"the", "your"} | QUESTIONS
EMAIL = "Enter an e-mail address such as name@example.org"


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the data that a form is bound to, or None for an unbound form.

    An empty POST is data too, and must be validated. A form that was kept while its author was
    signed out is filled in again with what she had sent (see `portal.middleware.KeptForms`).
    """
    if request.method == "POST":
        return request.POST
    kept = cast(AuthenticatedHttpRequest, request).kept_form
    return kept.data if kept else None


def version_seen(request: HttpRequest, name: str = "version") -> int:
    """What the button to remove something sent; 0, and so never right, when it sent none."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) <= LONGEST_NUMBER else 0


def editable_data(form: forms.BaseForm) -> Any:
    """Replace the form's data by a copy that can be changed before the form is shown again."""
    data = cast(QueryDict, form.data).copy()
    form.data = data
    return data


def show_stale(
    form: forms.BaseForm, field: str | None, sentence: str, versions: Mapping[str, object]
) -> None:
    """Add the error that somebody else has saved this since the page was made.

    The form keeps what was typed, but gets the newest versions (`versions`: hidden field → number),
    so that saving it again replaces the other person's text knowingly.
    """
    cast(CouncilMixin, form).is_stale = True
    form.add_error(field, sentence)
    data = editable_data(form)
    for name, version in versions.items():
        data[name] = version


class CouncilMixin:
    """Makes forms of other packages, and model forms, look and speak like ours."""

    use_required_attribute = False  # our error summary, not the browser's messages
    fields: dict[str, forms.Field]
    labels: dict[str, str] = {}  # for fields that another package has named
    is_stale = False  # shows what somebody else has saved meanwhile: its page answers 409

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            tidy_line(field)
            field.label = self.labels.get(name) or field.label or pretty_name(name)
            speak_plainly(field)

    def layout(self) -> Layout:
        """Lay out every field in order; override this for groups of fields or other buttons."""
        return Layout(*self.fields)

    @cached_property
    def helper(self) -> FormHelper:
        """Draw the fields alone: the page has the <form> tag, its token and the error summary."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.render_hidden_fields = True
        helper.layout = self.layout()
        return helper


class CouncilForm(CouncilMixin, forms.Form):
    pass


class LineField(forms.CharField):
    """One line that people type: tidied as it will be stored, and only then looked at."""

    def to_python(self, value: Any) -> Any:
        return line(super().to_python(value) or "")


class TidyField(forms.CharField):
    """Text with paragraphs: tidied as it will be stored, and only then measured.

    `longest`: the most characters, if there is a limit.
    """

    def __init__(self, *, rows: int = 4, longest: int | None = None, **kwargs: Any) -> None:
        attrs = {"rows": rows, "spellcheck": "true"}
        super().__init__(
            strip=False, max_length=longest, widget=forms.Textarea(attrs=attrs), **kwargs
        )
        self.widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted, unseen

    def to_python(self, value: Any) -> Any:
        return tidy(super().to_python(value) or "")


def tidy_line(field: forms.Field) -> None:
    """Make a LineField of a field that Django made for a line of text, as in model forms."""
    if type(field) is forms.CharField and type(field.widget) is forms.TextInput:
        field.__class__ = LineField


class JsonField(forms.JSONField):
    """Django's, which fails on a number of five thousand digits and on brackets without end."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """It goes back as it came: read and written once more, it may be no letters at all."""
        return data if data is None else InvalidJSONInput(data)


class DayField(forms.DateField):
    """A date in one text box, in any of the ways in which people write it."""

    widget = forms.DateInput(format="%-d %B %Y", attrs={"class": "govuk-input--width-10"})
    input_formats: tuple[str, ...] = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")
    default_error_messages = {"invalid": "Enter a date such as 17 July 2020"}

    def validate(self, value: Any) -> None:
        """Refuse years that are typing errors, such as 0202, or too late for date arithmetic."""
        super().validate(value)
        if value and not 2000 <= value.year < 3000:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class Radios(forms.RadioSelect):
    """Radio buttons, side by side when `inline`; `hints` are keyed by the choice's value."""

    def __init__(self, *, inline: bool = False, hints: dict[str, str] | None = None) -> None:
        super().__init__()
        self.inline = inline
        self.hints = hints or {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        return option | {"hint": self.hints.get(str(value), "")}


def speak_plainly(field: forms.Field) -> None:
    """Make a field's errors say what to do, except where it has `error_messages` of its own."""
    field.widget.attrs.pop("placeholder", None)  # vanishes while one types; labels and hints stay
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
    needs_article = words.split()[0] not in NO_ARTICLE_BEFORE
    return f"{verb} {'the ' * needs_article}{words}"
