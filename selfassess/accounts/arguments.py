"""A person as an argument of a command."""

from django.core.management.base import CommandError

from .models import User


def for_whom(email: str | None) -> User:
    """Who acts, by e-mail address: the system's own account where none is given."""
    if not email:
        return User.objects.command_line()
    try:
        return User.objects.active().get(email__iexact=email)
    except User.DoesNotExist as error:
        raise CommandError(f"Nobody here has the address {email!r}.") from error
