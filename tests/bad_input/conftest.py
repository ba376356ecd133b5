import pytest

from tests.factories import kpis_before, make_quarter


@pytest.fixture
def head(cast, sign_in):
    kpis_before()
    make_quarter()
    return sign_in(cast.head)
