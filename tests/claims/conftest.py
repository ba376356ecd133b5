import pytest

from selfassess.claims import reading
from tests.assessments.conftest import mash, quarter  # noqa: F401 (the same quarter and area)

from .fake_engine import FakeEngine

CLAIM = "99.9% of contacts were decided in time, above our target of 90%."


@pytest.fixture
def engine(monkeypatch) -> FakeEngine:
    fake = FakeEngine()
    monkeypatch.setattr(reading, "findings_of", fake.findings_of)
    monkeypatch.setattr(reading, "between_areas", fake.between_areas)
    return fake
