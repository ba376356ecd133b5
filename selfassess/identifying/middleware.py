"""The way to the page in between, after a form was saved."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from selfassess.access import OVERVIEW
from selfassess.asking_form import NOT_ABOUT_A_CHILD
from selfassess.assessments.models import Assessment

from .fields import Place
from .operations import override
from .passages import Passage, passages
from .reading import area_of, decided_among, passages_in, undecided_among

STAYING = {"stay", "start_from", "add", "passage"}  # buttons after which she writes on
MOST = 20  # passages that an address names; of more, the page shows all that are undecided
SHORTEST = 5  # characters; what is shorter, such as a version, identifies nobody


def PageInBetween(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Words are stored first. When a form was saved, which its page says by leading elsewhere, and
    what it sent may identify a child, its author sees that before she goes on.

    It stands here and not in each view so that no form can forget it.
    """

    def middleware(request: Any) -> HttpResponse:
        request.saved_words, request.saved_in = [], []
        request.ask = partial(_ask, request)
        response = get_response(request)
        is_saved = request.method == "POST" and response.status_code == 302
        if not is_saved or not request.user.is_authenticated or STAYING & set(request.POST):
            return response
        sent = [text for _, texts in request.POST.lists() for text in texts if len(text) > SHORTEST]
        found = passages_in([*sent, *request.saved_words])
        if not found:
            return response
        places: list[Place] = [*request.saved_in] or [place_of(request)]
        _keep_ticks(request, places[0])
        asked = [(place, undecided_among(found, place, request.user)) for place in places]
        response.headers["Location"] = _by_way_of(asked, response.headers["Location"])
        return response

    return middleware


def _by_way_of(asked: list[tuple[Place, list[str]]], then: str) -> str:
    """The address that leads through the page in between of each place that has passages."""
    names_them = sum(len(digests) for _, digests in asked) <= MOST
    for place, digests in reversed(asked):
        if digests:
            named = {"passages": ",".join(digests)} if names_them else {}
            then = f"{address_of(place)}?{urlencode(named | {'then': then})}"
    return then


def _ask(request: HttpRequest, texts: Mapping[str, str]) -> list[tuple[str, Passage, str]]:
    """For a form that asks before it saves (see `AskingForm`)."""
    found = [(name, one) for name, text in texts.items() for one in passages(text)]
    if not found:
        return []
    area = area_of(place_of(request))
    with_digests = [(name, one, one.digest(area)) for name, one in found]
    decided = decided_among(digest for _, _, digest in with_digests)
    return [one for one in with_digests if one[-1] not in decided]


def _keep_ticks(request: Any, place: Place) -> None:
    """What the author of a form that asks before it saves has said there (see `AskingForm`)."""
    if ticked := request.POST.getlist(NOT_ABOUT_A_CHILD):
        override(place, *ticked, by=request.user)


def place_of(request: HttpRequest) -> Place:
    """The assessment in whose pages the form was, or none."""
    match = request.resolver_match
    is_overview = (match.url_name or "").startswith(OVERVIEW)
    area = OVERVIEW if is_overview else match.kwargs.get("area")
    if area is None or "quarter" not in match.kwargs:
        return None
    about = Assessment.objects.filter(quarter_id=match.kwargs["quarter"], area=area)
    return about.select_related("quarter").first()


def address_of(place: Place) -> str:
    if place is None:
        return reverse("identifying-office")
    if place.is_overview:
        return reverse("identifying-overview", args=[place.quarter_id])
    return reverse("identifying", args=[place.quarter_id, place.area])
