"""What gunicorn itself says, in the portal's own log: lines of JSON without what people wrote.

Its own log quotes each request that it refuses, and the address of each that fails beyond Django.
A browser of today sends no such request, but whatever else asks may, and the proxy passes an
address on as it came. See docs/logs.md.
"""

import sys
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger


class ServerLog(Logger):
    """Named in gunicorn.conf.py."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    def warning(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Of what went wrong the kind alone: its words are those of the request."""
        if error := sys.exception():
            msg, args = "A request was refused: %s", (type(error).__name__,)
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Without the address, which is among `args`. The kind and the place stand in the line."""
        told = msg.partition(" %")[0] if isinstance(msg, str) else type(msg).__name__
        super().exception(told, **kwargs)
