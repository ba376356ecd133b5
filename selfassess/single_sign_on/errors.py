"""Why somebody could not be signed in."""

from allauth.socialaccount.providers.oauth2.client import OAuth2Error


class NotSignedIn(OAuth2Error):
    """allauth turns it into a page (people/single_sign_on.py). `why`: a word for the log and for
    whoever looks after the portal, never anything out of the token."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ProviderDown(NotSignedIn):
    """The provider does not answer, or answers nonsense."""
