"""A value and its target, as a sentence tells them or as the record has them, and whether what is
said of both can be true."""

import re
from dataclasses import dataclass
from decimal import Decimal

from performance.rag import Status

from ..known import Known, KpiWords, Recorded, What
from ..reader.periods import Period, periods
from ..reader.rounding import agrees, half_step, limits
from ..reader.sentence import Number, Role, Sentence
from .subject import figures_about
from .target_says import Claim, Way

IN_LINE = {"%": Decimal(2)}  # points that a figure in line with its target may be off
IN_LINE_SHARE = Decimal("0.05")  # of a target in another unit
CLOSE = Decimal("2.5")  # so many times as far off, a figure is not even close to it
SOME = re.compile(
    r"\b(?:all|most|some|many|both|one|two|three|four|five|six|seven|\d{1,2})\s(?:of\s)?(?:the\s|our\s)?"
    r"(?:\w{1,15}\s){0,2}(?:teams?|areas?|services?|localit(?:y|ies)|districts?|schools?|workers|kpis"
    r"|measures|indicators|targets|managers)\b",
    re.IGNORECASE,
)
SINCE = re.compile(
    r"\b(?:since|from|than|on|with|to|against|compared|was|stood)\s(?:\S{1,8}\s){0,2}?$", re.I
)
SINCE_LAST = re.compile(r"(?:since|from|than|on)\s", re.I)


@dataclass(frozen=True)
class Told:
    """A value from `low` to `high`, in words `value`, and its target."""

    kpi: KpiWords
    low: Decimal
    high: Decimal
    value: str
    target: Decimal
    target_in_words: str
    recorded: Recorded | None  # where the value is the record's, and not the sentence's
    is_stated: bool  # the sentence says the target

    def is_wrong(self, claim: Claim) -> bool:
        if claim.apart and self._is_apart_otherwise(claim.apart, at_most=claim.at_most):
            return True
        if claim.at_most:
            return False
        return self._is_untrue(claim) if claim.denied else self._is_false(claim)

    @property
    def _is_above(self) -> bool:
        return self.low > self.target

    @property
    def _is_below(self) -> bool:
        return self.high < self.target

    @property
    def _is_same(self) -> bool:
        return self.low == self.high == self.target

    def _is_false(self, claim: Claim) -> bool:
        """Only what no rounding explains is. A target is exact."""
        way = claim.way
        if way is Way.WITHIN:
            return self._is_above
        if way is Way.BEYOND:
            return self._is_below or self._is_same
        if way is Way.NEAR:
            return self._distance[0] > self._in_line
        if way is Way.CLOSE:
            return self._distance[0] > CLOSE * self._in_line
        if way in (Way.ABOVE, Way.BELOW):
            if self.kpi.direction == "lower" and not (claim.literal and self.is_stated):
                return False  # “above target” may mean better than it
            wrong = self._is_below if way is Way.ABOVE else self._is_above
            return wrong or self._is_same
        if way in (Way.MET, Way.BETTER):
            return self._is_missed
        return self._is_met

    def _is_untrue(self, claim: Claim) -> bool:
        """Is what it denies true all the same?"""
        way = claim.way
        if way in (Way.MET, Way.BETTER):
            return self._is_met
        if way is Way.WORSE:
            return self._is_missed
        if way in (Way.ABOVE, Way.BELOW) and self.kpi.direction == "lower":
            return False
        if way in (Way.ABOVE, Way.BEYOND):
            return self._is_above
        return way in (Way.BELOW, Way.WITHIN) and (self._is_below or self._is_same)

    @property
    def _is_missed(self) -> bool:
        if self._is_near_by_status:
            return False
        return {"higher": self._is_below, "lower": self._is_above}.get(self.kpi.direction, False)

    @property
    def _is_met(self) -> bool:
        if self._is_near_by_status:
            return False
        good = {"higher": self._is_above, "lower": self._is_below}.get(self.kpi.direction)
        return good is not None and (good or self._is_same)

    @property
    def _is_near_by_status(self) -> bool:
        """Some call it met, and some do not."""
        return self.recorded is not None and self.kpi.status == Status.WITHIN_TOLERANCE

    @property
    def _distance(self) -> tuple[Decimal, Decimal]:
        if self.low <= self.target <= self.high:
            return Decimal(0), max(self.target - self.low, self.high - self.target)
        ends = abs(self.low - self.target), abs(self.high - self.target)
        return min(ends), max(ends)

    @property
    def _in_line(self) -> Decimal:
        return IN_LINE.get(self.kpi.unit, self.target * IN_LINE_SHARE)

    def _is_apart_otherwise(self, apart: Number, *, at_most: bool) -> bool:
        least, most = self._distance
        low, high = limits(apart)
        high += half_step(apart.decimals)  # its last digit may be cut off
        if at_most:
            return least > high
        if low <= most and least <= high:
            return False
        if apart.unit != "%" or not self.target:
            return True
        share = 100 / self.target  # some tell it in per cent of the target
        return not (low <= most * share and least * share <= high)


def told_of(sentence: Sentence, kpi: KpiWords, known: Known) -> Told | None:
    """What the sentence says itself counts before the record."""
    target = target_of(kpi.code, known)
    values = [one for one in figures_about(sentence, kpi.code, Role.NOW) if _is_sure(one)]
    targets = figures_about(sentence, kpi.code, Role.TARGET)
    if len(targets) > 1 or not (targets or target):
        return None
    wanted = targets[0].value if targets else target.value if target else Decimal(0)
    wanted_in_words = targets[0].written.strip() if targets else target.shown if target else ""
    stated = bool(targets)
    now = known.now(kpi.code)
    is_spoken = now and values and values[0].about and agrees(values[0], now.value)
    if len(values) == 1 and values[0].whole is None and not is_spoken:
        low, high = limits(values[0])
        return Told(kpi, low, high, values[0].written, wanted, wanted_in_words, None, stated)
    if now is None or not target:
        return None
    return Told(kpi, now.value, now.value, now.shown, wanted, wanted_in_words, now, stated)


def target_of(kpi: str, known: Known) -> Recorded | None:
    """The one target in force; a band is judged by its status alone."""
    found = [one for one in known.of(kpi, What.TARGET) if one.adopted]
    newest = max((one.period for one in found), default="")
    found = [one for one in found if one.period == newest]
    return found[0] if len(found) == 1 else None


def only_kpi_told(sentence: Sentence) -> str:
    """The KPI of the sentence's target, else of its one value, if it tells no other's."""
    sure = [one for one in sentence.numbers if one.kpi and _is_sure(one)]
    codes = {one.kpi for one in sure}
    if len(codes) != 1:
        return ""
    return codes.pop() if any(one.role in (Role.TARGET, Role.NOW) for one in sure) else ""


def tells_of_others(sentence: Sentence, known: Known) -> bool:
    """Of a part of the council, or of another time: “four of five teams met the target”."""
    if SOME.search(sentence.text):
        return True
    ends = known.period.ends
    return any(
        one.last != ends and not (one.first <= ends < one.last) and not _is_compared(sentence, one)
        for one in periods(sentence.text, known.period)
    )


def _is_compared(sentence: Sentence, period: Period) -> bool:
    """“Up from 80% in Q1”, “(Q1: 80%)”: what is told besides is of that time."""
    text = sentence.text
    if SINCE_LAST.match(period.written):
        return True
    before = text[max(0, period.start - 20) : period.start]
    return before.endswith("(") or SINCE.search(before) is not None


def _is_sure(number: Number) -> bool:
    return bool(number.link and number.link.sure and not number.link.turned)
