"""A row of a table that was typed as text: “Good 14, RI 6, Inadequate 1”, “yes 46, no 3”.

Nothing but its label stands beside such a number, and the label says how something was judged or
which sort of child it was. One such item alone may be a name (“KPI 3”); of several, each small one
is marked, unless the label is of staff, a service or a time.
"""

import re
from collections.abc import Iterator

from selfassess.reporting.editions.suppression import LARGEST

from .lists import WORDS
from .nouns import Noun, noun_of
from .passage import Passage
from .words import ENDS, Words

WHY = "it tells a small number"
ITEM = re.compile(
    r"""(?:^|[,;:(–—-]\s?|\band\s)(?P<label>(?:[A-Za-z][\w’'/-]{0,20}\s){0,3}?(?P<last>[A-Za-z][\w’'/-]{0,20}))
    (?:\s|:\s|\s?=\s?|\s[–-]\s)(?P<number>\d{1,3})(?=\s?(?:[(,;.)]|and\b|$))(?!\.\d)""",
    re.VERBOSE,
)
NO_LABELS = ENDS - {"no", "not", "none", "both", "other"} | WORDS["labelled"] | {"kpi"}
OTHERS = (Noun.STAFF, Noun.TIME)


def rows(words: Words) -> Iterator[Passage]:
    """The small numbers of a sentence that lists at least two."""
    found = [match for match in ITEM.finditer(words.text) if _is_label(match["last"].lower())]
    if len(found) < 2 or "%" in words.text:
        return
    for match in found:
        if 0 < int(match["number"]) <= LARGEST:
            yield Passage(*match.span("number"), WHY)


def _is_label(word: str) -> bool:
    named = word.removesuffix("s") in NO_LABELS or word in NO_LABELS
    return not named and noun_of(word) not in OTHERS
