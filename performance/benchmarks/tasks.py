"""Imports official figures in the worker: reading the DfE's files takes seconds and much memory."""

import logging

from django.conf import settings
from django.tasks import task

from selfassess.accounts.models import User
from selfassess.errors import Refused

from .operations import import_lait

log = logging.getLogger(__name__)


@task()
def import_for(authority: str, person: int | None) -> str:
    """Import the figures of an authority. Returns a sentence about the result.

    Workers call this by its dotted path, which queued tasks store: it is never renamed.
    """
    if settings.LAIT_DIR is None:
        return "LAIT_DIR is not set."
    try:
        done = import_lait(settings.LAIT_DIR, authority=authority, by=User.objects.get(pk=person))
        return f"{done.figures} official figures."
    except Refused as refusal:
        log.warning("Official figures could not be imported: %s", refusal)
        return str(refusal)
