import pytest

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from tests.factories import make_quarter


@pytest.fixture
def head(cast, sign_in):
    make_quarter()
    load_catalogue(by=User.objects.command_line())
    return sign_in(cast.head)
