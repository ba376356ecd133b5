from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from selfassess.authenticated_request import signed_in
from selfassess.kept_forms.reading import offered_to


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by invitation, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right",
        "enter_current_password": "Enter the password that you have now",
        "too_many_login_attempts": "Too many attempts. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the form that arrived while she was signed out, if there is one."""
        kept = offered_to(signed_in(request))
        return kept.get_absolute_url() if kept else super().get_login_redirect_url(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """E-mails lead to the portal's own address, whatever host the request was sent to."""
        path = reverse("account_reset_password_from_key", args=key.split("-", 1))
        return settings.PUBLIC_URL.rstrip("/") + path
