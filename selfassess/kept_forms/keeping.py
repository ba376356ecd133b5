"""A form that arrives without a session, or with a token that a new sign-in has replaced."""

import logging
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from selfassess.accounts.models import User
from selfassess.assessments.forms import form_for
from selfassess.assessments.models import Assessment, KeptPost
from selfassess.assessments.signed_out import (
    NotProved,
    are_too_long,
    author_of,
    drafts_from,
    keep_drafts,
    speaks_json,
)

from .operations import is_too_long, keep_post

LONGEST_ADDRESS = 300  # characters, with what it asks for

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """What became of it: so many texts, and what else was in the form."""

    texts: int = 0
    form: KeptPost | None = None
    is_too_long: bool = False  # something of it was not kept, because there was too much

    @property
    def number(self) -> int:
        return self.texts + int(self.form is not None)


def keep_signed_out(request: HttpRequest) -> Kept:
    """Keep what a POST brings that cannot be saved; nothing when its note does not prove whose it
    is."""
    if request.method != "POST" or "author" not in request.POST:
        return Kept()
    try:
        author, assessment = author_of(request.POST)
        return _keep(request, assessment, by=author)
    except (NotProved, PermissionDenied):
        log.warning("A signed-out form could not be kept: its author is not proved.")
        return Kept()


def _keep(request: HttpRequest, assessment: Assessment | None, *, by: User) -> Kept:
    """Of a section's form the texts one by one, as answers are, and the rest as a form."""
    texts, rest = 0, request.POST
    is_cut = False
    drafts = drafts_from(request.POST, assessment) if assessment else []
    if assessment and (drafts or speaks_json(request.resolver_match.func)):
        is_cut = are_too_long(drafts)
        texts = keep_drafts(assessment, drafts, request.POST, by=by)
        section = request.resolver_match.kwargs.get("section", "")
        rest = form_for(section).besides_answers(request.POST, assessment)
    form = keep_post(assessment, path=address_of(request), post=rest, by=by)
    return Kept(texts, form, is_cut or is_too_long(rest))


def address_of(request: HttpRequest) -> str:
    """The page a form came from, with what it was asked for: targets have a quarter there."""
    asked = request.GET.copy()
    asked.pop("kept", None)
    whole = f"{request.path}?{asked.urlencode()}" if asked else request.path
    return whole if len(whole) <= LONGEST_ADDRESS else request.path
