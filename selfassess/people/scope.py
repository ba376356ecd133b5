"""Getting hold of a person: administrators may, to everybody else there is nobody."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from selfassess.access import Permission, can
from selfassess.accounts.models import User


def administrators_only(user: User) -> None:
    if not can(user, Permission.ADMINISTER):
        raise Http404


def get_person(user: User, number: int, **facts: Any) -> User:
    return get_object_or_404(User.objects.visible_to(user).with_roles(), pk=number, **facts)
