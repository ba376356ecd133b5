"""The figures that the tables of the public edition hold back, and where words would tell them.

Pure. What is held back is what the full report has and the public edition lacks, so that no second
list of it can differ. Words are one more place where a figure is shown: a number in them is marked
when it is one of those, and when another figure that is shown would give one away by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from performance.number_format import half_up
from selfassess.access import OVERVIEW
from selfassess.claims.reader.sentence import Hedge, Number
from selfassess.reporting.content.schema import IndicatorContent, ReportContent
from selfassess.reporting.editions.public import public_edition
from selfassess.reporting.editions.suppression import (
    HELD,
    LARGEST,
    is_small,
    reads_as,
    share_discloses,
)

from .nouns import noun_of
from .passage import Passage
from .read_again import TIMES, read_again

EVERYTHING = Decimal(100)  # per cent: of too many figures, and of none a number
SELDOM = 20  # from this count on, two that are equal are likely the same
RARELY = 10  # and from this one, if it counts children
NO_COUNTS = ("£", "points", "times", "mile", *TIMES)  # units
OF_A_NAME = 2  # words of a name that a sentence has if it speaks of it
LONG_WORD = re.compile(r"[a-z]{4,}")
PER_CENT = re.compile(r"%|per ?cent", re.IGNORECASE)
NO_COUNT_BEFORE = re.compile(
    r"""\b(?:areas|teams|districts|services|schools|posts|panels|actions|targets
    |indicators)\s(?:out\s)?of\s$|\b(?:at|by|until|before|after)\s$""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Figure:
    """A figure of an indicator that the tables hold back. `is_small`: it tells a small number by
    itself, and is not held back for another's sake."""

    area: str
    code: str
    name: str
    number: Decimal
    is_share: bool
    is_small: bool


@dataclass
class HeldBack:
    """All of a report, and what its tables show."""

    figures: list[Figure] = field(default_factory=list)
    # Counts that the tables show, and shares of which nobody has said of how many
    halves: list[Figure] = field(default_factory=list)
    shown: dict[str, set[tuple[Decimal, bool]]] = field(default_factory=dict)

    @cached_property
    def by_number(self) -> dict[Decimal, list[Figure]]:
        found: dict[Decimal, list[Figure]] = {}
        for figure in self.figures:
            if not figure.is_share:
                found.setdefault(figure.number, []).append(figure)
        return found

    def shows(self, area: str, number: Decimal, *, share: bool) -> bool:
        return (number, share) in self.shown.get(area, ())


def held_back(content: ReportContent) -> HeldBack:
    """Compare the full report with its public edition."""
    found = HeldBack()
    public = {area.slug: area for area in public_edition(content).areas}
    for area in content.included:
        pairs = list(zip(area.indicators, public[area.slug].indicators, strict=True))
        found.shown[area.slug] = {one for _, shown in pairs for one in _numbers(shown)}
        found.shown.setdefault(OVERVIEW, set()).update(found.shown[area.slug])
        for whole, shown in pairs:
            if _is_half(whole) and shown.measure and (number := shown.measure.number):
                named = (area.slug, whole.code, whole.name)
                found.halves.append(Figure(*named, number, not whole.is_count, is_small=False))
            there = set(_numbers(shown))
            missing = [one for one in dict.fromkeys(_numbers(whole)) if one not in there]
            found.figures += [
                Figure(area.slug, whole.code, whole.name, number, share, shown.value == HELD)
                for number, share in missing
            ]
    return found


def _is_half(one: IndicatorContent) -> bool:
    """Would it tell a number of children beside a share, or beside of how many it is?"""
    measure = one.measure
    is_bare = measure is None or (measure.numerator is None and measure.denominator is None)
    return one.is_count or (one.unit == "%" and is_bare)


def _numbers(one: IndicatorContent) -> Iterator[tuple[Decimal, bool]]:
    """Every figure of an indicator, and whether it is a share: now, its parts, and earlier."""
    if one.measure:
        if one.measure.number is not None:
            yield one.measure.number, not one.is_count
        yield from _counts(one.measure.numerator, one.measure.denominator)
    for past in one.series:
        if past.value is not None:
            yield past.value, not one.is_count
        yield from _counts(past.numerator, past.denominator)
    for outturn in one.outturns:
        if outturn.value is not None:
            yield outturn.value, not one.is_count


def _counts(part: Decimal | None, whole: Decimal | None) -> Iterator[tuple[Decimal, bool]]:
    for number in (part, whole, whole - part if part is not None and whole is not None else None):
        if number is not None:
            yield number, False


