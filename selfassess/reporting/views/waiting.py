"""What is said at the address of a PDF that is not drawn yet."""

from django.http import HttpResponse
from django.shortcuts import render

from selfassess.authenticated_request import AuthenticatedHttpRequest
from selfassess.reporting.attempts import nobody_answers
from selfassess.reporting.models import Drawing


def waiting(
    request: AuthenticatedHttpRequest, drawing: Drawing | None, *, title: str, page: str, back: str
) -> HttpResponse:
    """Offer to have it drawn, or wait for the worker. Nothing is drawn by looking.

    `page`: the web page that says the same, called `back`. While it is on its way the browser looks
    again by itself (a Refresh header, which needs no script) and in the end gets the file.
    """
    is_active = drawing is not None and drawing.is_active
    context = {
        "drawing": drawing,
        "is_active": is_active,
        "no_worker": is_active and drawing is not None and nobody_answers(drawing),
        "title": title,
        "page": page,
        "back": back,
    }
    response = render(request, "reporting/waiting.html", context, status=202)
    if is_active:
        response.headers["Refresh"] = "2"
    return response
