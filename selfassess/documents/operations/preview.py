"""A document before it is brought in: stored, rearranged by hand, discarded."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from selfassess.access import Permission, require
from selfassess.accounts.models import User
from selfassess.documents.knowledge import surroundings
from selfassess.documents.models import Document, DocumentState
from selfassess.documents.placing import NOWHERE, Piece, place
from selfassess.documents.plan import areas_of
from selfassess.errors import Refused
from selfassess.quarters.clock import now
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter

PREVIEW_LASTS = timedelta(days=2)


@transaction.atomic
def store(
    read: dict[str, Any],
    *,
    quarter: Quarter,
    period: QuarterPeriod | None,
    area: str = "",
    name: str,
    data: bytes,
    by: User,
) -> Document:
    """Give each piece of a document that was read its place, and keep that for a preview.

    Previews that nobody brought in are deleted after two days.
    """
    allowed = areas_of(by, area)
    if not allowed:
        raise PermissionDenied("You may not bring documents in.")
    for one in allowed:
        require(by, Permission.IMPORT_DOCUMENTS, one)
    if not settings.LEGAL_HOLD:
        old = now() - PREVIEW_LASTS
        Document.objects.filter(state=DocumentState.PREVIEW, brought_at__lt=old).delete()
    document = Document(
        quarter=quarter,
        period=period.code if period else "",
        area=area,
        name=name[:200],
        sha256=sha256(data).hexdigest(),
        brought_by=by,
    )
    only = allowed[0] if len(allowed) == 1 else ""
    pieces = place(read, surroundings(quarter, period), only=only)
    for piece in pieces:
        if piece.place and piece.area not in allowed:
            piece.place, piece.why = NOWHERE, "It is of another area"
    document.keep_pieces(pieces)
    document.save()
    return document


def lock_document(document: Document, *, by: User) -> Document:
    """The document as it is now; Refused when it is gone, PermissionDenied when it is not hers."""
    stored = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk).first()
    if stored is None:
        raise Refused(f"{document.name} has since been discarded. Upload it again.")
    if stored.brought_by_id != by.pk:
        require(by, Permission.ADMINISTER)
    for area in areas_of(by, stored.area) or [stored.area]:
        require(by, Permission.IMPORT_DOCUMENTS, area)
    return stored


@transaction.atomic
def rearrange(document: Document, pieces: list[Piece], *, version: int, by: User) -> Document:
    """Keep the pieces as somebody has arranged them, on the version that she saw."""
    stored = lock_document(document, by=by)
    if stored.state != DocumentState.PREVIEW:
        raise Refused("It has been brought in already. Undo that to arrange it again.")
    if stored.version != version:
        raise Refused(
            "Somebody has rearranged this since you opened it. Nothing was changed: look again."
        )
    stored.keep_pieces(pieces)
    stored.version += 1
    stored.save(update_fields=["pieces", "version"])
    return stored


@transaction.atomic
def discard(document: Document, *, by: User) -> None:
    """Delete a preview. It changed nothing, so it leaves no event."""
    lock_document(document, by=by)
    Document.objects.filter(pk=document.pk, state=DocumentState.PREVIEW).delete()
