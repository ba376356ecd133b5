"""The program's log as lines of JSON, each with the request it belongs to, and no word that people
wrote: see docs/logs.md."""

import logging
import traceback
from contextvars import ContextVar
from time import gmtime
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from selfassess.accounts.link_keys import without_key

TOLD = (  # what a line may hold. Django adds the whole request, with what was searched for
    *("time", "level", "name", "message", "request_id", "error"),
    *("method", "route", "status", "milliseconds", "account"),
)

request_id_now: ContextVar[str] = ContextVar("request_id", default="")


class OfRequest(logging.Filter):
    """Gives each line the id of the request in which it was logged, if any, and takes the key out
    of a link, which Django names when it cannot be answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_key(record.getMessage()), ()
        if number := request_id_now.get():
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
