from django import template

from selfassess.quarters.dates import Period

register = template.Library()


@register.filter
def quarter_name(code: str) -> str:
    """Q1 2020/21"""
    return Period.parse(code).name
