import pytest
from django.test import Client

from selfassess.single_sign_on import discovery

from .provider import FakeProvider, running


@pytest.fixture
def provider(settings, db):
    """Single sign-on is set up, as in production."""
    discovery.keys_at.cache_clear()
    settings.SECOND_FACTOR = True
    with running() as found:
        settings.SINGLE_SIGN_ON = found.configuration()
        yield found


@pytest.fixture
def visitor(provider: FakeProvider) -> Client:
    """The browser of somebody who is not signed in."""
    return Client()
