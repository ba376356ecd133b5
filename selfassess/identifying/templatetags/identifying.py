"""What *Check and send*, the review and the pages of a report say of passages."""

from django import template

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.identifying.reading import Count, Found, count, undecided

register = template.Library()


@register.simple_tag
def undecided_passages(assessment: Assessment, user: User) -> list[Found]:
    return undecided(assessment, user)


@register.simple_tag
def passages_of(assessments: list[Assessment]) -> list[Count]:
    """Of those in which there are any."""
    return [one for one in count(assessments) if one.undecided or one.decided]
