"""What allauth asks the portal: who may come in, where a sign-in leads, what is to be noted."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User
from selfassess.accounts.proof import is_proved
from selfassess.accounts.second_factor import note_factors
from selfassess.accounts.views import no_passwords
from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind
from selfassess.authenticated_request import signed_in
from selfassess.kept_forms.reading import offered_to
from selfassess.single_sign_on.session import (
    begin_at_provider,
    came_from_provider,
    signing_out_there,
)

from .operations.break_glass import tell_of_break_glass
from .operations.sessions import end_sessions
from .tasks import tell_of_factor, tell_of_new_password

# What allauth would mail about second factors → what happened
FACTORS = {
    "mfa/email/totp_activated": AccessKind.FACTOR_ADDED,
    "mfa/email/webauthn_added": AccessKind.FACTOR_ADDED,
    "mfa/email/totp_deactivated": AccessKind.FACTOR_REMOVED,
    "mfa/email/webauthn_removed": AccessKind.FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": AccessKind.CODES_MADE,
}


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by invitation, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right",
        "enter_current_password": "Enter the password that you have now",
        "incorrect_password": "The password is not right",
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

    def pre_login(
        self, request: HttpRequest, user: User, *, signal_kwargs: Any = None, **kwargs: Any
    ) -> HttpResponse | None:
        """A passkey of before opens nothing where people sign in at the council's provider."""
        is_local = "sociallogin" not in (signal_kwargs or {})
        if is_local and not may_sign_in_here(user):
            note(AccessKind.FAILED, request, person=user)
            return no_passwords(request)
        answer: HttpResponse | None = super().pre_login(
            request, user, signal_kwargs=signal_kwargs, **kwargs
        )
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        note_factors(request, user)
        note(AccessKind.SIGNED_IN, request, person=user)
        if user.is_break_glass:
            tell_of_break_glass(user, used=True)

    def post_login(
        self, request: HttpRequest, user: User, *, signal_kwargs: Any = None, **kwargs: Any
    ) -> HttpResponse:
        if signal_kwargs and "sociallogin" in signal_kwargs:
            begin_at_provider(request, signal_kwargs["sociallogin"].claims)
        answer: HttpResponse = super().post_login(
            request, user, signal_kwargs=signal_kwargs, **kwargs
        )
        return answer

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return signing_out_there(request) or super().get_logout_redirect_url(request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Where somebody has signed in, there she also says again that it is she."""
        if not came_from_provider(self.request):
            methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
            return methods
        url = reverse("single_sign_on_again")
        return [{"id": "single_sign_on", "description": "Sign in again", "url": url}]

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        is_changed = self.request.path == reverse("account_change_password")
        kind = AccessKind.PASSWORD_CHANGED if is_changed else AccessKind.PASSWORD_RESET
        note(kind, self.request, person=user)
        end_sessions(user, by=user, but=self.request.session.session_key or "")
        tell_of_new_password.enqueue(user.pk)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        return not is_proved(self.request)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Any = None, email: str | None = None
    ) -> None:
        """The worker tells people; the access log has it, too."""
        if kind := FACTORS.get(template_prefix):
            note_factors(self.request, user)
            note(kind, self.request, person=user)
            tell_of_factor.enqueue(user.pk, kind.value)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the form that arrived while she was signed out, if there is one."""
        kept = offered_to(signed_in(request))
        return kept.get_absolute_url() if kept else super().get_login_redirect_url(request)
