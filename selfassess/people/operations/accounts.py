"""Every change of who is here and what they may do."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from selfassess.access import ROLES_OF_AN_AREA, Permission, Role, require
from selfassess.accounts.backends import may_sign_in_here
from selfassess.accounts.models import Assignment, User
from selfassess.audit.log import log_event
from selfassess.edit_form import as_stored, saved_since
from selfassess.errors import Refused, Stale
from selfassess.people.invited import Invited
from selfassess.people.links import invitation_link
from selfassess.people.tasks import send_password_link, tell_of_new_address
from selfassess.quarters.clock import now
from services.registry import get_area

from .sessions import end_sessions


def clean_roles(role: str, areas: Sequence[str]) -> list[tuple[str, str]]:
    """The (role, area) pairs to hold; Refused when they do not go together."""
    if role not in Role.values:
        raise Refused(f"{role!r} is not a role. Choose one of: {', '.join(Role.values)}.")
    if role not in ROLES_OF_AN_AREA:
        if areas:
            raise Refused(f"A {Role(role).label.lower()} has no area: leave --area out.")
        return [(role, "")]
    if not areas:
        raise Refused(f"A {Role(role).label.lower()} needs at least one area.")
    for slug in areas:
        try:
            get_area(slug)
        except LookupError as error:
            raise Refused(f"{slug!r} is not a service area.") from error
    return [(role, slug) for slug in areas]


@transaction.atomic
def invite(
    *,
    email: str,
    role: str,
    areas: Sequence[str] = (),
    name: str = "",
    job_title: str = "",
    by: User,
) -> User:
    """Make an account without a password, or give one that is there another role.

    The person sets a password with a one-time link: see `send_link`.
    """
    require(by, Permission.ADMINISTER)
    roles = clean_roles(role, areas)
    email = User.objects.normalize_email(email)
    user = User.objects.filter(email__iexact=email).first()
    if user and user.is_system:
        raise Refused(f"{email} is the system's own account. Nobody signs in with it.")
    if user is None:
        user = add_person(User(email=email, name=name or email, job_title=job_title), by=by)
    for role, area in roles:
        assign(user, role=role, area=area, by=by)
    return user


@transaction.atomic
def invite_all(
    people: Iterable[Invited], *, role: str, areas: Sequence[str] = (), send: bool = True, by: User
) -> None:
    """Invite several people to one role, all of them or none. `send`: whether each gets a link."""
    require(by, Permission.ADMINISTER)
    for person in people:
        who = {"email": person.email, "name": person.name, "job_title": person.job_title}
        user = invite(**who, role=role, areas=areas, by=by)
        if send:
            send_link(user, by=by)


@transaction.atomic
def give_roles(user: User, *, role: str, areas: Sequence[str] = (), by: User) -> list[Assignment]:
    """Give somebody who is here a role, and tell which of these is new."""
    require(by, Permission.ADMINISTER)
    held = set(user.assignments.values_list("role", "area"))
    wanted = clean_roles(role, areas)
    return [assign(user, role=r, area=area, by=by) for r, area in wanted if (r, area) not in held]


@transaction.atomic
def add_person(user: User, *, by: User) -> User:
    """Store a new account. It has no password until the person sets one."""
    require(by, Permission.ADMINISTER)
    user.invited_at = now()
    user.set_unusable_password()
    user.save()
    log_event("person.invite", by=by, subject=user.email)
    return user


@transaction.atomic
def assign(user: User, *, role: str, area: str = "", by: User) -> Assignment:
    require(by, Permission.ADMINISTER)
    assignment, created = Assignment.objects.get_or_create(user=user, role=role, area=area)
    if created:
        log_event("person.assign", by=by, subject=user.email, area=area, after={"role": role})
    return assignment


@transaction.atomic
def unassign(assignment: Assignment, *, by: User) -> None:
    """Take a role away. The last administrator stays, or nobody could let anybody in again. One
    that somebody else has taken away already is gone: nothing happens."""
    require(by, Permission.ADMINISTER)
    # A form may have altered the one given
    stored = Assignment.objects.filter(pk=assignment.pk).first()
    if stored is None:
        return
    assignment = stored
    if assignment.role == Role.ADMINISTRATOR:
        _require_another_administrator(assignment.user)
    log_event(
        "person.unassign",
        by=by,
        subject=assignment.user.email,
        area=assignment.area,
        before={"role": assignment.role},
    )
    assignment.delete()
    if assignment.user_id != by.pk:  # who gives one up herself goes on with what she has left
        end_sessions(assignment.user, by=by)


def _require_another_administrator(user: User) -> None:
    # Locked, so that two administrators cannot show each other out at the same moment.
    list(Assignment.objects.filter(role=Role.ADMINISTRATOR).order_by("pk").select_for_update())
    if not User.objects.holding(Role.ADMINISTRATOR).exclude(pk=user.pk).exists():
        raise Refused(f"{user} is the only administrator. Make another one first.")


@transaction.atomic
def change_person(
    user: User, *, by: User, seen: Mapping[str, Any] | None = None, **changes: Any
) -> User:
    """Change name, job title or address. Whether she may sign in is for leaving.py. `seen`: what
    stood on the page; raises Stale when somebody has changed that since."""
    require(by, Permission.ADMINISTER)
    stored = User.objects.locked(user)
    if saved_since(stored, changes, seen or {}):
        sentence = f"Somebody changed {stored} while you were on this page."
        raise Stale(sentence, as_stored(stored, changes))
    changes = {field: value for field, value in changes.items() if getattr(stored, field) != value}
    before = {field: getattr(stored, field) for field in changes}
    if changes:
        for field, value in changes.items():
            setattr(stored, field, value)
        stored.save(update_fields=list(changes))
        if "email" in changes:  # allauth keeps its own list, and would still accept the old one
            EmailAddress.objects.filter(user=stored).delete()
            for address in (before["email"], stored.email):
                tell_of_new_address.enqueue(address, before["email"], stored.email, str(by))
        log_event("person.change", by=by, subject=stored.email, before=before, after=changes)
    return stored


@transaction.atomic
def send_link(user: User, *, by: User) -> None:
    """Let the worker mail her a link to choose a password, or to sign in at the council's provider.
    Nobody else gets to see it. For somebody without a password it is a new invitation, which holds
    from now on."""
    require(by, Permission.ADMINISTER)
    if not user.is_active:
        raise Refused(f"The account of {user} is closed. Open it again first.")
    if not (user.has_usable_password() and may_sign_in_here(user)):
        user.invited_at = now()
        user.save(update_fields=["invited_at"])
    log_event("person.link", by=by, subject=user.email)
    send_password_link.enqueue(user.email, invited=True)


@transaction.atomic
def print_link(user: User, *, by: User) -> str:
    """Such a link for a command to print, where no mail is set up."""
    require(by, Permission.ADMINISTER)
    log_event("person.print_link", by=by, subject=user.email)
    return invitation_link(user)
