"""Words in templates, with what their live figures stand for."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def with_figures(text: str, assessment: Any) -> str:
    """{{ strength.text|with_figures:assessment|prose }}"""
    return str(assessment.words(text))
