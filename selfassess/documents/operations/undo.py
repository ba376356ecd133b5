"""Takes out again what a document has brought in; what somebody has edited since stays."""

from typing import Any

from django.db import transaction

from performance.operations.bringing import take_out_figure
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.bringing import take_out_answer, take_out_rating
from selfassess.audit.log import log_event
from selfassess.documents.models import Brought, Document, DocumentState
from selfassess.documents.plan import areas_of
from selfassess.errors import Refused
from selfassess.quarters.operations import lock_quarter
from selfassess.records.operations.bringing import take_out_action, take_out_strength

from .preview import lock_document

Kind = Brought.Kind


@transaction.atomic
def undo(document: Document, *, by: User) -> list[str]:
    """Take it out as one. Returns what was left, each as a sentence."""
    for code in sorted({change["quarter"] for change in document.changes}):
        lock_quarter(code)
    document = lock_document(document, by=by)
    if document.state != DocumentState.DONE:
        raise Refused("This document is not brought in, so there is nothing to undo.")
    for area in areas_of(by, document.area):
        require(by, Permission.IMPORT_DOCUMENTS, area)
    quarters = {change["quarter"] for change in document.changes}
    found = Assessment.objects.filter(quarter__in=quarters).select_related("quarter")
    assessments = {(one.quarter_id, one.area): one for one in found}
    document.left = [
        said
        for change in document.changes
        if (said := _take_out(assessments[change["quarter"], change["area"]], change, by))
    ]
    document.state = DocumentState.UNDONE
    document.save(update_fields=["state", "left"])
    document.things.unconfirmed().delete()  # what was left is somebody's own by now
    log_event(
        "document.undo",
        by=by,
        quarter=document.quarter_id,
        subject=document.name[:100],
        after={"left": len(document.left)},
    )
    return document.left


def _take_out(assessment: Assessment, change: dict[str, Any], by: User) -> str:
    """Why it stays, as a sentence; empty when it went."""
    told = f"{assessment.name}, “{change['name']}”"
    kind, key, version = change["kind"], change["key"], change["version"]
    try:
        if kind == Kind.ANSWER:
            went = take_out_answer(assessment, key, version=version, by=by)
        elif kind == Kind.STRENGTH:
            went = take_out_strength(assessment, int(key), version=version, by=by)
        elif kind == Kind.ACTION:
            went = take_out_action(assessment, int(key), version=version, by=by)
        elif kind == Kind.FIGURE:
            went = take_out_figure(assessment, key, version=version, by=by)
        else:
            went = take_out_rating(assessment, version=version, by=by)
    except Refused as locked:
        return f"{told}: {locked}"
    return "" if went else f"{told} was edited since."
