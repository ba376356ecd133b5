"""Text that arrives when it cannot be saved is kept for its author and offered back.

Every form that takes text carries a signed note of who it was made for (`author`). When the form
comes back without a session, or with a token that a new sign-in has replaced, that note says
whose text it is; nobody can forge one for somebody else.
"""

import logging
from typing import Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from selfassess.accounts.models import User

from .models import Assessment, KeptReason
from .operations.writing import LONGEST_ANSWER, Draft, keep_texts
from .reading import sections_of

SALT = "selfassess.author"
AUTHOR_HOURS = 24 * 3
LONGEST_KEPT = 2 * LONGEST_ANSWER  # characters; more than a form accepts, less than a flood

# Why an address that is asked by a script answers 401
SIGNED_OUT, SOMEBODY_ELSE = "signed_out", "somebody_else"

log = logging.getLogger(__name__)


def in_json(view: Any) -> Any:
    """Marks a view that a page's script asks: when nobody is signed in, it is told so in JSON."""
    view.in_json = True
    return view


def speaks_json(view: Any) -> bool:
    return getattr(view, "in_json", False)


def author_note(user: User, assessment: Assessment | None = None) -> str:
    return signing.dumps([user.pk, assessment and assessment.pk], salt=SALT)


def drafts_from(post: QueryDict, assessment: Assessment) -> list[Draft]:
    """The answers in a raw POST, as far as a form of this assessment has them."""
    asked = [row.key for section in sections_of(assessment) for row in section.rows]
    if post.get("question") in asked and "text" in post:  # one answer, sent while it was typed
        return [Draft(str(post["question"]), str(post["text"]), _whole(post.get("version", "")))]
    return [
        Draft(key, str(post[f"{key}-text"]), _whole(post.get(f"{key}-version", "")))
        for key in asked
        if f"{key}-text" in post
    ]


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def whole_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def is_for_somebody_else(note: str, user: User) -> bool:
    """Was the page made for another person than the one who is signed in now? (An old note still
    says so: it decides nothing but whom the page belongs to.)"""
    try:
        return signing.loads(note, salt=SALT)[0] != user.pk
    except signing.BadSignature:
        return False


class NotProved(Exception):
    """The note of a form does not say whose it is."""


def author_of(post: QueryDict) -> tuple[User, Assessment | None]:
    """Whose form this is, and to which assessment it belongs, if to any; or NotProved."""
    try:
        note = signing.loads(post.get("author", ""), salt=SALT, max_age=AUTHOR_HOURS * 3600)
        author_id, assessment_id = note
        author = User.objects.active().get(pk=author_id)
        if assessment_id is None:
            return author, None
        return author, Assessment.objects.select_related("quarter").get(pk=assessment_id)
    except (signing.BadSignature, User.DoesNotExist, Assessment.DoesNotExist) as error:
        raise NotProved from error


def are_too_long(drafts: list[Draft]) -> bool:
    """Is there one of which more arrived than is kept?"""
    return any(len(draft.text) > LONGEST_KEPT for draft in drafts)


def keep_drafts(assessment: Assessment, drafts: list[Draft], post: QueryDict, *, by: User) -> int:
    """Keep answers that arrived signed out. Returns how many differ from what is stored."""
    drafts = [draft for draft in drafts if len(draft.text) <= LONGEST_KEPT]
    page = whole_id(post.get("page") or post.get("save_id", ""))
    return keep_texts(assessment, drafts, KeptReason.SIGNED_OUT, by=by, page=page)


def keep_for_its_author(post: QueryDict) -> None:
    """Keep an answer that was typed on a page made for somebody else, if its note proves whose."""
    try:
        author, assessment = author_of(post)
        if assessment:
            keep_drafts(assessment, drafts_from(post, assessment), post, by=author)
    except (NotProved, PermissionDenied):
        log.warning("An answer could not be kept: its author is not proved.")
