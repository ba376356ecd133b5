"""The council's provider of single sign-on, as the environment names it.

The settings read it before there is any app.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from selfassess import env

LONGEST_ISSUER = 200  # characters; a column of allauth's holds it
# Of Entra ID: anybody's directory, so that the issuer of a token would say nothing
OPEN_TO_ANYBODY = {"common", "organizations", "consumers"}


@dataclass(frozen=True)
class Provider:
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "your council account"  # what people read on buttons: “Sign in with …”
    tenant: str = ""  # the directory that tokens must name; empty: none is asked for
    roles: tuple[str, ...] = ()  # one of these app roles lets in; none: everybody invited
    userinfo: bool = False  # ask the provider's second address, too

    @property
    def origin(self) -> str:
        url = urlsplit(self.issuer)
        return f"{url.scheme}://{url.netloc}"


def current() -> Provider:
    """For what is reached only where single sign-on is set up."""
    provider: Provider | None = settings.SINGLE_SIGN_ON
    if provider is None:
        raise ImproperlyConfigured("Single sign-on is not set up: OIDC_ISSUER is empty.")
    return provider


def read(*, production: bool) -> Provider | None:
    """None where people sign in with a password of this portal's."""
    issuer = env.text("OIDC_ISSUER")
    if not issuer:
        return None
    provider = Provider(
        issuer=issuer,
        client_id=env.text("OIDC_CLIENT_ID"),
        client_secret=env.text("OIDC_CLIENT_SECRET"),
        name=env.text("OIDC_NAME", Provider.name),
        tenant=env.text("OIDC_TENANT"),
        roles=tuple(env.words("OIDC_APP_ROLES", [])),
        userinfo=env.boolean("OIDC_USERINFO"),
    )
    if problems := _problems(provider, production=production):
        raise ImproperlyConfigured("OIDC_ISSUER is set, but: " + " ".join(problems))
    return provider


def _problems(provider: Provider, *, production: bool) -> list[str]:
    url, problems = urlsplit(provider.issuer), []
    if url.scheme not in ("https", "http") or not url.netloc or url.query or url.fragment:
        problems.append("it is no address. Copy “issuer” from the provider’s metadata.")
    if production and url.scheme != "https":
        problems.append("it does not begin with https://.")
    if len(provider.issuer) > LONGEST_ISSUER:
        problems.append(f"it is longer than {LONGEST_ISSUER} characters.")
    if OPEN_TO_ANYBODY & set(url.path.split("/")):
        problems.append("it is open to every directory. Name your own directory (tenant) in it.")
    if not provider.client_id:
        problems.append("OIDC_CLIENT_ID is missing.")
    if not provider.client_secret:
        problems.append("OIDC_CLIENT_SECRET is missing.")
    return problems
