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


@register.simple_tag(takes_context=True)
def own_address(context: template.Context, address: str) -> str:
    """Where a form is sent that is not sent to its page: with the kept form that is filled in
    there, which waits no longer once this one is saved."""
    kept = context["request"].kept_form
    return f"{address}{'&' if '?' in address else '?'}kept={kept.pk}" if kept else address
