from typing import Any


class Refused(Exception):
    """The rules do not allow this change now. The text tells people why, and what to do."""


class Stale(Refused):
    """Somebody else has saved this since the page was made, so it is not saved over theirs.

    The text says who saved what. `current` is what is stored now, so that the page can show both:
    one object, or for a table a dictionary of objects by the keys of its rows; None when somebody
    has removed it.
    """

    def __init__(self, message: str, current: Any) -> None:
        self.current = current
        super().__init__(message)
