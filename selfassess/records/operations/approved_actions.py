"""An action is one row for all quarters, so a change in one quarter could alter the page of another
that a director has approved. What she approved stays as she read it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.errors import Refused
from selfassess.quarters.models import UNDER_WAY
from selfassess.records import seen
from selfassess.records.action_state import ActionState
from selfassess.records.models import Action, ApprovedOwner
from selfassess.records.reading import action_states
from selfassess.seen import Said


def approved_with(action: Action, assessment: Assessment) -> Assessment | None:
    """Another quarter's assessment that is approved, not yet issued, and shows this action."""
    others = Assessment.objects.filter(area=action.area, state=State.APPROVED)
    others = others.filter(quarter__state__in=UNDER_WAY, quarter__gte=action.raised_in_id)
    if action.finished_in_id:
        others = others.filter(quarter__lte=action.finished_in_id)
    return others.exclude(pk=assessment.pk).select_related("quarter").first()


def later_quarter_with(action: Action, assessment: Assessment) -> str:
    """The name of a later quarter in which somebody has said how the action stands, or which is
    approved or issued with it."""
    update = action.updates.filter(quarter__gt=assessment.quarter).select_related("quarter").first()
    if update:
        return update.quarter.name
    later = Assessment.objects.filter(area=action.area, quarter__gt=assessment.quarter)
    if action.finished_in_id:
        later = later.filter(quarter__lte=action.finished_in_id)
    approved = later.filter(state=State.APPROVED).select_related("quarter").first()
    return approved.quarter.name if approved else ""


@contextmanager
def later_approved_stay(assessment: Assessment) -> Iterator[None]:
    """Refuse what is done to actions in here when a later quarter, approved and not yet issued,
    would show its actions otherwise. The caller has locked what is not issued, and is atomic."""
    later = Assessment.objects.filter(area=assessment.area, state=State.APPROVED)
    later = later.filter(quarter__gt=assessment.quarter, quarter__state__in=UNDER_WAY)
    shown = [(one, _in_words(one)) for one in later.select_related("quarter")]
    yield
    for one, before in shown:
        if _in_words(one) != before:
            raise Refused(
                f"{one.quarter.name} is approved and would show its actions otherwise. Say it in "
                "the update of a quarter that is not approved yet, or ask the director to reopen "
                f"{one.quarter.name}."
            )


def _in_words(assessment: Assessment) -> list[dict[str, Said]]:
    states = action_states([assessment.area], assessment.quarter)[assessment.area]
    return [seen.of_action(state) for state in states]


@transaction.atomic
def keep_owners(assessment: Assessment, found: Iterable[ActionState], *, by: User) -> None:
    """Keep whose the area's actions are as it is approved. Somebody who leaves hands them over, and
    an administrator gives people other titles, without asking what is approved."""
    forget_owners(assessment, by=by)
    ApprovedOwner.objects.bulk_create(
        ApprovedOwner(
            action=state.action,
            quarter=assessment.quarter,
            name=state.owner_name,
            role=state.owner_role,
        )
        for state in found
    )


@transaction.atomic
def forget_owners(assessment: Assessment, *, by: User) -> None:
    require(by, Permission.REVIEW, assessment.area)
    kept = ApprovedOwner.objects.filter(quarter=assessment.quarter)
    kept.filter(action__area=assessment.area).delete()
