"""Which kept form a page is asked to fill in, and which one a sign-in leads to."""

from datetime import timedelta

from django.db.models import Q

from selfassess.accounts.models import User
from selfassess.assessments.models import KeptPost
from selfassess.quarters.clock import now

OFFERED_FOR = timedelta(days=3)  # unasked, at the next sign-in


def find_kept(user: User, number: str, path: str | None) -> KeptPost | None:
    """The form that this page is asked to fill in again, if it is this person's. `path`: None where
    it is being sent, which may be to another address than it came from: what was typed into a
    record that somebody has removed is added as a new one."""
    if not (number.isdecimal() and number.isascii() and len(number) < 16):
        return None
    waiting = KeptPost.objects.waiting_for(user).select_related("assessment")
    here = Q(path=path) | Q(path__startswith=f"{path}?") if path else Q()
    return waiting.filter(here, pk=number).first()


def offered_to(user: User) -> KeptPost | None:
    """What she is led back to when she signs in without wanting to go anywhere."""
    return KeptPost.objects.waiting_for(user).filter(at__gt=now() - OFFERED_FOR).last()
