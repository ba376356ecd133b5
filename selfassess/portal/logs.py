"""The program's log as lines of JSON, each with the request it belongs to, and no word that people
wrote: see docs/logs.md."""

import logging
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from time import gmtime, monotonic
from types import TracebackType
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponseBase
from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger(__name__)

TOLD = (  # what a line may hold. Django adds the whole request, with what was searched for
    *("time", "level", "name", "message", "request_id", "error"),
    *("method", "route", "status", "milliseconds", "account"),
)
FOR_MACHINES = ("/healthz", "/readyz", "/metrics")  # asked every few seconds

_request_id: ContextVar[str] = ContextVar("request_id", default="")


class OfRequest(logging.Filter):
    """Gives each line the id of the request in which it was logged, if any."""

    def filter(self, record: logging.LogRecord) -> bool:
        if number := _request_id.get():
            record.request_id = number
        return True


class JsonLines(JsonFormatter):
    """One line of JSON. Of an exception it tells kind and place and not the message: a database
    quotes in it the row that it refused, and that is what somebody has written."""

    converter = staticmethod(gmtime)

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in log_data.items() if name in TOLD}

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        told = []
        error = ei[1]
        while error is not None:
            told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join(told)


def RequestLog(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Gives each request an id, which its answer and its lines carry, and logs it when answered.

    The id is made here: one from outside could be anybody's. Of the address only its pattern is
    logged, because a search has its words in it.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        number = uuid4().hex
        token = _request_id.set(number)
        began = monotonic()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = number
            if request.path not in FOR_MACHINES:
                _log(request, response, monotonic() - began)
            return response
        finally:
            _request_id.reset(token)

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
