"""How a view gets hold of an assessment: through what its reader may see, or not at all."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from selfassess.access import OVERVIEW, can
from selfassess.accounts.models import User
from selfassess.quarters.models import Quarter

from .models import Assessment, KeptPost, KeptText
from .reading import SectionView, sections_of


def get_quarter(user: User, code: str) -> Quarter:
    return get_object_or_404(Quarter.objects.visible_to(user), code=code)


def get_assessment(user: User, quarter: str, area: str = OVERVIEW) -> Assessment:
    """The assessment with words and comments, or a 404 when it is out of the person's sight.
    `keeps_text` and `keeps_form` say whether text or a form of hers waits there for her."""
    visible = Assessment.objects.visible_to(user).with_words().with_comments()
    newest = Subquery(Quarter.objects.newest_for(user).values("code"))
    kept = Exists(KeptText.objects.waiting_for(user).filter(assessment=OuterRef("pk")))
    forms = Exists(KeptPost.objects.waiting_for(user).filter(assessment=OuterRef("pk")))
    asked = visible.annotate(newest=newest, keeps_text=kept, keeps_form=forms)
    found = get_object_or_404(asked, quarter_id=quarter, area=area)
    user.newest_quarter = vars(found)["newest"]
    return found


def get_area_assessment(user: User, quarter: str, area: str) -> Assessment:
    """The same for a service area's pages: the director's overview has addresses of its own."""
    assessment = get_assessment(user, quarter, area)
    if assessment.is_overview:
        raise Http404
    return assessment


def get_to_write(user: User, quarter: str, area: str = OVERVIEW) -> Assessment:
    """The bare assessment, for somebody who may write in it: no more than saving needs."""
    visible = Assessment.objects.visible_to(user).select_related("quarter")
    assessment = get_object_or_404(visible, quarter_id=quarter, area=area)
    if not may_write(user, assessment):
        raise PermissionDenied(f"You may read {assessment.name}, but not write in it.")
    return assessment


def get_section(
    assessment: Assessment, key: str, previous: Assessment | None = None
) -> SectionView:
    """One section, ready to read or write, beside last quarter's where that is wanted."""
    for section in sections_of(assessment, previous):
        if section.key == key:
            return section
    raise Http404(f"{assessment} has no section {key}.")


def may_write(user: User, assessment: Assessment) -> bool:
    return can(user, assessment.write_permission, assessment.area)
