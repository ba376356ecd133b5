"""What the database itself refuses about quarters."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from selfassess.quarters.models import Quarter
from tests.factories import make_quarter

DUE = date(2020, 10, 16)


def test_a_quarter_is_in_a_known_state(db):
    with pytest.raises(IntegrityError, match="a_quarter_is_in_a_known_state"):
        Quarter.objects.create(code="2020-21-q2", due=DUE, state="forgotten")


def test_a_quarter_is_there_once(db):
    make_quarter("2020-21-q2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Quarter.objects.create(code="2020-21-q2", due=DUE)


def test_a_quarter_with_assessments_cannot_be_deleted(db):
    quarter = make_quarter("2020-21-q2")
    with pytest.raises(IntegrityError):
        quarter.delete()
