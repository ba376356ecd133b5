"""What the database itself refuses about assessments and what is written in them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from selfassess.assessments.models import Answer, Assessment, Comment, KeptText, SectionMark
from selfassess.quarters.clock import now
from tests.factories import get_assessment, write


def refused(name: str, *columns: str):
    """SQLite names the columns of a unique constraint, PostgreSQL the constraint."""
    said = ", ".join(columns) if columns and connection.vendor == "sqlite" else name
    return pytest.raises(IntegrityError, match=said)


def change(assessment: Assessment, **fields) -> None:
    with transaction.atomic():
        Assessment.objects.filter(pk=assessment.pk).update(**fields)


def test_an_area_has_one_assessment_a_quarter(mash):
    columns = ("assessments_assessment.quarter_id", "assessments_assessment.area")
    with refused("an_area_has_one_assessment_a_quarter", *columns), transaction.atomic():
        Assessment.objects.create(quarter=mash.quarter, area="mash", area_name="MASH")


def test_an_assessment_is_in_a_known_state(mash):
    with refused("an_assessment_is_in_a_known_state"):
        change(mash, state="lost")


@pytest.mark.parametrize("half", ["sent_at", "sent_by"])
def test_sending_has_a_person_and_a_time(mash, cast, half):
    value = now() if half == "sent_at" else cast.head
    with refused("sending_has_a_person_and_a_time"):
        change(mash, **{half: value})


@pytest.mark.parametrize("half", ["approved_at", "approved_by"])
def test_approval_has_a_person_and_a_time(mash, cast, half):
    whole = {"approved_at": now(), "approved_by": cast.director}
    with pytest.raises(IntegrityError, match=r"approval_has_a_person_and_a_time|has_an_approval"):
        change(mash, state="approved", **{half: whole[half]})


def test_an_approved_assessment_has_an_approval(mash):
    with refused("only_an_approved_assessment_has_an_approval"):
        change(mash, state="approved")


def test_only_an_approved_assessment_has_one(mash, cast):
    with refused("only_an_approved_assessment_has_an_approval"):
        change(mash, approved_at=now(), approved_by=cast.director)


def test_more_time_has_a_reason(mash):
    with refused("more_time_has_a_reason"):
        change(mash, longer_until=date(2020, 10, 23))


def test_a_question_has_one_answer(mash, cast):
    write(mash, know="Ours.", by=cast.head)
    columns = ("assessments_answer.assessment_id", "assessments_answer.question")
    with refused("a_question_has_one_answer", *columns), transaction.atomic():
        Answer.objects.create(assessment=mash, question="know", saved_by=cast.head)


def test_versions_count_from_one(mash, cast):
    with refused("versions_count_from_one"), transaction.atomic():
        Answer.objects.create(assessment=mash, question="know", version=0, saved_by=cast.head)


def test_a_section_is_marked_once(mash):
    SectionMark.objects.create(assessment=mash, section="know", completed=True)
    columns = ("assessments_sectionmark.assessment_id", "assessments_sectionmark.section")
    with refused("a_section_is_marked_once", *columns), transaction.atomic():
        SectionMark.objects.create(assessment=mash, section="know", completed=False)


def test_a_comment_says_something(mash, cast):
    with refused("a_comment_says_something"), transaction.atomic():
        Comment.objects.create(assessment=mash, question="know", text="", by=cast.director)


@pytest.mark.parametrize("half", ["resolved_at", "resolved_by"])
def test_resolving_has_a_person_and_a_time(mash, cast, half):
    value = now() if half == "resolved_at" else cast.head
    with refused("resolving_has_a_person_and_a_time"), transaction.atomic():
        mash.comments.create(question="know", text="Why?", by=cast.director, **{half: value})


@pytest.mark.parametrize("half", [{"settled_at": now()}, {"outcome": "mine"}])
def test_settled_text_has_an_outcome(mash, cast, half):
    with refused("settled_text_has_an_outcome"), transaction.atomic():
        KeptText.objects.create(
            assessment=mash, question="know", text="Mine.", reason="stale", by=cast.head, **half
        )


def test_a_quarter_with_assessments_stays(mash):
    with pytest.raises(ProtectedError):
        mash.quarter.delete()


def test_who_has_written_stays(mash, cast):
    write(mash, know="Ours.", by=cast.head)
    with pytest.raises(ProtectedError):
        cast.head.delete()
    assert get_assessment(mash.quarter).answer_to("know").saved_by == cast.head
