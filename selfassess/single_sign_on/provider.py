"""The council's provider, for allauth, which keeps the state of a sign-in, makes its PKCE and
exchanges its code. Tokens are read here and kept nowhere."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from selfassess.oidc import Provider, current

from . import discovery, id_token
from .errors import NotSignedIn, ProviderDown


def nonce_of(verifier: str) -> str:
    """What the token must say again. Made of the secret that the session keeps for PKCE, so that a
    token belongs to one sign-in of one browser."""
    return urlsafe_b64encode(sha256(b"nonce " + verifier.encode()).digest()).decode().rstrip("=")


def redirect_address() -> str:
    """Where the provider sends people back to, as it is registered there."""
    path: str = reverse("single_sign_on_callback")
    return settings.PUBLIC_URL.rstrip("/") + path


def social_app(provider: Provider) -> SocialApp:
    """The settings, as allauth wants them. (It would also read such rows from the database.)"""
    return SocialApp(
        provider=CouncilProvider.id,
        provider_id=provider.issuer,
        name=provider.name,
        client_id=provider.client_id,
        secret=provider.client_secret,
        settings={"server_url": discovery.address_of_metadata(provider)},
    )


class CheckedAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's, with everything checked that it leaves out."""

    nonce = ""

    def __init__(self, request: HttpRequest) -> None:
        self.council = current()
        super().__init__(request, self.council.issuer)

    @property
    def openid_config(self) -> dict[str, Any]:
        return discovery.metadata(self.council)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return redirect_address()

    def get_access_token_data(
        self,
        request: HttpRequest,
        app: SocialApp,
        client: Any,
        pkce_code_verifier: str | None = None,
    ) -> dict[str, Any]:
        if not pkce_code_verifier:
            raise NotSignedIn("pkce")
        self.nonce = nonce_of(pkce_code_verifier)
        try:
            found = super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (RequestException, KeyError, ValueError) as error:
            raise ProviderDown("token address") from error
        if not isinstance(found, dict):
            raise NotSignedIn("token answer")
        return found

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        return SocialToken()  # none is kept

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        answer = kwargs["response"]
        claims = id_token.verify(
            answer.get("id_token"),
            provider=self.council,
            keys=discovery.keys_at(self.openid_config["jwks_uri"]),
            nonce=self.nonce,
        )
        if self.council.userinfo:
            claims = self._with_userinfo(claims, answer["access_token"])
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims  # for as long as this request takes
        return login

    def _with_userinfo(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """The second address is no witness of its own: it must speak of the same person."""
        try:
            more = self._fetch_user_info(access_token)
        except (RequestException, KeyError, ValueError) as error:
            raise ProviderDown("userinfo") from error
        if not isinstance(more, dict) or more.get("sub") != claims["sub"]:
            raise NotSignedIn("userinfo")
        return more | claims


class CouncilProvider(OpenIDConnectProvider):
    oauth2_adapter_class = CheckedAdapter
    pkce_enabled_default = True

    def get_oauth2_adapter(self, request: HttpRequest) -> CheckedAdapter:
        return CheckedAdapter(request)

    def get_pkce_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def get_default_scope(self) -> list[str]:
        return ["openid", "profile"]

    def extract_uid(self, data: dict[str, Any]) -> str:
        subject: str = data["sub"]
        return subject

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"tid": data["tid"]} if "tid" in data else {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """No name and no address: neither says who it is."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []


provider_classes = [CouncilProvider]
