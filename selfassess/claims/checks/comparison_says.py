"""How people set a figure beside another: “above England, below the region”, “our neighbours do
better”, “fewer than last quarter”.

A word that orders (`reader/cues.toml`) governs what it is set beside: the places, targets and times
that stand right after it, until another one comes or the clause ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from selfassess.quarters.dates import QuarterPeriod

from ..reader.cues import Cue, cues
from ..reader.periods import periods
from ..reader.places import places_in
from ..reader.sentence import Role
from ..reader.words import SENTENCES_KEPT

ORDERS = frozenset(("above", "below", "ahead", "behind", "level"))
REACH, NEXT = 60, 40  # characters from an order to what it governs first, and to the next of these
STOP = re.compile(
    r"[;:.?!](?!\d)|\b(?:but|while|whilst|whereas|although|though|however|because|since)\b|,\sso\b",
    re.I,
)
COMMA = re.compile(r",(?!\d)")
AND_NEXT = re.compile(
    r"(?:[’']s?)?\s?(?:average|averages|figure|rate|level|mean)?\s?(?:\(?(?:of|at|on)?\s?[\d.]+%?\)?)?"
    r"\s?(?:,|\band\b|\bor\b)",
    re.IGNORECASE,
)
TARGET = re.compile(r"\b(?:targets?|goals?|ambitions?|standards?|ceiling|limit|threshold)\b", re.I)
NOT = re.compile(
    r"\b(?:not|no longer|never|neither|nor)\s(?:\w+\s){0,2}$|n[’']t\s(?:\w+\s){0,2}$", re.I
)
UNSAID = re.compile(
    r"\b(?:(?<!continue )(?<!continues )(?<!continued )to|will|should|must|if|aim\w*|until|would)\s"
    r"(?:be\s|get\s|reach\s|become\s)?$",
    re.I,
)
# “Our neighbours do better than that”: the place is the better one
OTHER_WAY = re.compile(
    r"\s(?:[^\W\d][\w’']{0,15}\s){0,3}?(?:do|does|did|are|is|were|was|perform\w{0,3}|manages?d?)\s"
    r"(?:[a-z]{2,12}\s){0,2}?(?P<said>better|worse|higher|lower)"
    r"(?:\sthan\s(?:that|this|us|we|ours?)\b|\sstill\b|[.,;]|$)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"\b(?:beside|alongside|against|compared\s(?:with|to)|relative\sto|in\scomparison\s(?:with|to)|unlike)\s"
    r"(?:the\s|our\s|those\sof\s|that\sof\s){0,2}",
    re.IGNORECASE,
)
OURS = {"better": "behind", "worse": "ahead", "higher": "below", "lower": "above"}
LOOK, RIGHT_AFTER = 30, 8


@dataclass(frozen=True)
class Order:
    """`start` and `end` are characters of the sentence, from the word that orders to the end of
    what it governs."""

    says: str
    beside: Role  # England, the region, neighbours, a target, or the time before
    start: int
    end: int
    denied: bool = False
    said_to: int = 0  # the end of the word that orders

    def words(self, text: str) -> str:
        return text[self.start : self.said_to or self.end]


@dataclass(frozen=True)
class Yardstick:
    role: Role
    start: int
    end: int


@lru_cache(maxsize=SENTENCES_KEPT)
def orders(text: str, now: QuarterPeriod) -> tuple[Order, ...]:
    """Everything that a sentence sets the figure of which it tells beside."""
    return tuple(_orders(text, now))


def _orders(text: str, now: QuarterPeriod) -> Iterator[Order]:
    order: Cue | None = None
    reached = 0
    is_next = False
    for event in _events(text, now):
        if isinstance(event, Cue):
            order, reached, is_next = event, event.end, False
        elif order and _is_reached(text, reached, max(event.start, reached), is_next=is_next):
            reached, is_next = event.end, True
            near = text[max(0, order.start - LOOK) : order.start]
            if not UNSAID.search(near) and not _is_of_a_number(text, order, event):
                denied = NOT.search(near) is not None
                yield Order(order.says, event.role, order.start, event.end, denied, order.end)
        else:
            order = None
    yield from _other_way(text)
    yield from _set_beside(text)


def _is_of_a_number(text: str, order: Cue, beside: Yardstick) -> bool:
    """“On a plan for over two years at the end of June” sets nothing beside June."""
    is_time = (
        beside.role is Role.BEFORE and order.how == "word" and order.says in ("above", "below")
    )
    gap = text[order.end : beside.start]
    return is_time and (len(gap) > RIGHT_AFTER or any(map(str.isdigit, gap)))


def _is_reached(text: str, start: int, end: int, *, is_next: bool) -> bool:
    if end - start > (NEXT if is_next else REACH) or STOP.search(text, start, end):
        return False
    if is_next:
        return AND_NEXT.match(text, start, end) is not None
    return COMMA.search(text, start, end) is None


def _events(text: str, now: QuarterPeriod) -> list[Cue | Yardstick]:
    """In the order in which they end: “a bigger share … than” orders where its “than” stands."""
    found: list[Cue | Yardstick] = [
        one for one in cues(text) if one.says in ORDERS and one.how != "comparative"
    ]
    if found:
        found += yardsticks(text, now)
    return sorted(found, key=lambda one: one.end)


def yardsticks(text: str, now: QuarterPeriod) -> Iterator[Yardstick]:
    for place in places_in(text):
        yield Yardstick(place.role, place.start, place.end)
    for match in TARGET.finditer(text):
        yield Yardstick(Role.TARGET, match.start(), match.end())
    for start, end in times_before(text, now):
        yield Yardstick(Role.BEFORE, start, end)


def times_before(text: str, now: QuarterPeriod) -> Iterator[tuple[int, int]]:
    """Where the quarter before is named: “June”, “Q1”, “the last return”."""
    for one in periods(text, now):
        if one.holds(now.before.code) or one.last == now.before.ends:
            yield one.start, one.end
    for cue in cues(text):
        if cue.says == "earlier":
            yield cue.start, cue.end


def _set_beside(text: str) -> Iterator[Order]:
    """“Set beside similar authorities, we send a larger share away.”"""
    places = {one.start: one for one in places_in(text)}
    for match in BESIDE.finditer(text) if places else ():
        place = places.get(match.end())
        end = place.end if place else 0
        comma = COMMA.search(text, end, end + LOOK) if place else None
        if place is None or comma is None:
            continue
        said = next(
            (one for one in cues(text) if one.start > comma.start() and one.says in ORDERS), None
        )
        if said and said.how == "comparative" and not STOP.search(text, comma.end(), said.start):
            yield Order(said.says, place.role, said.start, said.end)


def _other_way(text: str) -> Iterator[Order]:
    for place in places_in(text):
        match = OTHER_WAY.match(text, place.end)
        if match and not NOT.search(text, 0, match.start("said")):
            says = OURS[match["said"].casefold()]
            yield Order(says, place.role, place.start, match.end())
