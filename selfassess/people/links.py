"""The link with which somebody accepts an invitation: by choosing a password, or by signing in at
the council's provider. It is made where it is sent or printed, and kept nowhere."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def invitation_link(user: User) -> str:
    """A link that works once, within PASSWORD_RESET_TIMEOUT."""
    key = default_token_generator.make_token(user)
    place = (
        "account_reset_password_from_key" if may_sign_in_here(user) else "single_sign_on_invitation"
    )
    path = reverse(place, args=[user_pk_to_url_str(user), key])
    return settings.PUBLIC_URL.rstrip("/") + path


def mail_is_set_up() -> bool:
    """With `console:` mails are only printed by whichever process sends them."""
    return settings.MAILERS["default"]["BACKEND"] != CONSOLE
