"""Numbers by which a case, a child or a pupil is known in other systems."""

import re
from collections.abc import Iterator
from functools import cache

from django.conf import settings

SYSTEM = "(?:mosaic|liquidlogic|lcs|eclipse|azeus|case)"
LABELLED = re.compile(
    rf"\b(?:(?:{SYSTEM}|client|child|person|pupil|service user)(?:'s|’s)?[ -]"
    rf"(?:id|no|number|ref|reference)\b|{SYSTEM}(?= ?[:#]))"
    r"\.?(?: is| was)?[ :#]{0,3}[A-Z]{0,3}/?\d{5,12}\b",
    re.IGNORECASE,
)
PUPIL = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[A-Z\d]\b")  # unique pupil number


@cache
def in_form(form: str) -> re.Pattern[str]:
    """A pattern for what a council's numbers look like: # stands for a digit, @ for a letter."""
    signs = {"#": r"\d", "@": "[A-Za-z]"}
    return re.compile(rf"(?<!\w){''.join(signs.get(s) or re.escape(s) for s in form)}(?!\w)")


def case_numbers(text: str) -> Iterator[tuple[int, int]]:
    """A number that is called one, a pupil's, and what the setting CASE_NUMBERS describes."""
    for pattern in (LABELLED, PUPIL, *map(in_form, settings.CASE_NUMBERS)):
        yield from (match.span() for match in pattern.finditer(text))
