from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from selfassess.assessments.models import Assessment
from selfassess.assessments.signed_out import author_note

register = template.Library()


@register.simple_tag(takes_context=True)
def author_field(context: template.Context, assessment: Assessment | None = None) -> SafeString:
    """Says whose form this is, should it arrive when nobody is signed in."""
    note = author_note(context["request"].user, assessment)
    return format_html('<input type="hidden" name="author" value="{}">', note)
