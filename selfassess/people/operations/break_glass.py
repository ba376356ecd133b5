"""The account for the day on which the council's provider lets nobody in. It is made by command,
has a password and a second factor, and every use of it is told to the administrators."""

from django.db import transaction

from selfassess.access import Permission, Role, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.people.tasks import tell_of_break_glass_account

from .accounts import invite


@transaction.atomic
def make_break_glass(*, email: str, name: str = "", by: User) -> User:
    """An administrator's account of its own: never the one with which somebody works."""
    require(by, Permission.ADMINISTER)
    email = User.objects.normalize_email(email)
    there = User.objects.filter(email__iexact=email).first()
    if there and not there.is_break_glass:
        raise Refused(f"{email} is the account of a person. Use an address of its own.")
    person = User.objects.locked(invite(email=email, role=Role.ADMINISTRATOR, name=name, by=by))
    if not person.is_break_glass:
        person.is_break_glass = True
        person.save(update_fields=["is_break_glass"])
        log_event("person.break_glass", by=by, subject=person.email)
        tell_of_break_glass(person, used=False)
    return person


def tell_of_break_glass(person: User, *, used: bool) -> None:
    """Every administrator is told, at once, so that nobody uses it unseen."""
    administrators = User.objects.holding(Role.ADMINISTRATOR).values_list("email", flat=True)
    for address in {person.email, *administrators}:
        tell_of_break_glass_account.enqueue(address, person.pk, used)
