"""A part and its whole with a stroke between them: “7/8 were good”, “11/12”.

Nobody writes of the years before 2018 any more: “11/12” is a part, unless something says
otherwise.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from selfassess.reporting.editions.suppression import discloses

from .passage import Passage

YEARS = range(18, 36)  # “19/20” may be a year
# “Years 5/6”, “aged 16/17”
LABEL = re.compile(
    r"\b(?:years?|Y|yrs?|KS|ages?|aged|levels?|tiers?|page|para|grades?|key\sstages?|FY|since|20)\s?$",
    re.I,
)
OF_AGE = re.compile(
    r"s\b|[\s-](?:year|yr|yo\b|olds?\b|budget|plan\b|programme|return|outturn)", re.I
)
SLASH = re.compile(r"(?<![\d/.£])(\d{1,3})\s?/\s?(\d{1,3})(?![\d/]|\.\d)")
PARTED = re.compile(
    r"\s(?:were|was|had|have|of\b|child\w{0,3}|young|cases|plans|audits|visits|reviews|\()",
    re.IGNORECASE,
)


def slashes(text: str) -> Iterator[Passage]:
    """“7/8 were good”, “11/12”; “2019/20” and “in 19/20” are years."""
    for match in SLASH.finditer(text):
        part, whole = Decimal(match[1]), Decimal(match[2])
        if LABEL.search(text, 0, match.start()) or OF_AGE.match(text, match.end()):
            continue
        may_be_year = whole == part + 1 and int(part) in YEARS
        ends = match.end() == len(text.rstrip("."))
        of_share = text[: match.start()].endswith("% (")
        is_year = may_be_year and not (PARTED.match(text, match.end()) or ends or of_share)
        if part <= whole and discloses(part, whole) and not is_year:
            yield Passage(match.start(), match.end(), f"it tells a small part of {whole:f}")
