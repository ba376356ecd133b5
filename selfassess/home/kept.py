"""What this person typed that could not be saved and waits for her. Whoever closes the page to
which a sign-in leads back finds it here, of whatever quarter it is."""

from django.db.models import Value

from selfassess.access import can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, KeptPost, KeptText

TEXTS, FORMS = "texts", "forms"


def what_was_kept(user: User) -> dict[str, list[Assessment] | list[KeptPost]]:
    """For most people nothing was, which one query tells."""
    texts, forms = (kept.objects.waiting_for(user).order_by() for kept in (KeptText, KeptPost))
    kinds = texts.values_list(Value(TEXTS)).union(forms.values_list(Value(FORMS))).order_by()
    found = {kind for (kind,) in kinds}
    return {
        "kept_texts": _where_texts_wait(user) if TEXTS in found else [],
        "kept_forms": _forms(user) if FORMS in found else [],
    }


def _where_texts_wait(user: User) -> list[Assessment]:
    """Where texts of hers wait to be decided about, and she may still decide."""
    waiting = KeptText.objects.waiting_for(user).select_related("assessment__quarter")
    found = {text.assessment for text in waiting.defer("text")}
    hers = (one for one in found if can(user, one.write_permission, one.area))
    return sorted(hers, key=lambda one: (one.quarter_id, one.name))


def _forms(user: User) -> list[KeptPost]:
    waiting = KeptPost.objects.waiting_for(user).select_related("assessment__quarter")
    return list(waiting.reverse())
