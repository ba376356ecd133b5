"""Answers and ratings that come from a document, and go again when that is undone.

They are written only where nothing is, and taken out only as they came.
"""

from decimal import Decimal

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Answer, Assessment, Rating
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.quarters.clock import now

from .lifecycle import lock
from .writing import begin, meet_requests, write_answer

WRITTEN = "Something is written there already."


def open_for_documents(assessment: Assessment, section: str, by: User) -> Assessment:
    """The locked assessment, or Refused when this section's words are locked."""
    require(by, Permission.IMPORT_DOCUMENTS, assessment.area)
    assessment = lock(assessment)
    if locked := assessment.locked_in(section):
        raise Refused(locked)
    return assessment


@transaction.atomic
def bring_answer(assessment: Assessment, question: str, text: str, *, by: User) -> Answer:
    assessment = open_for_documents(assessment, assessment.section_of(question), by)
    answer = assessment.answers.filter(question=question).first()
    if answer and answer.text:
        raise Refused(WRITTEN)
    answer = write_answer(assessment, answer, question, text, None, by=by)
    begin(assessment, by=by)
    meet_requests(assessment, [question], by=by)
    return answer


@transaction.atomic
def take_out_answer(assessment: Assessment, question: str, *, version: int, by: User) -> bool:
    """Empty an answer that is as it came, and say whether it was."""
    assessment = open_for_documents(assessment, assessment.section_of(question), by)
    answer = assessment.answers.filter(question=question).first()
    if answer is None or answer.version != version:
        return False
    write_answer(assessment, answer, question, "", None, by=by)
    return True


@transaction.atomic
def bring_rating(assessment: Assessment, value: Decimal, *, by: User) -> Rating:
    assessment = open_for_documents(assessment, "rating", by)
    stored = Rating.objects.filter(assessment=assessment).first()
    if stored and (stored.value is not None or stored.not_rated):
        raise Refused(WRITTEN)
    rating = _store(stored or Rating(assessment=assessment, version=0), value, by)
    begin(assessment, by=by)
    return rating


@transaction.atomic
def take_out_rating(assessment: Assessment, *, version: int, by: User) -> bool:
    assessment = open_for_documents(assessment, "rating", by)
    rating = Rating.objects.filter(assessment=assessment).first()
    if rating is None or rating.version != version:
        return False
    _store(rating, None, by)
    return True


def _store(rating: Rating, value: Decimal | None, by: User) -> Rating:
    before = {"value": rating.value, "not_rated": rating.not_rated}
    rating.value, rating.not_rated = value, False
    rating.version += 1
    rating.saved_at, rating.saved_by = now(), by
    rating.save()
    after = {"value": value, "not_rated": False}
    log_event("rating.save", by=by, assessment=rating.assessment, before=before, after=after)
    return rating
