"""Which person of the provider an account belongs to: bound once, by an invitation, and never found
by an e-mail address."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils import timezone

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.audit.log import log_event
from selfassess.errors import Refused
from selfassess.people.tasks import tell_of_binding

from .accounts import send_link
from .sessions import end_sessions


def binding_of(person: User) -> SocialAccount | None:
    return SocialAccount.objects.filter(user=person).first()


@transaction.atomic
def bind(person: User, *, issuer: str, subject: str, tid: str = "", by: User) -> None:
    """Whoever has followed the invitation is this person from now on. What she signed in with
    before ends: password, second factors, sessions. Refused where the account is somebody else's.
    """
    if by != person:
        raise Refused("An invitation is accepted by whoever it was sent to.")
    at_invitation = person.last_login
    person = User.objects.locked(person)
    if person.last_login != at_invitation:  # its link was followed twice at the same moment
        raise Refused("That invitation has been accepted already.")
    if person.is_break_glass or not person.is_active:
        raise Refused(f"{person} does not sign in with single sign-on.")
    there = SocialAccount.objects.filter(provider=issuer, uid=subject).first()
    if there and there.user_id != person.pk:
        raise Refused("That account belongs to somebody else.")
    before = SocialAccount.objects.filter(user=person).exclude(pk=there and there.pk)
    again = before.exists() or there is not None
    before.delete()
    if there is None:
        try:
            with transaction.atomic():
                SocialAccount.objects.create(
                    user=person, provider=issuer, uid=subject, extra_data={"tid": tid}
                )
        except IntegrityError as error:  # two invitations at the same moment
            raise Refused("That account belongs to somebody else.") from error
    person.set_unusable_password()
    person.last_login = timezone.now()  # so the link holds no longer
    person.save(update_fields=["password", "last_login"])
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person, by=by)
    log_event("person.bind", by=by, subject=person.email, after={"issuer": issuer, "again": again})
    tell_of_binding.enqueue(person.pk)


@transaction.atomic
def unbind(person: User, *, by: User) -> bool:
    """Until another invitation is accepted nobody signs in to this account. False when it was not
    bound."""
    require(by, Permission.ADMINISTER)
    person = User.objects.locked(person)
    gone, _ = SocialAccount.objects.filter(user=person).delete()
    if not gone:
        return False
    end_sessions(person, by=by)
    log_event("person.unbind", by=by, subject=person.email)
    return True


@transaction.atomic
def invite_again(person: User, *, by: User) -> None:
    """Bind anew: whoever was bound is so no more, and the invitation goes to the person's address,
    never to whoever sends it."""
    require(by, Permission.ADMINISTER)
    unbind(person, by=by)
    send_link(person, by=by)


@transaction.atomic
def invite_all_unbound(*, by: User) -> int:
    """When single sign-on is switched on: everybody here who has accepted no invitation to it."""
    require(by, Permission.ADMINISTER)
    waiting = User.objects.active().filter(is_break_glass=False, socialaccount=None)
    for person in waiting:
        send_link(person, by=by)
    return len(waiting)
