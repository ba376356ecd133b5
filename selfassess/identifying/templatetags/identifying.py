"""What *Check and send* says of passages."""

from django import template

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.identifying.reading import Found, undecided

register = template.Library()


@register.simple_tag
def undecided_passages(assessment: Assessment, user: User) -> list[Found]:
    return undecided(assessment, user)
