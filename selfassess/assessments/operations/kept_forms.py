"""Whole forms that arrive when nobody is signed in: kept, filled in again, and settled once saved.

Answers are kept one by one (kept.py). Everything else that takes words is kept as it was sent: the
page is drawn again with what had been typed, and its own Save decides as ever.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, QueryDict

from selfassess.access import Permission, can, has_any
from selfassess.assessments.models import Assessment, KeptPost
from selfassess.audit.log import log_event
from selfassess.quarters.clock import now

OURS = {"csrfmiddlewaretoken", "author", "save_id"}  # not typed by anybody
CARRIED = ("version", "kept", "seen")  # nor these, but the form needs them
MOST = 500_000  # characters of one form
OFFERED_FOR = timedelta(days=3)  # unasked, at the next sign-in
LONGEST_ADDRESS = 300  # characters, with what it asks for
WRITERS = (
    Permission.WRITE_WORDS,
    Permission.WRITE_FIGURES,
    Permission.WRITE_OVERVIEW,
    Permission.REVIEW,
)
OFFICE = (*WRITERS, Permission.WRITE_TARGETS, Permission.IMPORT, Permission.ADMINISTER)


@transaction.atomic
def keep_post(assessment: Assessment | None, *, path: str, post: QueryDict, by) -> KeptPost | None:
    """Keep a form for its author, once. None for what nobody has typed, or who may not write.

    Forms that belong to no assessment (targets, imports, dates) are kept as well; their pages
    decide, when they are sent again, whether their author may still do what they ask for.
    """
    sent = [[name, value] for name, values in post.lists() for value in values if name not in OURS]
    size = sum(len(name) + len(value) for name, value in sent)
    is_hers = _may_write(by, assessment)
    typed = any(value.strip() for name, value in sent if not name.endswith(CARRIED))
    if not is_hers or size > MOST or not typed:
        return None
    sent = [[name.replace("\0", ""), value.replace("\0", "")] for name, value in sent]
    waiting = KeptPost.objects.waiting_for(by).filter(path=path)
    same = next((one for one in waiting if one.fields == sent), None)
    if same:
        return same
    kept = KeptPost.objects.create(assessment=assessment, path=path, fields=sent, by=by)
    log_event("form.keep", by=by, assessment=assessment, subject=path[:100], after={"fields": sent})
    return kept


def _may_write(by, assessment: Assessment | None) -> bool:
    if assessment is None:
        return has_any(by, OFFICE)
    return any(can(by, permission, assessment.area) for permission in WRITERS)


def address_of(request: HttpRequest) -> str:
    """The page a form came from, with what it was asked for: targets have a quarter there."""
    asked = request.GET.copy()
    asked.pop("kept", None)
    whole = f"{request.path}?{asked.urlencode()}" if asked else request.path
    return whole if len(whole) <= LONGEST_ADDRESS else request.path


@transaction.atomic
def settle_post(kept: KeptPost, *, by, discarded: bool = False) -> None:
    """It has been saved from its page, or is wanted no more. Its author alone says so, also when
    she may write no longer: it is her own text."""
    if kept.by != by:
        raise PermissionDenied("Only its author decides about a kept form.")
    if KeptPost.objects.waiting_for(by).filter(pk=kept.pk).update(settled_at=now()):
        log_event(
            "form.discard" if discarded else "form.use",
            by=by,
            assessment=kept.assessment,
            subject=kept.path[:100],
        )


def find_kept(user, number: str, path: str) -> KeptPost | None:
    """The form that this page is asked to fill in again, if it is this person's."""
    if not (number.isdecimal() and number.isascii() and len(number) < 16):
        return None
    waiting = KeptPost.objects.waiting_for(user).select_related("assessment")
    here = Q(path=path) | Q(path__startswith=f"{path}?")
    return waiting.filter(here, pk=number).first()


def offered_to(user) -> KeptPost | None:
    """What she is led back to when she signs in without wanting to go anywhere."""
    return KeptPost.objects.waiting_for(user).filter(at__gt=now() - OFFERED_FOR).last()
