import pytest

from tests.factories import kpis_before, make_quarter


@pytest.fixture
def catalogue(db):
    kpis_before()


@pytest.fixture
def quarter(cast, catalogue):
    """Q2 2020/21 is open."""
    return make_quarter()
