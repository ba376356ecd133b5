"""The few things the frame, the components and the form templates cannot say by themselves."""

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from selfassess.tones import Tone
from selfassess.ui.time_format import clock, local

register = template.Library()

# Only what needs somebody, or is still moving, has a colour; the rest is plain text.
TONES = {
    Tone.NEED: "sa-tag--need",
    Tone.MOVING: "govuk-tag--blue",
    Tone.RESTING: "govuk-tag--grey",
    Tone.LATER: "sa-quiet",
}

# The highest rating of each step of the heat table.
HEAT_STEPS = ((2, 1), (4.5, 2), (6.5, 3), (8.5, 4), (10, 5))

DESCRIBED = re.compile(r' aria-describedby="[^"]*"')  # of what nobody sees, HTML allows none
LONGEST_NAME = 100  # characters; beyond that, a field is named after a digest of it


@register.simple_tag
def council() -> dict[str, Any]:
    """Read from the settings, so that error pages and e-mails have it without a request."""
    return {
        "name": settings.AUTHORITY_NAME,
        "marking": settings.MARKING,
        "version": settings.VERSION,
        "own_colour": bool(settings.BRAND_COLOUR),
        "own_logo": settings.LOGO is not None,
        "contact": settings.CONTACT,
        "single_sign_on": settings.SINGLE_SIGN_ON is not None,
        "access_log_days": settings.ACCESS_LOG_DAYS,
    }


@register.simple_block_tag(takes_context=True)
def component(context: template.Context, content: str, name: str, **parameters: Any) -> SafeString:
    """A component round other mark-up: {% component "panel" heading="…" %}…{% endcomponent %}"""
    inside = {"body": content, "csrf_token": context.get("csrf_token"), **parameters}
    return render_to_string(f"components/{name}.html", inside)


@register.filter
def moment(when: datetime | None, day: str = "j F") -> str:
    """2 October, 2:05pm; `day` is Django's format of the date, where it should say more."""
    return f"{date_format(local(when), day)}, {clock(local(when))}" if when else ""


@register.filter
def field(form: BaseForm, name: str) -> BoundField:
    """A field whose name a template cannot write, such as rating-value."""
    return form[name]


@register.filter
def tag_class(tone: str) -> str:
    """The class of a state's tag; none for a tone that is plain, or not given."""
    return TONES[Tone(tone)] if tone else ""


@register.filter
def heat_step(rating: float | None) -> str:
    if rating is None:
        return "none"
    return str(next(step for highest, step in HEAT_STEPS if float(rating) <= highest))


@register.filter
def numbers(page: Page[Any]) -> Iterator[int | str]:
    """The first page, the last, and those beside this one; so few fit on a phone."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def at(items: list[Any], index: int) -> Any:
    """The item at this place, or nothing: a row may have more cells than the head has titles."""
    return items[index] if index < len(items) else ""


@register.simple_tag
def made_of(form: BaseForm, *marks: object) -> SafeString:
    """Put first in a form, keeps old words from being saved over newer ones that nobody has seen.

    Going back shows a page anew, on the versions that are there now; into its fields the browser
    puts what was typed on the old page. It does so only in a form that it takes for the same one:
    by where it leads and what its first two fields are called. Named after the versions, this one
    tells forms apart. It is disabled, and so is never sent.
    """
    stands_on = [field.value() for field in form if field.name.endswith(("version", "seen"))]
    shown = [
        field.as_hidden(only_initial=True) for field in form if field.field.show_hidden_initial
    ]
    if shown:
        stands_on.append(sha256("".join(shown).encode()).hexdigest()[:12])
    name = "-".join(str(mark or 0) for mark in [*stands_on, *marks])
    return format_html('<input type="hidden" name="of-{}" disabled>', name)


@register.simple_tag
def control(
    field: BoundField, css_class: str, extra_class: str = "", extra_id: str = ""
) -> SafeString:
    """The field's own widget, with its class and with everything that describes it joined up."""
    classes = [css_class, extra_class, field.field.widget.attrs.get("class", "")]
    if field.errors:
        classes.append(f"{css_class}--error")
    described = " ".join(filter(None, [describing(field), extra_id]))
    attrs: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    if described:
        attrs["aria-describedby"] = described
    return field.as_widget(attrs=attrs)


@register.filter
def as_shown(field: BoundField) -> str:
    """What the page shows, as a hidden field, where its form says so (`edit_form.py`)."""
    if not field.field.show_hidden_initial:
        return ""
    hidden = str(field.as_hidden(only_initial=True))
    return mark_safe(DESCRIBED.sub("", hidden))  # noqa: S308 (Django's own mark-up, less a bit)


@register.filter
def describing(field: BoundField) -> str:
    """The ids of the hint and of the error, in the order in which they are shown."""
    return field.aria_describedby or ""


@register.filter
def guide_words(field: BoundField) -> int | None:
    """How many words usually suffice, for a text box that says so in `data-maxwords`."""
    return field.field.widget.attrs.get("data-maxwords")


@register.filter
def error_links(form: BaseForm) -> list[dict[str, str]]:
    """One line for each error of the form, with the control it is about, and on a form with the
    same fields many times (`about` of a field) of which of them.

    Errors of the whole form lead to its first control.
    """
    shown = [field for field in form if not field.is_hidden]
    first = _address(shown[0]) if shown else ""
    links = [{"text": str(text), "url": first} for text in form.non_field_errors()]
    for field in form:
        address = "" if field.is_hidden else _address(field)
        about = getattr(field.field, "about", "")
        said = [f"{about}: {text}" if about else str(text) for text in field.errors]
        links += [{"text": text, "url": address} for text in said]
    return links


def _address(field: BoundField) -> str:
    """A group of radios or checkboxes has no id of its own: its first choice stands for it."""
    return f"#{field.id_for_label or field[0].id_for_label}"


@register.filter
def button_class(classes: str) -> str:
    """Crispy's own button classes are Bootstrap's; ours remain."""
    ours = [word for word in classes.split() if not word.startswith("btn")]
    looks_like_button = "sa-link-button" not in ours
    return " ".join(["govuk-button"] * looks_like_button + ours)
