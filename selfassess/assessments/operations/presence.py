"""Who else has a section open: told by the pages themselves, and by what was saved just now.

No lock: nobody can be away with one. Somebody who has closed the page is gone within 75 seconds.
"""

from datetime import datetime, timedelta

from selfassess.access import require
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, Presence
from selfassess.quarters.clock import now

GONE_AFTER = timedelta(seconds=75)  # two of the page's calls, 30 seconds apart, may get lost


def look_in(assessment: Assessment, section: str, *, by: User) -> list[str]:
    """Note that this person has the section open, and give the names of the others who have."""
    require(by, assessment.write_permission, assessment.area)
    at = now()
    Presence.objects.bulk_create(
        [Presence(assessment=assessment, section=section, person=by, at=at)],
        update_conflicts=True,
        unique_fields=["assessment", "section", "person"],
        update_fields=["at"],
    )
    return others_in(assessment, section, by, at)


def others_in(assessment: Assessment, section: str, user: User, at: datetime) -> list[str]:
    """By name: those whose page has called, and those who have saved here, a moment ago."""
    since = at - GONE_AFTER
    open_here = assessment.presences.filter(section=section, at__gt=since, at__lte=at)
    saved_here = Answer.objects.filter(
        assessment=assessment, question__in=_questions(assessment, section), saved_at__gt=since
    )
    here = open_here.exclude(person=user).order_by().values_list("person__name")
    wrote = saved_here.exclude(saved_by=user).order_by().values_list("saved_by__name")
    return sorted({name for (name,) in here.union(wrote)})


def _questions(assessment: Assessment, section: str) -> list[str]:
    declared = (one for one in assessment.config.sections if one.key == section)
    return [q.key for one in declared for q in one.questions_in(assessment.quarter_id)]
