"""Text that arrives when it cannot be saved is kept for its author and offered back.

Every form that takes text carries a signed note of who it was made for (`author`). When the form
comes back without a session, or with a token that a new sign-in has replaced, that note says
whose text it is; nobody can forge one for somebody else.
"""

import logging
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied

from selfassess.accounts.models import User

from .forms import form_for
from .models import Assessment, KeptReason
from .operations.kept_forms import address_of, keep_post
from .operations.writing import LONGEST_ANSWER, Draft, keep_texts
from .reading import sections_of

SALT = "selfassess.author"
AUTHOR_HOURS = 24 * 3
LONGEST_KEPT = 2 * LONGEST_ANSWER  # characters; more than a form accepts, less than a flood

# Why an address that is asked by a script answers 401
SIGNED_OUT, SOMEBODY_ELSE = "signed_out", "somebody_else"

log = logging.getLogger(__name__)


def in_json(view):
    """Marks a view that a page's script asks: when nobody is signed in, it is told so in JSON."""
    view.in_json = True
    return view


def speaks_json(view) -> bool:
    return getattr(view, "in_json", False)


def author_note(user, assessment: Assessment | None = None) -> str:
    return signing.dumps([user.pk, assessment and assessment.pk], salt=SALT)


def drafts_from(post, assessment: Assessment) -> list[Draft]:
    """The answers in a raw POST, as far as a form of this assessment has them."""
    asked = [row.key for section in sections_of(assessment) for row in section.rows]
    if post.get("question") in asked and "text" in post:  # one answer, sent while it was typed
        return [Draft(post["question"], post["text"], _whole(post.get("version", "")))]
    return [
        Draft(key, post[f"{key}-text"], _whole(post.get(f"{key}-version", "")))
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


def is_for_somebody_else(note: str, user) -> bool:
    """Was the page made for another person than the one who is signed in now? (An old note still
    says so: it decides nothing but whom the page belongs to.)"""
    try:
        return signing.loads(note, salt=SALT)[0] != user.pk
    except signing.BadSignature:
        return False


def keep_signed_out_post(request) -> int:
    """Keep what a POST brings that arrived without a session or with an old token.

    Returns how many texts or forms were kept; 0 when the note does not prove whose they are. A form
    that is kept whole is also `request.kept_form`, for the way back to it.
    """
    if request.method != "POST" or "author" not in request.POST:
        return 0
    try:
        user_id, assessment_id = signing.loads(
            request.POST["author"], salt=SALT, max_age=AUTHOR_HOURS * 3600
        )
        author = User.objects.active().get(pk=user_id)
        assessment = _assessment(assessment_id)
        drafts = drafts_from(request.POST, assessment) if assessment else []
        if assessment and (drafts or speaks_json(request.resolver_match.func)):
            drafts = [draft for draft in drafts if len(draft.text) <= LONGEST_KEPT]
            page = whole_id(request.POST.get("page") or request.POST.get("save_id", ""))
            kept = keep_texts(assessment, drafts, KeptReason.SIGNED_OUT, by=author, page=page)
            form = form_for(request.resolver_match.kwargs.get("section", ""))
            whole = form.besides_answers(request.POST, assessment)
        else:
            kept, whole = 0, request.POST
        address = address_of(request)
        request.kept_form = keep_post(assessment, path=address, post=whole, by=author)
        return kept + int(request.kept_form is not None)
    except (signing.BadSignature, User.DoesNotExist, Assessment.DoesNotExist, PermissionDenied):
        log.warning("A signed-out form could not be kept: its author is not proved.")
        return 0


def _assessment(pk: int | None) -> Assessment | None:
    """None for a form that belongs to no assessment; DoesNotExist when its own is gone."""
    return Assessment.objects.select_related("quarter").get(pk=pk) if pk else None
