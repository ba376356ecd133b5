"""Each request is timed once, logged and counted: see docs/logs.md."""

import logging
from collections.abc import Callable
from time import monotonic
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase

from .log_lines import request_id_now
from .metrics import count_answer

log = logging.getLogger(__name__)

FOR_MACHINES = ("/healthz", "/readyz", "/metrics")  # asked every few seconds


def RequestLog(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Gives each request an id, which its answer and its lines carry; logs and counts the answer.

    The id is made here: one from outside could be anybody's. Of the address only its pattern is
    logged, because a search has its words in it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        number = uuid4().hex
        token = request_id_now.set(number)
        began = monotonic()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = number
            seconds = monotonic() - began
            count_answer(request, response, seconds)
            if request.path not in FOR_MACHINES:
                _log(request, response, seconds)
            return response
        finally:
            request_id_now.reset(token)

    return middleware


def _log(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    log.info(
        "request",
        extra={
            "method": request.method,
            "route": request.resolver_match.route if request.resolver_match else "",
            "status": response.status_code,
            "milliseconds": round(seconds * 1000),
            "account": getattr(getattr(request, "_cached_user", None), "pk", None),
        },
    )
