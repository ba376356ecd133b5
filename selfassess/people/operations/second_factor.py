"""A lost second factor: taken off an account by command."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from selfassess.access import Permission, Role, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.people.tasks import tell_of_lost_factor

from .sessions import end_sessions


@transaction.atomic
def forget_second_factor(person: User, *, by: User) -> None:
    """Take app, passkeys and recovery codes off an account and end its sessions: at the next
    sign-in, with the password alone, a new one is set up. She and all administrators are told."""
    require(by, Permission.ADMINISTER)
    person = User.objects.locked(person)
    forgotten, _ = Authenticator.objects.filter(user=person).delete()
    if not forgotten:
        raise Refused(f"{person.email} has no second factor.")
    end_sessions(person, by=by)
    log_event("person.forget_factor", by=by, subject=person.email)
    administrators = User.objects.holding(Role.ADMINISTRATOR).values_list("email", flat=True)
    for address in {person.email, *administrators}:
        tell_of_lost_factor.enqueue(address, person.pk, str(by))
