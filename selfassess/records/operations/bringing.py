"""Strengths and actions that come from a document, and go again when that is undone."""

from typing import Any

from django.db import models, transaction
from django.db.models import Max

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.bringing import open_for_documents
from selfassess.quarters.clock import now
from selfassess.quarters.operations import lock_unissued
from selfassess.records.models import Action, Strength

from .approved_actions import later_approved_stay, later_quarter_with
from .save_record import all_values, finish

STRENGTHS, DEVELOPMENT = "strengths", "development"


@transaction.atomic
def bring_strength(assessment: Assessment, values: dict[str, Any], *, by: User) -> Strength:
    assessment = open_for_documents(assessment, STRENGTHS, by)
    strength = Strength.objects.create(
        assessment=assessment,
        position=_next(Strength.objects.filter(assessment=assessment)),
        saved_at=now(),
        saved_by=by,
        **values,
    )
    finish("record.add", assessment, STRENGTHS, "strength", {}, all_values(strength), by=by)
    return strength


@transaction.atomic
def bring_action(assessment: Assessment, values: dict[str, Any], *, by: User) -> Action:
    """Raised in the assessment's quarter. Its first date may be over: it is what was agreed."""
    lock_unissued(since=assessment.quarter_id)
    assessment = open_for_documents(assessment, DEVELOPMENT, by)
    raised = Action.objects.filter(area=assessment.area, raised_in=assessment.quarter)
    with later_approved_stay(assessment):
        action = Action.objects.create(
            area=assessment.area,
            raised_in=assessment.quarter,
            position=_next(raised),
            saved_at=now(),
            saved_by=by,
            **values,
        )
    told = all_values(action)
    finish("action.raise", assessment, DEVELOPMENT, action.text[:100], {}, told, by=by)
    return action


@transaction.atomic
def take_out_strength(assessment: Assessment, number: int, *, version: int, by: User) -> bool:
    """Remove a strength that is as it came, and say whether it was."""
    assessment = open_for_documents(assessment, STRENGTHS, by)
    strength = Strength.objects.filter(pk=number, version=version).first()
    if strength is None:
        return False
    before = all_values(strength) | {"number": number}
    strength.delete()
    finish("record.remove", assessment, STRENGTHS, "strength", before, {}, by=by)
    return True


@transaction.atomic
def take_out_action(assessment: Assessment, number: int, *, version: int, by: User) -> bool:
    """The same for an action of which nobody has said yet how it stands, and which no later quarter
    that is approved shows."""
    lock_unissued(since=assessment.quarter_id)
    assessment = open_for_documents(assessment, DEVELOPMENT, by)
    action = Action.objects.filter(pk=number, version=version, updates=None).first()
    if action is None or later_quarter_with(action, assessment):
        return False
    before = all_values(action) | {"number": number}
    name = action.text[:100]
    action.delete()
    finish("action.remove", assessment, DEVELOPMENT, name, before, {}, by=by)
    return True


def _next(rows: models.QuerySet[Any]) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1
