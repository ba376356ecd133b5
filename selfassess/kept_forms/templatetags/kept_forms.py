from django import template
from django.utils.text import Truncator

from selfassess.assessments.models import KeptPost
from selfassess.kept_forms.sent import Sent

register = template.Library()

A_FEW = 12  # words


@register.filter
def typed(kept: KeptPost) -> list[Sent]:
    """What its author typed, for a page that does not take it any more."""
    return [one for one in (Sent(name, value) for name, value in kept.fields) if one.is_typed]


@register.filter
def in_a_few_words(kept: KeptPost) -> str:
    """The longest sentence that she typed, or its beginning: by it she knows which form it is. A
    number or a choice alone would say nothing, and has its name before it."""
    found = typed(kept) or [Sent(kept.path, "…")]
    longest = max(found, key=lambda one: len(one.value))
    if len(words := longest.value.split()) > 1:
        return f"“{Truncator(' '.join(words)).words(A_FEW)}”"
    return f"{found[0].label}: “{found[0].value}”"
