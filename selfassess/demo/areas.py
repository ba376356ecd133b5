"""What a head does in the demo: writes an area's texts, lists and rating, and sends it."""

from decimal import Decimal
from typing import Any

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.lifecycle import send
from selfassess.assessments.operations.rating import rate
from selfassess.assessments.operations.writing import Draft, save_section
from selfassess.records.models import Action
from selfassess.records.operations import add, raise_action, update_action
from selfassess.records.record_kinds import KINDS

from .cast import People, writer_of
from .figures import save_remarks
from .records import NOT_RATED, Records


def write_texts(assessment: Assessment, texts: dict[str, str], *, by: User) -> None:
    """Save an area's answers. A section is marked completed when all its questions have one."""
    completed = {
        section.key: bool(section.questions) and all(texts.get(q.key) for q in section.questions)
        for section in assessment.config.sections
        if not assessment.is_overview
    }
    drafts = [Draft(question, text) for question, text in texts.items() if text]
    save_section(assessment, drafts, by=by, completed=completed)


def write_lists(assessment: Assessment, records: Records, people: People) -> None:
    """Save evidence, strengths, areas for development, remarks about figures, and the rating."""
    head = writer_of(assessment.area, people)
    for name, kind in KINDS.items():
        for values in records[name]:
            add(kind.model(assessment=assessment, **values), section=kind.section, by=head)
    for values in records["actions"]:
        _raise(assessment, dict(values), people, by=head)
    for update in records["updates"]:
        _update_carried(assessment, dict(update), by=head)
    save_remarks(assessment, records["remarks"], by=head)
    _rate(assessment, records["rating"], by=head)


def _raise(assessment: Assessment, values: dict[str, Any], people: People, *, by: User) -> None:
    update = values.pop("update", None)
    if account := values.pop("owner_person", ""):
        values["owner_person"] = people[account]
    action = raise_action(assessment, values, by=by)
    if update:
        update_action(action, assessment, update, version=0, by=by)


def _update_carried(assessment: Assessment, values: dict[str, Any], *, by: User) -> None:
    raised_in = values.pop("raised_in", assessment.quarter.period.before.code)
    number = values.pop("number")
    action = Action.objects.get(area=assessment.area, raised_in=raised_in, position=number)
    update_action(action, assessment, values, version=0, by=by)


def _rate(assessment: Assessment, rating: Decimal | int | str | None, *, by: User) -> None:
    """Save a rating, or NOT_RATED for the choice to give none. None leaves the rating open."""
    if rating == NOT_RATED:
        rate(assessment, value=None, not_rated=True, version=0, by=by)
    elif rating is not None:
        rate(assessment, value=Decimal(rating), version=0, by=by)


def complete_and_send(assessment: Assessment, *, by: User) -> None:
    completed = {section.key: True for section in assessment.config.sections}
    save_section(assessment, [], by=by, completed=completed)
    send(assessment, by=by)
