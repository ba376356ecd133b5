"""What allauth asks the portal: who may come in, where a sign-in leads, what is to be noted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from selfassess.accounts.models import User
from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind
from selfassess.authenticated_request import signed_in
from selfassess.kept_forms.reading import offered_to

from .tasks import tell_of_new_password


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by invitation, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right",
        "enter_current_password": "Enter the password that you have now",
        "too_many_login_attempts": "Too many attempts. Wait a few minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        try:
            return super().is_safe_url(url)
        except ValueError:  # no address at all, such as //[
            return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            note(AccessKind.LOCKED_OUT, request, email=credentials.get("email", ""))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        note(AccessKind.FAILED, request, email=credentials.get("email", ""))

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        note(AccessKind.FAILED, request, person=user)
        return super().respond_user_inactive(request, user)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note(AccessKind.SIGNED_IN, request, person=user)

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        is_changed = self.request.path == reverse("account_change_password")
        kind = AccessKind.PASSWORD_CHANGED if is_changed else AccessKind.PASSWORD_RESET
        note(kind, self.request, person=user)
        tell_of_new_password.enqueue(user.pk)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the form that arrived while she was signed out, if there is one."""
        kept = offered_to(signed_in(request))
        return kept.get_absolute_url() if kept else super().get_login_redirect_url(request)
