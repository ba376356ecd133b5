import pytest

from selfassess.assessments.models import Assessment
from selfassess.quarters.models import Quarter
from tests.factories import get_assessment, make_quarter


@pytest.fixture
def quarter(db) -> Quarter:
    """Open, with an empty assessment for every area."""
    return make_quarter("2020-21-q2")


@pytest.fixture
def mash(quarter) -> Assessment:
    return get_assessment(quarter)
