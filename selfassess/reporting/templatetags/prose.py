"""`{{ text|prose }}`: plain text as paragraphs and lists, on every page and in the report."""

from django import template

from selfassess import plain_text as text

register = template.Library()
register.filter("prose", text.html)
