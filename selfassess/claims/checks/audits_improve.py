"""“Audits show improvement”: said of fewer than two audits, or of few cases, it cannot be seen."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from performance.number_format import half_up

from ..finding import Finding, Tier
from ..known import AuditOnRecord, Known
from .base import ReadParagraph

KIND = "audits_improve"
FEW = 10  # cases; of fewer, one more or less looks like a change
AUDITS = re.compile(r"\b(?:audit(?:s|ed|ing)?|dip[- ]samp\w+|case file review\w*)\b", re.IGNORECASE)
BETTER = re.compile(
    r"\b(?:improv(?:ed|ing|ement|ements|es)|better than|has risen|have risen|has strengthened|"
    r"have strengthened|getting better)\b",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:not|no|need\w*|must|areas? for|require[sd]?|to|should|could|further|recommend\w*|will|"
    r"whether|if)"
    r"\W+(?:\w+\W+){0,2}improv\w*|requires? improvement",
    re.IGNORECASE,
)


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    if known.audits is None:
        return
    for sentence in text.sentences:
        if not (AUDITS.search(sentence.text) and BETTER.search(NOT.sub("", sentence.text))):
            continue
        if beside := _beside(known):
            yield Finding(
                kind=KIND,
                tier=Tier.QUESTION,
                area=known.area,
                question=text.paragraph.question,
                start=sentence.start,
                end=sentence.end,
                quoted=sentence.text,
                beside=beside,
                source="audits on record",
                values=(beside,),
            )


def _beside(known: Known) -> str:
    """What stands against it; nothing where two audits of enough cases can be compared and do not
    say the contrary."""
    graded = [audit for audit in known.audits or () if audit.grades]
    enough = [audit for audit in graded if _cases(audit) >= FEW]
    if len(graded) < 2:
        found = "one graded audit" if graded else "no graded audit"
        return f"There is {found} on record for a year, so a change cannot be seen."
    if len(enough) < 2:
        return f"Of {len(graded)} graded audits on record, {len(enough)} had {FEW} cases or more."
    pairs = [
        (one, other)
        for one, other in pairwise(enough)
        if one.theme == other.theme and _is_known(one)
    ]
    for before, now in pairs[-1:]:
        if _good(now) < _good(before):
            return (
                f"Of “{now.theme}”, {half_up(_good(before))}% were good or better in "
                f"{before.month:%B %Y} and {half_up(_good(now))}% in {now.month:%B %Y}."
            )
    return ""


def _cases(audit: AuditOnRecord) -> int:
    return audit.cases or (0 if audit.is_percent else int(sum(audit.grades.values())))


def _is_known(audit: AuditOnRecord) -> bool:
    return bool(sum(audit.grades.values()))


def _good(audit: AuditOnRecord) -> Decimal:
    """How many per cent were good or better."""
    good = audit.grades.get("outstanding", Decimal(0)) + audit.grades.get("good", Decimal(0))
    return 100 * good / (sum(audit.grades.values(), Decimal(0)) or 1)
