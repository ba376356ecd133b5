import pytest

from tests.assessments.conftest import mash, quarter  # noqa: F401 (the same quarter and area)
from tests.pages import words_on


@pytest.fixture
def home(sign_in):
    """What this person reads on her first page, or on another one."""
    return lambda person, address="/": words_on(sign_in(person).get(address))
