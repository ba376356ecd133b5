"""What came from a document and nobody has confirmed, for pages of other apps."""

from collections import Counter

from django import template

from selfassess.access import Permission, can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.documents.models import Brought

register = template.Library()


@register.simple_tag
def unconfirmed(assessment: Assessment, section: str = "") -> list[tuple[str, str, str, int]]:
    """Section, its title, what waits in it (“2 strengths”), and the number of its newest."""
    waiting = Brought.objects.unconfirmed().filter(assessment=assessment)
    if section:
        waiting = waiting.filter(section=section)
    counted: dict[str, Counter[str]] = {}
    newest: dict[str, int] = {}
    for thing in waiting:
        newest[thing.section] = thing.pk
        counted.setdefault(thing.section, Counter())[thing.get_kind_display()] += 1
    titles = {one.key: one.title for one in assessment.config.sections}
    return [
        (key, titles.get(key, key), ", ".join(_many(*one) for one in kinds.items()), newest[key])
        for key, kinds in counted.items()
    ]


def _many(kind: str, number: int) -> str:
    return f"1 {kind}" if number == 1 else f"{number} {kind}s"


@register.filter
def may_confirm(user: User, assessment: Assessment) -> bool:
    return can(user, Permission.SEND, assessment.area)
