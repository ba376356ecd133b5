import pytest

from tests.factories import kpis_before, make_quarter


@pytest.fixture
def head(cast, sign_in):
    make_quarter()
    kpis_before()
    return sign_in(cast.head)
