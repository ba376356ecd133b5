"""The forms of signing in, in our words: settings.ACCOUNT_FORMS names them."""

from typing import Any

from allauth.account import forms

from selfassess.forms import CouncilMixin


class SignIn(CouncilMixin, forms.LoginForm):
    labels = {"login": "Work e-mail address", "password": "Password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username", "spellcheck": "false"}
        self.fields["password"].help_text = ""  # the link to a new password stands by the button


class ForgottenPassword(CouncilMixin, forms.ResetPasswordForm):
    labels = {"email": "Work e-mail address"}


class NewPassword(CouncilMixin, forms.ResetPasswordKeyForm):
    labels = {"password1": "New password", "password2": "The same password again"}


class ChangePassword(CouncilMixin, forms.ChangePasswordForm):
    labels = {"oldpassword": "Current password", **NewPassword.labels}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
