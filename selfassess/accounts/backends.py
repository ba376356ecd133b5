"""Who may sign in with something of this portal's own: everybody, unless people sign in at the
council's provider. Then only the accounts for the day on which that does not work."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from .models import Assignment, User


def may_sign_in_here(user: User) -> bool:
    return settings.SINGLE_SIGN_ON is None or user.is_break_glass


class Passwords(AuthenticationBackend):
    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> AbstractBaseUser | None:
        """After the password was looked at, so that no answer is quicker than another."""
        user = super().authenticate(request, **credentials)
        return user if isinstance(user, User) and may_sign_in_here(user) else None

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        """Whose session it is, with her roles: every page asks for both, here in one query."""
        held = list(Assignment.objects.filter(user=user_id).select_related("user"))
        if not held:
            return super().get_user(user_id)
        user = held[0].user
        user.held_roles = held
        return user if self.user_can_authenticate(user) else None
