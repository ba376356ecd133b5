"""Answers lead back to where somebody came from: to the box, when they stand beside one."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from selfassess.assessments.models import Assessment
from selfassess.authenticated_request import AuthenticatedHttpRequest

BESIDE_THE_BOX = "still"  # a message that does not take the focus from the box


def place_of_box(request: AuthenticatedHttpRequest, assessment: Assessment, question: str) -> str:
    """The page of a section, at one of its boxes; at its top where the text has no box there."""
    asked = assessment.config.questions(assessment.quarter_id)
    has_box = any(one.key == question for one in asked)
    return f"{request.path}#id_{question}-text" if has_box else request.path


def with_back(page: str, back: str) -> str:
    query = QueryDict(mutable=True)
    query["back"] = back
    return f"{page}?{query.urlencode(safe='/')}"


def back_from(request: AuthenticatedHttpRequest, assessment: Assessment) -> str:
    """To the page from which somebody came, when it is one of ours; else to all of the area."""
    back = request.POST.get("back", "") or request.GET.get("back", "")
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("area-findings", args=[assessment.quarter_id, assessment.area])


def name_of(back: str) -> str:
    """What the link back says."""
    return "What does not add up" if back.partition("#")[0].endswith("/findings/") else "Back"
