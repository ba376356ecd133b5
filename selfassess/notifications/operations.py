"""Tells people: stores notices of what is new, and sends each person's e-mail of the day."""

import logging

from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.audit.log import log_event
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.quarters.clock import now, today
from selfassess.quarters.models import Quarter, QuarterState

from . import mail
from .models import AT_ONCE, Digest, Kind, Notice, Preference
from .when_to_notify import REMIND, from_the_calendar, from_the_trail

log = logging.getLogger(__name__)

# A notice of these kinds is still true while the assessment is with the area's head
STILL_WITH_ITS_HEAD = (Kind.DUE, Kind.OVERDUE, Kind.REMINDED, Kind.RETURNED)


def tell() -> int:
    """Store what is new and send what waits. Returns the number of e-mails sent.

    Safe to repeat and to run twice at once: the worker calls it, and a timer may.
    """
    note_down()
    return deliver()


def note_down() -> None:
    """Store new notices. Those that exist already are ignored, because their keys are unique."""
    notices = [*from_the_trail(), *from_the_calendar()]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)


def settle_all() -> None:
    """Mark everything until now as settled, so that nobody is told of a past that a demo loads."""
    note_down()
    Notice.objects.waiting().update(settled_at=now())


def deliver() -> int:
    """Send the notices that wait. Returns the number of e-mails sent."""
    people = User.objects.active().filter(notices__settled_at__isnull=True).distinct()
    at_once = _deliver_at_once()
    return at_once + sum(_deliver_to(person) for person in people.select_related("preference"))


def _deliver_at_once() -> int:
    """Each in an e-mail of its own. Claimed before it is sent, as a day's e-mail is."""
    sent = 0
    urgent = Notice.objects.waiting().filter(kind__in=AT_ONCE)
    for notice in urgent.select_related("person"):
        if not Notice.objects.waiting().filter(pk=notice.pk).update(settled_at=now()):
            continue  # another worker has it
        try:
            mail.send(notice.person.email, [notice])
            sent += 1
        except Exception:  # the server, the network: the next round tries again
            log.warning("An e-mail could not be sent. It is tried again.", exc_info=True)
            Notice.objects.filter(pk=notice.pk).update(settled_at=None)
    return sent


def _deliver_to(person: User) -> bool:
    digest, notices = _claim(person)
    if digest is None:
        return False
    try:
        mail.send(person.email, notices)
    except Exception:  # the server, the network: the next round tries again
        log.warning("An e-mail could not be sent. It is tried again.", exc_info=True)
        _give_back(digest)
        return False
    Digest.objects.filter(pk=digest.pk).update(sent_at=now())
    return True


@transaction.atomic
def _claim(person: User) -> tuple[Digest | None, list[Notice]]:
    """Return today's e-mail and its notices; None when it was sent or nothing is left to tell.

    It is claimed before it is sent: a worker that is killed in between loses a mail rather than
    sending it twice.
    """
    User.objects.select_for_update().get(pk=person.pk)
    waiting = list(person.notices.waiting().exclude(kind__in=AT_ONCE))
    wish = getattr(person, "preference", None) or Preference()
    wanted = [notice for notice in waiting if wish.wants(notice.kind) and _is_still_so(notice)]
    moot = [notice.pk for notice in waiting if notice not in wanted]
    Notice.objects.filter(pk__in=moot).update(settled_at=now())
    if not wanted or person.digests.filter(day=today()).exists():
        return None, []
    digest = Digest.objects.create(person=person, day=today())
    Notice.objects.filter(pk__in=[n.pk for n in wanted]).update(settled_at=now(), digest=digest)
    return digest, wanted


@transaction.atomic
def _give_back(digest: Digest) -> None:
    digest.notices.update(settled_at=None, digest=None)
    digest.delete()


def _is_still_so(notice: Notice) -> bool:
    """Is the notice still true, or was it done while it waited?"""
    assessment = Assessment.objects.filter(quarter=notice.quarter, area=notice.area).first()
    if assessment is None:
        return True
    if notice.kind in STILL_WITH_ITS_HEAD:
        return assessment.is_with_its_head
    if notice.kind == Kind.RECALLED:  # of interest to those whom an e-mail had told of it
        told = Notice.objects.filter(person=notice.person, kind=Kind.SENT, digest__isnull=False)
        is_told = told.filter(quarter=notice.quarter, area=notice.area).exists()
        return is_told and assessment.is_with_its_head
    if notice.kind == Kind.SENT:
        return assessment.state == State.WITH_DIRECTOR
    return True


# --- What people do -----------------------------------------------------------------------------


@transaction.atomic
def choose_emails(person: User, *, wanted: str, by: User) -> None:
    """Store which e-mails somebody wants. It concerns nobody else, so it leaves no event."""
    if by != person:
        raise Refused("People choose for themselves which e-mails they get.")
    Preference.objects.update_or_create(person=person, defaults={"wanted": wanted})


def not_sent(quarter: Quarter) -> list[Assessment]:
    """Return the areas that are not sent to the director, in the order of the report."""
    with_head = [a for a in quarter.assessments.of_areas() if a.is_with_its_head]
    return sorted(with_head, key=lambda a: getattr(a.config, "order", 0))


@transaction.atomic
def remind(quarter: Quarter, *, by: User) -> list[str]:
    """Remind the heads and deputies of every area that is not sent. Returns the areas' names.

    An area is reminded once a day at most. Raises Refused when none is left to remind.
    """
    require(by, Permission.REMIND)
    quarter = Quarter.objects.select_for_update().get(code=quarter.code)
    if quarter.state != QuarterState.OPEN:
        raise Refused(f"{quarter.name} is not open, so there is nothing to send.")
    trail = Event.objects.filter(verb=REMIND, quarter=quarter.code)
    reminded = {event.area for event in trail if event.at.date() == now().date()}
    waiting = [a for a in not_sent(quarter) if a.area not in reminded]
    if not waiting:
        raise Refused("Every area is sent, or was reminded today already.")
    for assessment in waiting:
        log_event("assessment.remind", by=by, assessment=assessment)
    return [assessment.name for assessment in waiting]
