"""The forms of signing in, in our words: settings.ACCOUNT_FORMS names them."""

from typing import Any

from allauth.account import forms
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from selfassess.accounts.models import User
from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind
from selfassess.forms import CouncilMixin
from selfassess.people.tasks import send_password_link

CODE_HOLDS = 120  # seconds; longer than any code is accepted


class SignIn(CouncilMixin, forms.LoginForm):
    labels = {"login": "Work e-mail address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].help_text = ""  # the link to a new password stands by the button

    def clean_login(self) -> str:
        """In one form, so that every way to write an address counts as the same in limits on
        guessing."""
        return User.objects.normalize_email(super().clean_login())


class ForgottenPassword(CouncilMixin, forms.ResetPasswordForm):
    """The worker looks whether an account has the address: the answer says nothing, by no time."""

    labels = {"email": "Work e-mail address"}

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        note(AccessKind.LINK_ASKED, request, email=email)
        send_password_link.enqueue(email, invited=False)
        return email


class NewPassword(CouncilMixin, forms.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "The same password again"}


class ChangePassword(CouncilMixin, forms.ChangePasswordForm):
    labels = {"oldpassword": "Current password", **NewPassword.labels}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""


class PasswordAgain(CouncilMixin, forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class CodeMixin(CouncilMixin):
    """A code from an app, or one of those that were written down."""

    labels = {"code": "Code"}
    hint = "Six digits from your authenticator app, or one of your recovery codes"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.help_text = self.hint
        code.widget.attrs |= {"class": "govuk-input--width-10", "inputmode": "numeric"}

    def clean_code(self) -> str:
        """Each code is good once. allauth remembers one for half a minute, and accepts it for one
        and a half."""
        user = self.user  # type: ignore[attr-defined]
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            used = f"second-factor.{user.pk}.{normalize_user_code(code)}"
            if not cache.add(used, True, timeout=CODE_HOLDS):
                raise get_adapter().validation_error("incorrect_code")
        except ValidationError:
            note(AccessKind.FAILED, context.request, person=user)
            raise
        return code


class Code(CodeMixin, codes.AuthenticateForm):
    pass


class CodeAgain(CodeMixin, codes.ReauthenticateForm):
    pass


class FirstCode(CodeMixin, ActivateTOTPForm):
    labels = {"code": "Code from the app"}
    hint = "Six digits"
