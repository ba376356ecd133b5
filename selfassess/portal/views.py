"""The pages of what could not be done: whatever was typed comes back with them."""

import errno
import sys
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from selfassess.assessments.signed_out import speaks_json
from selfassess.kept_forms.sent import Sent

DISK = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS}
AGAIN_AFTER = 30  # seconds
NOT_SAVED = "The portal cannot save at the moment. What you typed is not saved yet."
UNREADABLE = (BadRequest, RequestDataTooBig, TooManyFieldsSent, MultiPartParserError, ValueError)


def what_was_sent(request: HttpRequest) -> list[Sent]:
    """Every field of a POST, in its order; none of what cannot be read, nor of a sign-in."""
    if request.method != "POST":
        return []
    try:
        fields = list(request.POST.lists())
    except (*UNREADABLE, OSError):
        return []
    sent = [Sent(name, value) for name, values in fields for value in values]
    return [] if any("password" in one.name for one in sent) else sent


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def is_down(error: BaseException | None) -> bool:
    """Is the database or the disk not there, locked or full? Then the same request may do later."""
    return any(
        isinstance(one, OperationalError | InterfaceError)
        or (isinstance(one, OSError) and one.errno in DISK)
        for one in causes(error)
    )


def _in_json(request: HttpRequest) -> bool:
    try:
        return speaks_json(resolve(request.path_info).func)
    except Resolver404:
        return False


def _page(
    request: HttpRequest, status: int, *, in_frame: bool = False, **context: Any
) -> HttpResponse:
    """Asks nothing of the database, unless it stands `in_frame`: with name and navigation. The
    token that came with the form goes back with it: one that was not good does not become so."""
    sent = what_was_sent(request)
    context |= {"sent": sent, "typed": [one for one in sent if one.is_typed]}
    context |= {"path": request.get_full_path(), "files": bool(sent and request.FILES)}
    context["kept_is_lost"] = True  # a form that was kept is not filled in on this page
    frame = request if in_frame else None
    return HttpResponse(render_to_string(f"{status}.html", context, frame), status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is worth trying again: with all that was sent, and a button."""
    down = is_down(sys.exc_info()[1])
    if _in_json(request):
        reply = {"reason": "unavailable", "message": NOT_SAVED}
        response: HttpResponse = JsonResponse(reply, status=503 if down else 500)
    else:
        response = _page(request, 503 if down else 500)
    if down:
        response.headers["Retry-After"] = str(AGAIN_AFTER)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404, in_frame=True)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403, in_frame=True)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = str(exception) if isinstance(exception, BadRequest) else ""
    if _in_json(request):
        return JsonResponse({"reason": "unclear", "message": said}, status=400)
    return _page(request, 400, said=said)
