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
    """The beginning of the longest thing that she typed: by it she knows which form it is."""
    longest = max((one.value for one in typed(kept)), key=len, default="")
    return Truncator(" ".join(longest.split())).words(A_FEW)
