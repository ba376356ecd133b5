"""“Nine out of ten children were seen”, “one of three audits was good”: a share in words beside the
share on record.

The reader takes them for a part and its whole, because they may be just that. Whose whole is no
whole on record, and as small as people choose for a way of speaking, tells a share.
"""

from collections.abc import Iterator
from decimal import Decimal

from ..finding import Finding, Tier
from ..known import PERCENT, Known, Recorded, What, kind_of
from ..parts_on_record import kpi_of_parts
from ..reader.hedges import Hedge
from ..reader.sentence import Number, Role, Sentence
from .base import ReadParagraph

KIND = "spoken_shares"  # its findings are of the kind of `number`
NUMBER = "number"
SPOKEN = (3, 4, 5, 10, 20)
HALF_A_STEP = Decimal(50)  # points, through the whole: “two of three” is said of 50% to 83%
HEDGED = Decimal(5)


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    for sentence in text.sentences:
        for part, whole in _pairs(sentence):
            now = _recorded(sentence, whole, known)
            if now and not _is_said_of(part, whole, now.value):
                yield _finding(text, sentence, part, whole, now)


def _pairs(sentence: Sentence) -> Iterator[tuple[Number, Number]]:
    """A part right before its whole, which the sentence alone tells."""
    parts = [one for one in sentence.figures if one.role is Role.PART and one.unit != "%"]
    wholes = [one for one in sentence.figures if one.role is Role.WHOLE]
    if len(parts) == len(wholes) == 1 and parts[0].end < wholes[0].start:
        part, whole = parts[0], wholes[0]
        if whole.value in SPOKEN and part.whole == whole.value:
            yield part, whole


def _recorded(sentence: Sentence, whole: Number, known: Known) -> Recorded | None:
    code = kpi_of_parts(sentence, whole, known)
    now = known.now(code) if code else None
    if now is None or kind_of(now.unit) != PERCENT:
        return None
    wholes = (one.value for one in known.of(code, What.WHOLE))
    if whole.value in wholes or any(one.kpi == code for one in sentence.figures):
        return None  # it is a count, or its percentage stands there
    return now


def _is_said_of(part: Number, whole: Number, value: Decimal) -> bool:
    share, off = 100 * part.value / whole.value, HALF_A_STEP / whole.value + HEDGED
    low, high = share - off, share + off
    if part.hedge is Hedge.OVER:
        high = Decimal(100)
    elif part.hedge is Hedge.UNDER:
        low = Decimal(0)
    return low <= value <= high


def _finding(
    text: ReadParagraph, sentence: Sentence, part: Number, whole: Number, now: Recorded
) -> Finding:
    said = sentence.text[part.start - sentence.start : whole.end - sentence.start]
    return Finding(
        kind=NUMBER,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=part.start,
        end=whole.end,
        quoted=sentence.text,
        beside=f"You write “{said}”. The record says {now.shown} ({now.when}, {now.source}).",
        source=now.source,
        kpi=now.kpi,
        address=now.address,
        values=(said.lower(), str(now.value)),
    )
