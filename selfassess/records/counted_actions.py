"""How far plans drift: counted from the actions themselves, not typed."""

from django.db.models import Count, OuterRef, Q, Subquery

from performance import counted
from performance.models import Period
from selfassess.quarters.clock import today
from selfassess.quarters.dates import QuarterPeriod

from .models import Action, ActionStatus, ActionUpdate


def done_in_time(period: QuarterPeriod) -> counted.Count:
    """Of the actions of all areas whose first date has come in this quarter, those that are done
    by its end. What was stopped was not to be done any more, and counts in neither number."""
    updates = ActionUpdate.objects.filter(action=OuterRef("pk"), quarter__lte=period.code)
    status = Subquery(updates.order_by("-quarter").values("status")[:1])
    until = min(period.ends, today())
    due = Action.objects.filter(
        raised_in__lte=period.code, first_due__gte=period.starts, first_due__lte=until
    )
    found = due.annotate(status=status).aggregate(
        due=Count("pk"),
        done=Count("pk", filter=Q(status=ActionStatus.DONE)),
        stopped=Count("pk", filter=Q(status=ActionStatus.STOPPED)),
    )
    return counted.Count(found["done"], found["due"] - found["stopped"])


counted.register("PW12", done_in_time, period=Period.QUARTER)
