"""`{{ text|prose }}`: plain text as paragraphs and lists, on every page and in the report."""

from django import template

from selfassess import plain_text as text

register = template.Library()
register.filter("prose", text.html)


@register.filter
def is_long(text: str) -> bool:
    """Might it fill a page? Then it cannot be kept together with the row that it is about."""
    return len(text) > 1500 or text.count("\n") > 15
