"""Which statuses a change of targets would change, quarter by quarter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selfassess.quarters.models import Quarter, QuarterState

from .indicator import Indicator
from .operations.approved import approved_quarters
from .operations.targets import NewTarget
from .reading import indicators


@dataclass(frozen=True)
class Effect:
    """One indicator with a figure, judged by the target that stands and by the new one."""

    quarter: Quarter
    now: Indicator
    then: Indicator

    @property
    def changes(self) -> bool:
        return self.now.status != self.then.status


def effects(area: str, changes: Sequence[NewTarget], from_quarter: str) -> list[Effect]:
    """What the changes do in every quarter that is not approved and that they reach. A later target
    that is already set ends their reach, as it does in `Target.objects.in_force`."""
    new = {change.kpi.code: change.as_target(from_quarter) for change in changes}
    found = []
    stand = approved_quarters(area)
    reached = Quarter.objects.filter(code__gte=from_quarter).exclude(code__in=stand)
    for quarter in reached.exclude(state=QuarterState.PLANNED).order_by("code"):
        for now in indicators([area], quarter.code).get(area, []):
            target = new.get(now.kpi.code)
            if target is None or now.adopted is None:
                continue
            if now.target and now.target.from_quarter > from_quarter:
                continue
            then = replace(now, target=None if target.is_none else target)
            found.append(Effect(quarter, now, then))
    return found
