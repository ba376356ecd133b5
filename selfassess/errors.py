from typing import Any


class Refused(Exception):
    """An action that the rules do not allow now. Its text tells the person why and what to do."""


class Stale(Refused):
    """Somebody else has saved this since the page was made, so it is not saved over theirs.

    Its text says who saved what. `current` is what is there now, for the page to be shown again
    with both: of one thing the thing itself, of a table a dictionary by its keys.
    """

    def __init__(self, message: str, current: Any):
        self.current = current
        super().__init__(message)
