"""The page in between: what may identify a child, and what its author says of it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from selfassess.access import OVERVIEW, Permission, can
from selfassess.assessments.models import Assessment
from selfassess.assessments.scope import may_write
from selfassess.authenticated_request import AuthenticatedHttpRequest

from .fields import Place
from .operations import override
from .reading import may_write_in, undecided, undecided_of_all

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_OR_POST
def area(request: AuthenticatedHttpRequest, quarter: str, area: str) -> HttpResponse:
    if area == OVERVIEW:
        raise Http404
    return _decide(request, get_place(quarter, area))


@GET_OR_POST
def overview(request: AuthenticatedHttpRequest, quarter: str) -> HttpResponse:
    return _decide(request, get_place(quarter, OVERVIEW))


@GET_OR_POST
def office(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Of the words that belong to no assessment, such as an indicator's."""
    return _decide(request, None)


def get_place(quarter: str, area: str) -> Assessment:
    found = Assessment.objects.select_related("quarter")
    return get_object_or_404(found, quarter_id=quarter, area=area)


def _decide(request: AuthenticatedHttpRequest, place: Place) -> HttpResponse:
    if not may_write_in(request.user, place):
        raise Http404
    if request.method == "POST":
        override(place, request.POST.get("passage", ""), by=request.user)
        return redirect(request.get_full_path())
    then = request.GET.get("then", "")
    if not then.startswith("/") or not url_has_allowed_host_and_scheme(then, allowed_hosts=None):
        then = ""
    asked = {digest for digest in request.GET.get("passages", "").split(",") if digest}
    reviews = place is not None and can(request.user, Permission.REVIEW, place.area)
    found = undecided_of_all(place) if place and reviews else undecided(place, request.user)
    found = [one for one in found if not asked or one.digest in asked]
    if then and not found:
        return redirect(then)
    writes = place is not None and may_write(request.user, place)
    context = {
        "assessment": place,
        "found": [(one, can(request.user, one.permission, one.area)) for one in found],
        "then": then,
        "back": place if writes and not then else "",
        "reviews": reviews and not then,
        "writes": any(can(request.user, one.permission, one.area) for one in found),
        "is_reminded": writes and place and not place.is_overview,  # by Check and send
    }
    return render(request, "identifying/page.html", context)
