"""Brings a document in: all of it or nothing, and never over what somebody has written."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from performance.models import Kpi
from performance.operations.bringing import bring_figure
from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.operations.bringing import bring_answer, bring_rating
from selfassess.audit.log import log_event
from selfassess.documents.models import Brought, Document, DocumentState
from selfassess.documents.placing import Piece
from selfassess.documents.plan import Plan, action_text, areas_of, make, numbers_of
from selfassess.errors import Refused
from selfassess.plain_text import tidy
from selfassess.quarters.clock import now
from selfassess.quarters.models import Quarter
from selfassess.quarters.operations import lock_quarter
from selfassess.records.models import SHORT
from selfassess.records.operations.bringing import bring_action, bring_strength

from .preview import lock_document

Kind = Brought.Kind


@transaction.atomic
def bring_in(document: Document, *, version: int | None = None, by: User) -> Plan:
    """Write what has a place and where nothing is written yet. `version`: of the pieces that a page
    showed; None for a command. Returns what was done, and what stayed out."""
    for code in sorted({document.quarter_id, document.period} - {""}):
        if Quarter.objects.filter(code=code).exists():
            lock_quarter(code)
    document = lock_document(document, by=by)
    if document.state != DocumentState.PREVIEW:
        raise Refused("This has been brought in already.")
    if version is not None and document.version != version:
        raise Refused(
            "Somebody has rearranged this since you opened it. Nothing was brought in: look again."
        )
    for area in areas_of(by, document.area):
        require(by, Permission.IMPORT_DOCUMENTS, area)
    plan = make(document, by=by)
    if not plan.does_something:
        raise Refused("Nothing of it has a place where nothing is written, so nothing was done.")
    writer = _Writer(document, by)
    writer.write(plan)
    document.changes = writer.changes
    document.state, document.done_at = DocumentState.DONE, now()
    document.save()
    log_event(
        "document.bring",
        by=by,
        quarter=document.quarter_id,
        subject=document.name[:100],
        after=plan.counts | {"sha256": document.sha256},
    )
    return plan


class _Writer:
    """Writes, and notes for each thing how it can be undone."""

    def __init__(self, document: Document, by: User) -> None:
        self.document, self.by = document, by
        self.changes: list[dict[str, Any]] = []
        wanted = {document.quarter_id, document.period} - {""}
        found = Assessment.objects.of_areas().filter(quarter__in=wanted).select_related("quarter")
        self.assessments = {(one.quarter_id, one.area): one for one in found}

    def write(self, plan: Plan) -> None:
        here, own = self.document.quarter_id, self.document.period
        for (area, question), text in plan.answers.items():
            self._answer(self.assessments[here, area], question, text)
        for piece in plan.strengths:
            self._strength(self.assessments[here, piece.area], piece)
        for piece in plan.actions:
            self._action(self.assessments[here, piece.area], piece)
        for piece in plan.figures:
            self._figure(self.assessments[own, piece.area], piece)
        for piece in plan.scores:
            self._score(self.assessments[own, piece.area], piece)

    def _note(
        self, assessment: Assessment, section: str, kind: str, key: str, version: int, name: str
    ) -> None:
        Brought.objects.create(
            document=self.document, assessment=assessment, section=section, kind=kind, key=key
        )
        self.changes.append(
            {
                "kind": kind,
                "key": key,
                "area": assessment.area,
                "quarter": assessment.quarter_id,
                "section": section,
                "version": version,
                "name": name[:100],
            }
        )

    def _answer(self, assessment: Assessment, question: str, text: str) -> None:
        answer = bring_answer(assessment, question, text, by=self.by)
        section = assessment.section_of(question)
        name = assessment.config.question(question).text
        self._note(assessment, section, Kind.ANSWER, question, answer.version, name)

    def _strength(self, assessment: Assessment, piece: Piece) -> None:
        values = {"text": tidy(piece.text), "evidence": tidy(piece.evidence)}
        strength = bring_strength(assessment, values, by=self.by)
        self._note(assessment, "strengths", Kind.STRENGTH, str(strength.pk), 1, strength.text)

    def _action(self, assessment: Assessment, piece: Piece) -> None:
        owner, text = tidy(piece.owner), action_text(piece)
        if len(owner) > SHORT:
            owner, text = "", f"{text}\nOwner in the document: {owner}"
        values = {
            "text": text,
            "impact": tidy(piece.impact),
            "owner": owner,
            "first_due": date.fromisoformat(piece.due) if piece.due else None,
        }
        action = bring_action(assessment, values, by=self.by)
        self._note(assessment, "development", Kind.ACTION, str(action.pk), 1, text)

    def _figure(self, assessment: Assessment, piece: Piece) -> None:
        kpi = Kpi.objects.in_force(assessment.quarter_id).get(code=piece.kpi)
        source = f"Document: {self.document.name}"
        measure = bring_figure(assessment, kpi, numbers_of(piece), source=source, by=self.by)
        self._note(assessment, "indicators", Kind.FIGURE, kpi.code, measure.version, kpi.name)

    def _score(self, assessment: Assessment, piece: Piece) -> None:
        rating = bring_rating(assessment, Decimal(piece.value), by=self.by)
        self._note(assessment, "rating", Kind.SCORE, "rating", rating.version, rating.shown)
