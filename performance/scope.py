"""How a view gets hold of an area's figures: those who enter or review them, and once the quarter
is issued everybody."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from selfassess.access import Permission, areas_where, has_any
from selfassess.accounts.models import User
from selfassess.assessments.models import PART_OF_ITS_REPORT, Assessment
from selfassess.quarters.models import QuarterState


def get_figures(user: User, quarter: str, area: str) -> Assessment:
    mine = Q(area__in=areas_where(user, Permission.READ_FIGURES))
    mine &= ~Q(quarter__state=QuarterState.PLANNED)
    if has_any(user, [Permission.READ_ISSUED]):
        mine |= PART_OF_ITS_REPORT
    found = get_object_or_404(
        Assessment.objects.filter(mine).with_people().prefetch_related("section_marks"),
        quarter_id=quarter,
        area=area,
    )
    if found.is_overview:
        raise Http404("The overview has no figures.")
    return found
