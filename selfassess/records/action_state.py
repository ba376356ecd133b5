"""How an action stood in a quarter. Pure: an action with its updates in, plain facts out."""

from dataclasses import dataclass
from datetime import date

from selfassess.quarters.dates import QuarterPeriod
from selfassess.tones import Tone

from .models import FINISHED, Action, ActionStatus, ActionUpdate

OFTEN = 2  # times that a date was moved: from then on it stands out


@dataclass(frozen=True)
class ActionState:
    """An action as it stood in one quarter; later updates do not change it."""

    action: Action
    quarter: str
    status: str
    due: date | None
    update: ActionUpdate | None  # this quarter's own
    previous: ActionUpdate | None  # the latest before this quarter
    moved: int  # how many times the date was moved
    carried: int  # how many quarters it has been carried forward
    overdue: bool
    owner_name: str
    owner_role: str  # for readers outside the council

    @property
    def status_name(self) -> str:
        return ActionStatus(self.status).label

    @property
    def tone(self) -> Tone:
        return ActionStatus(self.status).tone

    @property
    def is_finished(self) -> bool:
        return self.status in FINISHED

    @property
    def needs_update(self) -> bool:
        """Carried into this quarter, and nothing said about it yet."""
        return self.carried > 0 and self.update is None


def state_in(action: Action, quarter: str, *, on: date) -> ActionState:
    """`action` comes `with_updates`. `on` is the day by which it is (not) overdue."""
    updates = [update for update in action.updates.all() if update.quarter_id <= quarter]
    own = next((update for update in updates if update.quarter_id == quarter), None)
    dates = [update.due for update in updates if update.due]
    status = updates[-1].status if updates else ActionStatus.NOT_STARTED
    due = dates[-1] if dates else action.first_due
    return ActionState(
        action=action,
        quarter=quarter,
        status=status,
        due=due,
        update=own,
        previous=next((u for u in reversed(updates) if u.quarter_id < quarter), None),
        moved=len(dates) if action.first_due else max(len(dates) - 1, 0),
        carried=quarters_between(action.raised_in_id, quarter),
        overdue=bool(due and due < on and status not in FINISHED),
        owner_name=action.owner_name,
        owner_role=action.owner_role,
    )


@dataclass(frozen=True)
class DateChange:
    """One time that a date was moved, or set for the first time after the action was raised."""

    quarter: str
    due: date
    reason: str
    before: date | None

    @property
    def later(self) -> str:
        """10 weeks later, 3 days earlier; empty for the first date."""
        if self.before is None:
            return ""
        days = (self.due - self.before).days
        return f"{_span(abs(days))} {'later' if days >= 0 else 'earlier'}"


def _span(days: int) -> str:
    number, unit = (days // 7, "week") if days >= 14 else (days, "day")
    return f"{number} {unit}{'' if number == 1 else 's'}"


def date_changes(stands: ActionState) -> list[DateChange]:
    """Every date that came after the first, oldest first, as far as this quarter."""
    found: list[DateChange] = []
    before = stands.action.first_due
    for update in stands.action.updates.all():
        if update.due and update.quarter_id <= stands.quarter:
            found.append(DateChange(update.quarter_id, update.due, update.reason, before))
            before = update.due
    return found


def quarters_between(first: str, last: str) -> int:
    one, other = QuarterPeriod.parse(first), QuarterPeriod.parse(last)
    return 4 * (other.year - one.year) + other.number - one.number
