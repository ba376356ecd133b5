"""Where a figure is quoted: the texts that take it as a live figure, of those that somebody may
read."""

from selfassess.accounts.models import User
from selfassess.assessments.addresses import answer_page
from selfassess.assessments.models import Answer, Assessment

MOST = 10


def quoted_in(user: User, code: str) -> list[tuple[str, str]]:
    """What each is called and its address, the newest quarter first."""
    found = Answer.objects.filter(
        assessment__in=Assessment.objects.visible_to(user), text__contains=f"{{{code}"
    ).select_related("assessment__quarter")
    places: dict[str, str] = {}
    for one in found.order_by("-assessment__quarter_id", "assessment__area", "position"):
        places.setdefault(str(one.assessment), answer_page(one.assessment, one.question))
    return list(places.items())[:MOST]
