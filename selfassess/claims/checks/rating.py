"""The rating beside what is on record: too high or too low for it, far from the last one, or 0
without a reason. It asks; it never says what a rating must be."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from performance.number_format import with_unit

from ..finding import Finding, Tier
from ..known import Known, RatingOnRecord
from ..suggested_rating import suggest
from .base import ReadParagraph

KIND = "rating"
HIGH, LOW = 7, 3  # a rating from here on says that most is as it should be, or is not


def rating(paragraphs: Sequence[ReadParagraph], known: Known) -> Iterator[Finding]:
    given = known.rating
    if given is None or given.value is None:
        return
    yield from _zero(given)
    yield from _beside_evidence(given)
    yield from _since_last_time(given)


def _zero(given: RatingOnRecord) -> Iterator[Finding]:
    if given.value == 0 and not given.has_reason:
        yield _finding(given, "0 says that practice has lost its way. No reason is given.", "zero")


def _beside_evidence(given: RatingOnRecord) -> Iterator[Finding]:
    suggested = suggest(given.evidence, given.rule)
    apart = suggested.apart(given.value)
    if abs(apart) >= given.rule.gap:
        way = "above" if apart > 0 else "below"
        because = " ".join(f"{one.name}: {one.said}" for one in suggested.reasons if one.counts)
        said = (
            f"The evidence suggests {suggested.shown}; the rating is {plain(abs(apart))} {way} it."
        )
        yield _finding(given, f"{said} {because}", "evidence", suggested.shown)
    elif said := _beside_figures(given):
        yield _finding(given, said, "figures", said)


def _beside_figures(given: RatingOnRecord) -> str:
    """Where there is too little for a band, or the band is wide, figures may still say otherwise
    than the rating."""
    judged, off = given.evidence.judged, given.evidence.off_target
    if _value(given) >= HIGH and 2 * off > judged:
        return f"{off} of {judged} judged indicators are off target."
    if _value(given) <= LOW and judged >= HIGH - LOW and not off:
        return f"None of {judged} judged indicators is off target."
    return ""


def _since_last_time(given: RatingOnRecord) -> Iterator[Finding]:
    if given.last is None or abs(_value(given) - given.last) < given.rule.gap:
        return
    change = _value(given) - given.last
    way = "more" if change > 0 else "less"
    said = f"In {given.last_quarter} it was {plain(given.last)}: {plain(abs(change))} {way} now."
    yield _finding(given, said, "last", plain(given.last))


def plain(points: Decimal) -> str:
    """2.5, 3: without zeros that a database adds."""
    return with_unit(points, "")


def _value(given: RatingOnRecord) -> Decimal:
    return given.value if given.value is not None else Decimal(0)


def _finding(given: RatingOnRecord, beside: str, *values: str) -> Finding:
    return Finding(
        kind=KIND,
        tier=Tier.QUESTION,
        area=given.area,
        question="rating",
        start=0,
        end=0,
        quoted=f"Rated {plain(_value(given))}",
        beside=beside,
        source="figures, audits and actions" if values[0] != "last" else "the last rating",
        address=given.address,
        values=values,
        explained=given.why_apart if values[0] != "zero" else "",
    )
