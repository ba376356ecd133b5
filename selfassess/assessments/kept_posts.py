"""Whole forms that arrive when nobody is signed in: kept, filled in again, and settled once saved.

Answers are kept one by one (kept.py). Everything else that takes words is kept as it was sent: the
page is drawn again with what had been typed, and its own Save decides as ever.
"""

from datetime import timedelta

from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from selfassess.access import Permission, can
from selfassess.audit.log import record
from selfassess.quarters.clock import now

from .models import Assessment, KeptPost

OURS = {"csrfmiddlewaretoken", "author", "save_id", "kept"}  # not typed by anybody
MOST = 500_000  # characters of one form
OFFERED_FOR = timedelta(days=3)  # unasked, at the next sign-in
WRITERS = (
    Permission.WRITE_WORDS,
    Permission.WRITE_FIGURES,
    Permission.WRITE_OVERVIEW,
    Permission.REVIEW,
)


@transaction.atomic
def keep_post(assessment: Assessment, *, path: str, post: QueryDict, by) -> KeptPost | None:
    """Keep a form for its author, once. None for what nobody has typed, or who may not write."""
    sent = [[name, value] for name, values in post.lists() for value in values if name not in OURS]
    size = sum(len(name) + len(value) for name, value in sent)
    is_hers = any(can(by, permission, assessment.area) for permission in WRITERS)
    typed = any(value.strip() for name, value in sent if not name.endswith("version"))
    if not is_hers or size > MOST or not typed:
        return None
    sent = [[name.replace("\0", ""), value.replace("\0", "")] for name, value in sent]
    waiting = KeptPost.objects.waiting_for(by).filter(path=path)
    same = next((one for one in waiting if one.fields == sent), None)
    if same:
        return same
    kept = KeptPost.objects.create(assessment=assessment, path=path, fields=sent, by=by)
    record("form.keep", by=by, assessment=assessment, subject=path[:100], after={"fields": sent})
    return kept


@transaction.atomic
def settle_post(kept: KeptPost, *, by, discarded: bool = False) -> None:
    """It has been saved from its page, or is wanted no more."""
    if KeptPost.objects.waiting_for(by).filter(pk=kept.pk).update(settled_at=now()):
        record(
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
    return waiting.filter(pk=number, path=path).first()


def offered_to(user) -> KeptPost | None:
    """What she is led back to when she signs in without wanting to go anywhere."""
    return KeptPost.objects.waiting_for(user).filter(at__gt=now() - OFFERED_FOR).last()


@require_POST
def discard(request, number: int) -> HttpResponse:
    mine = KeptPost.objects.filter(by=request.user).select_related("assessment")
    kept = get_object_or_404(mine, pk=number)
    settle_post(kept, by=request.user, discarded=True)
    return redirect(kept.path)
