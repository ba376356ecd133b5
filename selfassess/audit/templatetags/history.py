from django import template

from selfassess.audit.describe import sentence

register = template.Library()
register.filter(sentence)
