"""For administrators: the quarter and its next step, people, and targets that are missing."""

from collections import Counter
from typing import Any

from performance.models import Direction, Kpi, Target
from selfassess.access import Permission, Role, can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import SENT
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.records.models import Action
from services.registry import all_areas

from .blocks import Visit


class AdministratorBlock:
    template = "home/administrator.html"

    def concerns(self, visit: Visit) -> bool:
        return can(visit.user, Permission.ADMINISTER)

    def areas(self, visit: Visit) -> tuple[()]:
        return ()  # it counts, and reads none

    def context(self, visit: Visit) -> dict[str, Any]:
        untargeted = _untargeted(visit.quarter)
        named = [row["area"] for row in untargeted]
        targets = [area for area in all_areas() if area not in named]
        return _quarter(visit) | _people() | {"untargeted": untargeted, "targets": targets}


def _quarter(visit: Visit) -> dict[str, Any]:
    """The quarter under way, how far its areas are, and which quarters can be opened next."""
    planned = [q for q in visit.quarters if q.state == QuarterState.PLANNED]
    assessments = list(Assessment.objects.filter(quarter=visit.quarter).of_areas())
    sent = sum(a.state in SENT for a in assessments)
    return {
        "planned": planned,
        "to_plan": not planned,
        "sent": sent,
        "areas": len(assessments),
        "all_sent": sent == len(assessments),
    }


def _people() -> dict[str, Any]:
    """Roles that nobody holds, people without one, and actions of people who have left."""
    active = User.objects.filter(is_system=False, is_active=True).with_roles()
    roles = [role for person in active for role in person.assignments.all()]
    headed = {role.area for role in roles if role.role == Role.HEAD}
    left = Action.objects.filter(finished_in=None, owner_person__is_active=False)
    return {
        "without_role": [p for p in active if not p.assignments.all()],
        "never_in": [p for p in active if p.invited_at and not p.last_login],
        "without_head": [area for area in all_areas() if area.slug not in headed],
        "left": list(Counter(a.owner_person for a in left.select_related("owner_person")).items()),
    }


def _untargeted(quarter: Quarter | None) -> list[dict[str, Any]]:
    """Area by area, the KPIs that are reported and judged by no target."""
    if quarter is None:
        return []
    kpis = list(Kpi.objects.asked_in(quarter.code).exclude(direction=Direction.NONE))
    last = Target.objects.last_up_to(quarter.code)
    judged = {target.kpi_id for target in last if not target.is_none}
    number = Counter(kpi.area for kpi in kpis if kpi.code not in judged)
    asked = Counter(kpi.area for kpi in kpis)
    return [
        {"area": area, "number": number[area.slug], "of": asked[area.slug]}
        for area in all_areas()
        if number[area.slug]
    ]
