"""How somebody's account stands: invited, not answered in time, in use or closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import User
from selfassess.quarters.clock import now
from selfassess.tones import Tone, TonedChoices


class Standing(TonedChoices):
    UNBOUND = "unbound", Tone.NEED, "Needs an invitation"
    EXPIRED = "expired", Tone.NEED, "Invitation has expired"
    INVITED = "invited", Tone.MOVING, "Invited"
    IN_USE = "in_use", Tone.PLAIN, "In use"
    CLOSED = "closed", Tone.RESTING, "Closed"


# Has chosen no password, or is bound to nobody of the council's provider
WAITING = {Standing.INVITED, Standing.EXPIRED, Standing.UNBOUND}


@dataclass(frozen=True)
class Account:
    """One line of the list of people."""

    person: User
    standing: Standing
    since: datetime | None  # when the newest invitation was sent

    @property
    def waits(self) -> bool:
        return self.standing in WAITING


def account_of(person: User) -> Account:
    return Account(person, _standing(person), person.invited_at)


def _standing(person: User) -> Standing:
    if not person.is_active:
        return Standing.CLOSED
    sent = person.invited_at
    if may_sign_in_here(person):
        if sent is None or person.has_usable_password() or _came_after(person, sent):
            return Standing.IN_USE
    elif person.socialaccount_set.all():  # type: ignore[attr-defined]
        return Standing.IN_USE
    elif sent is None or _came_after(person, sent):
        return Standing.UNBOUND  # came in with a password, before there was a provider
    return Standing.INVITED if now() < sent + link_holds() else Standing.EXPIRED


def _came_after(person: User, sent: datetime) -> bool:
    return person.last_login is not None and person.last_login >= sent


def link_holds() -> timedelta:
    """For how long an invitation can be answered."""
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
