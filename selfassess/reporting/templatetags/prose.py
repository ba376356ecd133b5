"""`{{ text|prose }}`: plain text as paragraphs and lists, on every page and in the report."""

from django import template

from selfassess import prose as text

register = template.Library()
register.filter("prose", text.html)
