import pytest

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from tests.factories import make_quarter


@pytest.fixture
def catalogue(db):
    load_catalogue(by=User.objects.command_line())


@pytest.fixture
def quarter(cast, catalogue):
    """Q2 2020/21 is open."""
    return make_quarter()
