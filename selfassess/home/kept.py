"""What this person typed that could not be saved and waits for her. Whoever closes the page to
which a sign-in leads back finds it here, of whatever quarter it is."""

from selfassess.access import can
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment, KeptPost, KeptText


def kept_texts(user: User) -> list[Assessment]:
    """Where texts of hers wait to be decided about, and she may still decide."""
    waiting = KeptText.objects.waiting_for(user).select_related("assessment__quarter")
    found = {text.assessment for text in waiting.defer("text")}
    hers = (one for one in found if can(user, one.write_permission, one.area))
    return sorted(hers, key=lambda one: (one.quarter_id, one.name))


def kept_forms(user: User) -> list[KeptPost]:
    waiting = KeptPost.objects.waiting_for(user).select_related("assessment__quarter")
    return list(waiting.order_by("-at"))