@dataclass(frozen=True)
class Told(Passage):
    """A passage that tells a figure which is held back. `figure` says which."""

    figure: Figure


def told(sentence: str, area: str, held: HeldBack) -> Iterator[Told]:
    """Every passage of a sentence of this area that tells one of them."""
    for number in read_again(sentence):
        if not number.is_figure or number.unit in NO_COUNTS:
            continue
        if _tells_no_child(number, sentence):
            continue
        for figure in _figures_told(number, area, held, sentence):
            why = f"the tables hold back {figure.name} ({figure.code})"
            yield Told(number.start, number.end, why, figure)


def _tells_no_child(number: Number, sentence: str) -> bool:
    """“Fourteen volunteers”, “five areas of eight”, “nine in ten plans”, “at eight”."""
    is_fraction = number.unit == "%" and not PER_CENT.search(number.written)
    if noun_of(number.unit).is_other or (is_fraction and not number.written[0].isdigit()):
        return True
    before = sentence[max(0, number.start - 30) : number.start]
    return not number.unit and NO_COUNT_BEFORE.search(before) is not None


def _figures_told(number: Number, area: str, held: HeldBack, sentence: str) -> Iterator[Figure]:
    if number.unit == "%" or number.unit.startswith("per ") or number.decimals > 0:
        yield from _shares_told(number, area, held, sentence)
        return
    if number.value <= LARGEST or held.shows(area, number.value, share=False):
        return
    for figure in held.by_number.get(number.value, []):
        if number.value >= SELDOM or _may_be(figure, number, area) or _names(figure, sentence):
            yield figure
    yield from _worked_out(number.value, area, held)


def _may_be(figure: Figure, number: Number, area: str) -> bool:
    """A low count is like many others: it tells a figure of its own area, or one of children."""
    if number.hedge in (Hedge.OVER, Hedge.UNDER):
        return False
    counts_children = noun_of(number.unit).tells and number.value >= RARELY
    return area in (figure.area, OVERVIEW) or counts_children


def few_of_shown(sentence: str, area: str, held: HeldBack) -> Iterator[Passage]:
    """“85% of those reported missing”, where the tables say that they are 20; or “20 were
    reported missing”, where they say 85%."""
    for number in (one for one in read_again(sentence) if one.is_figure):
        for figure in held.halves:
            is_here = area in (figure.area, OVERVIEW) and _names(figure, sentence)
            if is_here and _is_other_half(number, figure):
                why = f"beside the tables it tells a few: {figure.name} ({figure.code})"
                yield Passage(number.start, number.end, why)


def _is_other_half(number: Number, figure: Figure) -> bool:
    """Is one a share, the other of how many, and would both tell a small number?"""
    if number.unit == "%":
        is_written = PER_CENT.search(number.written) is not None
        return is_written and not figure.is_share and share_discloses(number.value, figure.number)
    is_count = number.value > LARGEST and number.decimals <= 0 and number.unit not in NO_COUNTS
    return is_count and figure.is_share and share_discloses(figure.number, number.value)


def _names(figure: Figure, sentence: str) -> bool:
    """Does the sentence speak of what the indicator counts? Two words of its name say so."""
    return len(_long_words(figure.name) & _long_words(sentence)) >= OF_A_NAME


def _long_words(text: str) -> set[str]:
    return set(LONG_WORD.findall(text.lower()))


def _shares_told(number: Number, area: str, held: HeldBack, sentence: str) -> Iterator[Figure]:
    """Of a share, the figure itself is held back only where it is small. The others of the same
    whole, “15% were late”, tell it as well."""
    places = max(number.decimals, 0)
    shares = (shown for shown, share in held.shown.get(area, ()) if share)
    if any(half_up(shown, places) == number.value for shown in shares):
        return
    for figure in held.figures:
        if not (figure.is_share and figure.is_small) or figure.number in (0, EVERYTHING):
            continue
        others = EVERYTHING - figure.number if number.unit == "%" else figure.number
        if not (reads_as(figure.number, number.value) or reads_as(others, number.value)):
            continue
        if number.decimals or area in (figure.area, OVERVIEW) or _names(figure, sentence):
            yield figure


def _worked_out(number: Decimal, area: str, held: HeldBack) -> Iterator[Figure]:
    """“31 in all”, where the tables show 28 and hold back 3: the words would tell it."""
    counts = {shown for shown, share in held.shown.get(area, ()) if not share}
    for figure in held.figures:
        secret = figure.number
        is_here = area in (figure.area, OVERVIEW) and figure.is_small and not figure.is_share
        if is_here and is_small(secret) and {number - secret, number + secret} & counts:
            yield figure
