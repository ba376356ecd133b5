import pytest

from selfassess.claims import reading
from tests.assessments.conftest import mash, quarter  # noqa: F401 (the same quarter and area)
from tests.factories import get_assessment, write

from .fake_engine import FakeEngine

CLAIM = "99.9% of contacts were decided in time, above our target of 90%."


@pytest.fixture
def engine(monkeypatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(reading, "findings_of", fake.findings_of)
    monkeypatch.setattr(reading, "between_areas", fake.between_areas)
    return fake


@pytest.fixture
def claim(mash, cast, engine):  # noqa: F811 (pytest hands it over)
    """Only “What do you know?” of MASH says 99.9%."""
    write(mash, by=cast.head)
    write(get_assessment(mash.quarter_id), know=CLAIM, by=cast.head)
    return get_assessment(mash.quarter_id)


@pytest.fixture
def key(claim) -> str:
    return reading.findings_of([claim])["mash"].findings[0].key
