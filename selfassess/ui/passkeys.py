"""The forms of passkeys: settings.MFA_FORMS names them.

allauth takes what a browser sends for well formed, and fails on what is not: anybody may send
anything.
"""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django import forms
from fido2.webauthn import UserVerificationRequirement

from selfassess.forms import CouncilMixin, JsonField

# What reading it may raise: wrong kinds, missing parts, broken CBOR, another key's signature
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    InvalidSignature,
    LookupError,
    TypeError,
    ValueError,
    struct.error,
)


class Signed(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = JsonField(widget=forms.HiddenInput)


class NewPasskey(CouncilMixin, Signed, AddWebAuthnForm):
    labels = {"name": "Name", "passwordless": "Sign in with it alone"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "So that you know which it is, for example: work laptop"
        self.fields[
            "passwordless"
        ].help_text = "Without your password. The device then asks for a PIN, finger or face."

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean() or {}
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyName(CouncilMixin, EditWebAuthnForm):
    labels = {"name": "Name"}


class Proof(Signed):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyAlone(Proof, LoginWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        """The session holds one challenge at a time. The one of another page, which asks for no PIN
        because a password went before it, is none here: a key that was found would be enough."""
        state = auth.get_state() or {}
        if state.get("user_verification") != UserVerificationRequirement.REQUIRED:
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_credential()


class PasskeyBesidePassword(Proof, AuthenticateWebAuthnForm):
    pass


class PasskeyAgain(Proof, ReauthenticateWebAuthnForm):
    pass
