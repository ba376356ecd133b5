"""Keeping a whole form, and settling it."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import QueryDict

from selfassess.access import Permission, can, has_any, require
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, KeptPost, KeptText
from selfassess.assessments.operations.keeping import is_told_whole
from selfassess.audit.log import log_event
from selfassess.legal_hold import refuse_on_legal_hold
from selfassess.quarters.clock import now

from .sent import CARRIED, OURS, SHOWN

MOST = 500_000  # characters of one form
WRITERS = (
    Permission.WRITE_WORDS,
    Permission.WRITE_FIGURES,
    Permission.WRITE_OVERVIEW,
    Permission.REVIEW,
)
OFFICE = (*WRITERS, Permission.WRITE_TARGETS, Permission.IMPORT, Permission.ADMINISTER)


@transaction.atomic
def keep_post(
    assessment: Assessment | None, *, path: str, post: QueryDict, by: User
) -> KeptPost | None:
    """Keep a form for its author, once. None for what nobody has typed, or who may not write.

    Forms that belong to no assessment (targets, imports, dates) are kept as well; their pages
    decide, when they are sent again, whether their author may still do what they ask for.
    """
    sent = [[name, value] for name, values in post.lists() for value in values if name not in OURS]
    size = _size(sent)
    is_hers = _may_write(by, assessment)
    typed = any(
        value.strip()
        for name, value in sent
        if not name.endswith(CARRIED) and not name.startswith(SHOWN)
    )
    if not is_hers or size > MOST or not typed:
        return None
    sent = [[name.replace("\0", ""), value.replace("\0", "")] for name, value in sent]
    waiting = KeptPost.objects.waiting_for(by).filter(path=path)
    same = next((one for one in waiting if one.fields == sent), None)
    if same:
        return same
    kept = KeptPost.objects.create(assessment=assessment, path=path, fields=sent, by=by)
    is_told = is_told_whole("form.keep", by, size)
    told = {"fields": sent} if is_told else {"size": size}
    log_event("form.keep", by=by, assessment=assessment, subject=path[:100], after=told)
    KeptPost.objects.let_go(by)
    return kept


def is_too_long(post: QueryDict) -> bool:
    """Is it a form that is not kept because there is too much in it?"""
    return (
        _size(
            [name, value] for name, values in post.lists() for value in values if name not in OURS
        )
        > MOST
    )


def _size(sent: Iterable[list[str]]) -> int:
    return sum(len(name) + len(value) for name, value in sent)


@transaction.atomic
def purge_kept(*, by: User) -> tuple[int, int]:
    """Delete forms and texts whose time has come, and say how many: what was decided on, and what
    waited for half a year in vain. Saying so takes one event."""
    require(by, Permission.ADMINISTER)
    refuse_on_legal_hold()
    settled = now() - timedelta(days=settings.KEPT_SETTLED_DAYS)
    waiting = now() - timedelta(days=settings.KEPT_WAITING_DAYS)
    forms, _ = KeptPost.objects.outdated(settled, waiting).delete()
    texts, _ = KeptText.objects.outdated(settled, waiting).delete()
    if forms or texts:
        log_event("form.purge", by=by, after={"forms": forms, "texts": texts})
    return forms, texts


def _may_write(by: User, assessment: Assessment | None) -> bool:
    if assessment is None:
        return has_any(by, OFFICE)
    return any(can(by, permission, assessment.area) for permission in WRITERS)


@transaction.atomic
def settle_post(kept: KeptPost, *, by: User, discarded: bool = False) -> None:
    """It has been saved from its page, or is wanted no more. Its author alone says so, also when
    she may write no longer: it is her own text."""
    if kept.by_id != by.pk:
        raise PermissionDenied("Only its author decides about a kept form.")
    if KeptPost.objects.waiting_for(by).filter(pk=kept.pk).update(settled_at=now()):
        log_event(
            "form.discard" if discarded else "form.use",
            by=by,
            assessment=kept.assessment,
            subject=kept.path[:100],
        )
