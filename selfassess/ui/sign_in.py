"""The forms of signing in, in our words: settings.ACCOUNT_FORMS names them."""

from typing import Any

from allauth.account import forms
from django.http import HttpRequest

from selfassess.accounts.models import User
from selfassess.audit.access_log import note
from selfassess.audit.models import AccessKind
from selfassess.forms import CouncilMixin
from selfassess.people.tasks import send_password_link


class SignIn(CouncilMixin, forms.LoginForm):
    labels = {"login": "Work e-mail address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].help_text = ""  # the link to a new password stands by the button


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
