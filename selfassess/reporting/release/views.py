"""The director's pages: how far she has come with the words of a version, and those of an area."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from selfassess.access import Permission, require
from selfassess.accounts.proof import proof_wanted
from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.errors import Refused, Stale
from selfassess.forms import posted
from selfassess.reporting.editions import SCRUTINY
from selfassess.reporting.models import Report
from selfassess.reporting.scope import get_report
from selfassess.reporting.views.damaged import explains_damage
from selfassess.seen import Seen, seen_on
from selfassess.tones import Tone

from . import operations
from .marking import MarkedSentence, MarkedText
from .next_edition import NextEdition
from .seen import of_words
from .standing import AreaWords, words_of


@require_safe
@explains_damage
def words(request: AuthenticatedHttpRequest, quarter: str, version: str) -> HttpResponse:
    """Area by area: what is marked, and what she has decided."""
    report = _get_issued(request, quarter, version)
    following = NextEdition(report)
    is_open = [one for one in following.words if not one.is_decided]
    context = {
        "report": report,
        "following": following,
        "words": following.words,
        "decided": len(following.words) - len(is_open),
        "first": next(iter(is_open), None),
        "tasks": [_task(report, one) for one in following.words],
    }
    return render(request, "reporting/words.html", context)


def _task(report: Report, words: AreaWords) -> dict[str, Any]:
    marked = len(words.marked)
    hint = (
        f"{words.sentences} sentences, {marked} marked"
        if marked
        else f"{words.sentences} sentences"
    )
    done = f"{words.released} released" if words.has_released else "Held back"
    return {
        "title": words.name,
        "url": reverse("report-words-area", args=[report.quarter_id, report.key, words.slug]),
        "hint": hint,
        "status": done if words.is_decided else "To decide",
        "tone": Tone.PLAIN if words.is_decided else Tone.NEED,
    }


@proof_wanted
@require_http_methods(["GET", "HEAD", "POST"])
@explains_damage
def area(request: AuthenticatedHttpRequest, quarter: str, version: str, area: str) -> HttpResponse:
    """The words of an area, what is marked first, and the buttons to release them or hold them
    back."""
    report = _get_issued(request, quarter, version)
    if request.method == "POST":
        try:
            return _decide(request, report, area)
        except Stale:
            pass
        except Refused as refusal:
            messages.error(request, str(refusal))
    every = words_of(report)
    at = next((n for n, one in enumerate(every) if one.slug == area), None)
    if at is None:
        raise Http404(f"This version has no words of {area!r}.")
    seen = Seen(of_words(every[at]), request)
    ticked = _ticked(request, seen)
    context = {
        "report": report,
        "words": every[at],
        "offered": [
            (one, one.value in ticked if ticked else one.is_released) for one in every[at].marked
        ],
        "caption": f"{report}: {at + 1} of {len(every)}",
        "lede": _lede(every[at]),
        "button": _button(every, area),
        "by_title": _by_title(every[at].texts),
        "seen": seen,
    }
    return render(request, "reporting/area_words.html", context, status=seen.status)


def _lede(words: AreaWords) -> str:
    if words.is_decided and words.has_released:
        return f"{words.released} of {words.sentences} sentences are released."
    if words.is_decided:
        return "All of it is held back."
    return "Nothing of this is released. Read it as the public would."


def _button(every: list[AreaWords], area: str) -> str:
    following = _next_open(every, area)
    return f"Release, and go on with {following.name}" if following else "Release"


def _by_title(texts: list[MarkedText]) -> list[tuple[str, list[list[list[MarkedSentence]]]]]:
    """Under each title its texts, in paragraphs of sentences."""
    found: dict[str, list[list[list[MarkedSentence]]]] = {}
    for text in texts:
        found.setdefault(text.place.title, []).append(text.paragraphs)
    return list(found.items())


def _ticked(request: AuthenticatedHttpRequest, seen: Seen) -> set[str]:
    """What she had ticked. After words, marks or decisions have moved on, what is decided is shown
    instead: her tick may be of another sentence."""
    sent = posted(request)
    return set(sent.getlist("tick")) if sent and sent.get("seen") == seen.fingerprint else set()


def _decide(request: AuthenticatedHttpRequest, report: Report, area: str) -> HttpResponse:
    if "hold" in request.POST:
        operations.take_back(report, area, by=request.user, seen=seen_on(request))
        done = "is held back. The next number of the edition is without its words."
    else:
        ticked = request.POST.getlist("tick")
        operations.release(report, area, ticked=ticked, by=request.user, seen=seen_on(request))
        done = "is decided."
    every = words_of(report)
    name = next(one.name for one in every if one.slug == area)
    messages.success(request, f"{name} {done}")
    following = _next_open(every, area)
    if following and "hold" not in request.POST:
        return redirect("report-words-area", report.quarter_id, report.key, following.slug)
    return redirect("report-words", report.quarter_id, report.key)


def _next_open(every: list[AreaWords], area: str) -> AreaWords | None:
    """The area after this one of which something is open; after the last one, the first."""
    at = next(n for n, one in enumerate(every) if one.slug == area)
    return next((one for one in [*every[at + 1 :], *every[:at]] if not one.is_decided), None)


def _get_issued(request: AuthenticatedHttpRequest, quarter: str, version: str) -> Report:
    report = get_report(request.user, quarter, version, SCRUTINY)
    require(request.user, Permission.RELEASE)
    if not report.is_issued:
        raise Http404("Words are released from an issued version.")
    return report
