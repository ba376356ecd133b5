"""For administrators: the quarter and its next step, people, and targets that are missing."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from performance.models import Direction, Kpi, Target, latest
from selfassess.access import Permission, Role, can
from selfassess.accounts.models import Assignment, User
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

    def rows(self, visit: Visit) -> Sequence[QuerySet]:
        code = visit.quarter.code if visit.quarter else ""
        people = User.objects.filter(is_system=False)
        left = Action.objects.filter(finished_in=None, owner_person__is_active=False)
        return (
            people,
            Assignment.objects.filter(user__in=people),
            left.select_related("owner_person"),
            Assessment.objects.filter(quarter_id=code).of_areas(),
            Kpi.objects.asked_in(code).exclude(direction=Direction.NONE),
            Target.objects.up_to(code),
        )

    def context(self, visit: Visit, *rows: list) -> dict[str, Any]:
        people, roles, left, assessments, kpis, targets = rows
        with_a_role = {role.user_id for role in roles}
        active = {person.pk: person for person in people if person.is_active}
        headed = {r.area for r in roles if r.role == Role.HEAD and r.user_id in active}
        in_force = latest(targets)
        return {
            "planned": [q for q in visit.quarters if q.state == QuarterState.PLANNED],
            "to_plan": not any(q.state == QuarterState.PLANNED for q in visit.quarters),
            "sent": sum(a.state in SENT for a in assessments),
            "areas": len(assessments),
            "all_sent": all(a.state in SENT for a in assessments),
            "without_role": [p for p in active.values() if p.pk not in with_a_role],
            "never_in": [p for p in active.values() if p.invited_at and not p.last_login],
            "without_head": [str(a.verbose_name) for a in all_areas() if a.slug not in headed],
            "left": list(Counter(action.owner_person for action in left).items()),
            "untargeted": _untargeted(visit.quarter, kpis, in_force),
        }


def _untargeted(quarter: Quarter | None, kpis: list[Kpi], in_force: dict) -> list[dict]:
    """Area by area, the KPIs that are reported and judged by no target."""
    if quarter is None:
        return []
    number = Counter(kpi.area for kpi in kpis if kpi.code not in in_force)
    asked = Counter(kpi.area for kpi in kpis)
    return [
        {"area": area, "number": number[area.slug], "of": asked[area.slug]}
        for area in all_areas()
        if number[area.slug]
    ]
