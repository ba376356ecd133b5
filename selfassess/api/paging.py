"""An answer page by page. A page of what happens in quarters never holds two of them, so that it
costs the same however many there are. Where the next one begins is told by the last row, and not
counted: nothing is passed over or told twice when rows come in between, and no number tells how
many rows somebody else may see."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from selfassess.quarters.models import Quarter

from .reading import Row

Key = Callable[[Row], str]  # by which the rows of one quarter, or of a list, are ordered
Rows = list[Row]


def page_of_list(rows: Iterable[Row], key: Key, after: str, limit: int) -> tuple[Rows, str]:
    """The rows after a place, and the place after which the next page begins; empty at the end."""
    left = sorted((row for row in rows if key(row) > after), key=key)
    return left[:limit], key(left[limit - 1]) if len(left) > limit else ""


def page_of_quarter(
    quarters: Sequence[Quarter],
    rows_of: Callable[[Quarter], Iterable[Row]],
    key: Key,
    after: str,
    limit: int,
) -> tuple[Rows, str]:
    """The same of the first quarter that is left: its code stands before the place."""
    begin, _, place = after.partition(":")
    left = [quarter for quarter in quarters if quarter.code >= begin]
    if not left:
        return [], ""
    here = left[0]
    rows, last = page_of_list(rows_of(here), key, place if here.code == begin else "", limit)
    if last:
        return rows, f"{here.code}:{last}"
    return rows, f"{left[1].code}:" if len(left) > 1 else ""


def by(*names: str) -> Key:
    """Several fields as one text: whole numbers sort as numbers do."""

    def key(row: dict[str, Any]) -> str:
        return ":".join(f"{v:06}" if isinstance(v := row[name], int) else v for name in names)

    return key
