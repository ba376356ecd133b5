from django import template

from selfassess.audit.sentences import sentence

register = template.Library()
register.filter(sentence)
