"""What on record a number contradicts.

It contradicts only when its sentence names the KPI beside it, says nothing else of it that
agrees, and the record has another value in the very role that the sentence gives it. A false alarm
costs more trust than a missed one. Three rules leave most of them out: if one number of a KPI
agrees, its others are parts; a count belongs to a KPI only beside its own noun; and a count that is
far from the record counts something else.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from .agreement import as_told, in_role, of_another_place, of_its_time, says_same
from .known import COUNT, OFFICIAL, PERCENT, RATE, Known, Recorded, What, kind_of
from .reader.changes import is_change
from .reader.places import PLACE_ROLES, places_in
from .reader.rounding import agrees
from .reader.sentence import Number, Role, Sentence
from .times_told import is_of_another_day, tells_of_other_times, tells_of_the_rest

NEVER = (Role.AIM, Role.CHANGE, Role.OTHER, Role.PART, Role.WHOLE)
SAID = (*PLACE_ROLES, Role.TARGET)
MOST_ROLES = 2  # of a number that may be more things than that, nothing is said
FAR = 2  # a count that is twice the record, or half of it, counts something else
LENGTHS = ("week", "month", "day")
EXACT = (What.NOW, What.BEFORE, What.TARGET, *OFFICIAL)
MOST_COUNTS, MANY = 20, 12  # MANY: KPIs and numbers of a sentence that are looked at for one number
WANTED = re.compile(
    r"\b(?:target\w*|aim\w*|goal\w*|standard\w*|should|must|expect\w*|ambition\w*|milestone\w*|want\w*"
    r"|will|threshold\w*|against)\b",
    re.IGNORECASE,
)


class Stated:
    """A sentence and what is on record, so that each of its numbers can be asked about."""

    def __init__(self, sentence: Sentence, known: Known) -> None:
        self.sentence, self.known = sentence, known

    @cached_property
    def by_kpi(self) -> dict[str, list[Number]]:
        found: dict[str, list[Number]] = {}
        for number in self.sentence.numbers:
            for code in number.link.kpis if number.link and number.kpi else ():
                of = found.setdefault(code, [])
                if len(of) < MANY:
                    of.append(number)
        return found

    @cached_property
    def counts(self) -> list[Number]:
        """Of which a share in the sentence may be."""
        shares = (PERCENT, RATE)
        counts = (one for one in self.sentence.figures if kind_of(one.unit) not in shares)
        return list(islice(counts, MOST_COUNTS))

    @cached_property
    def tells_of_other_times(self) -> bool:
        return tells_of_other_times(self.sentence.text)

    def against(self, number: Number) -> Recorded | None:
        """What is on record in the role of the number and differs from it."""
        return self._in_its_role(number) or self._in_another_unit(number)

    def _in_another_unit(self, number: Number) -> Recorded | None:
        """“52%”, where 52 per 10,000 is on record of a KPI that the sentence names."""
        kind = kind_of(number.unit)
        if kind == COUNT or number.role in NEVER or self.agrees_with_a_named_one(number):
            return self._said_in_points(number)
        return next(
            (
                one
                for one in self._named(number)
                if one.value == number.value
                and one.what in EXACT
                and kind_of(one.unit) not in (kind, COUNT)
            ),
            None,
        )

    def _said_in_points(self, number: Number) -> Recorded | None:
        """“72 percentage points”, where no change is told and 72% is on record."""
        link, at = number.link, self.sentence.start
        if number.unit != "points" or link is None or not link.unit_differs or not link.sure:
            return None
        if is_change(self.sentence.text, number.start - at, number.end - at):
            return None
        return self._exactly(number)

    def _exactly(self, number: Number) -> Recorded | None:
        codes = number.link.kpis if number.link else ()
        of = (one for code in codes for one in self.known.of(code, What.NOW))
        return next((one for one in of if one.value == number.value), None)

    def _in_its_role(self, number: Number) -> Recorded | None:
        link = number.link
        if link is None or not link.sure or len(link.roles) > MOST_ROLES or number.role in NEVER:
            return None
        if link.turned and number.role not in SAID:
            return self._turned(number)
        of = [one for code in link.kpis[:MANY] for one in self.known.of(code)]
        recorded = self._in_force(in_role(number, of, *link.roles))
        if link.unit_differs:
            if kind_of(number.unit) == COUNT and number.unit not in LENGTHS:
                return None if self._is_a_part(number, of) else self._exactly(number)
            return next((one for one in recorded if agrees(number, one.value)), None)
        if any(says_same(as_told(number), one) for one in recorded):
            return None
        recorded = of_its_time(number, recorded)
        if wrong := of_another_place(number, of):
            return wrong
        if not recorded or self._is_another_quantity(number, of, recorded):
            return None
        newest_first = sorted(recorded, key=lambda one: one.period, reverse=True)
        return next((one for one in newest_first if one.adopted), None)

    def _turned(self, number: Number) -> Recorded | None:
        """“More than half were late”, where 19% were."""
        link, now = number.link, self.known.now(number.kpi) if number.kpi else None
        is_share = kind_of(number.unit) == PERCENT and number.role is Role.NOW
        if link is None or now is None or not is_share or self.tells_of_other_times:
            return None
        if agrees(number, 100 - now.value, now.decimals):
            return None
        return None if self.agrees_with_a_named_one(number) else now

    def _in_force(self, recorded: list[Recorded]) -> list[Recorded]:
        """Without targets that others have replaced, unless the sentence tells of other times."""
        if self.tells_of_other_times:
            return recorded
        return [one for one in recorded if one.adopted or one.what is not What.TARGET]

    def agrees_with_a_named_one(self, number: Number) -> bool:
        """With a target or an official figure only where the sentence tells of such: 99.9% is no
        target of 100% that was told in another way."""
        is_surely_now = bool(number.link and number.link.sure and number.role is Role.NOW)
        told = self._what_may_be_meant if is_surely_now else frozenset(What)
        if (
            is_surely_now
            and kind_of(number.unit) == PERCENT
            and not tells_of_the_rest(self.sentence.text)
        ):
            told -= {What.REST}
        return any(
            one.what in told
            and not (is_surely_now and self._is_rest_of_another_time(one))
            and says_same(number, one)
            for one in self._named(number)
        )

    def _is_rest_of_another_time(self, one: Recorded) -> bool:
        return one.what is What.REST and one.period != self.known.quarter

    @cached_property
    def _what_may_be_meant(self) -> frozenset[What]:
        found = frozenset(What)
        if not WANTED.search(self.sentence.text):
            found -= {What.TARGET}
        return found if places_in(self.sentence.text) else found - frozenset(OFFICIAL)

    def _named(self, number: Number) -> Iterator[Recorded]:
        """What is on record of the KPIs that the sentence names, its own first."""
        own = number.link.kpis if number.link and number.kpi else ()
        for code in dict.fromkeys((*own[:MANY], *self.sentence.kpis[:MANY])):
            yield from self.known.of(code)

    def _is_another_quantity(
        self, number: Number, of: Sequence[Recorded], recorded: Sequence[Recorded]
    ) -> bool:
        if number.role is Role.NOW and is_of_another_day(number, self.sentence, self.known):
            return True
        if self._is_swapped(number, of):
            return False
        if number.role not in SAID and self.agrees_with_a_named_one(number):
            return not self._is_last_time_s(number, of)
        if number.role is Role.NOW and self._another_agrees(number, of):
            return True
        if self._makes_it_with_another(number, recorded):
            return True
        if self.known.kpis[recorded[0].kpi].unit not in ("count", "cases"):
            return False
        return not any(one.value / FAR <= number.value <= one.value * FAR for one in recorded)

    def _is_a_part(self, number: Number, of: Sequence[Recorded]) -> bool:
        """“86 children”, of whom the record counts 86."""
        return any(says_same(number, one) for one in of)

    def _another_agrees(self, number: Number, of: Sequence[Recorded]) -> bool:
        """If another number of the KPI is its value now, this one is a part of it."""
        now = [one for one in of if one.what is What.NOW]
        return any(
            other is not number
            and other.role in (Role.NOW, Role.BEFORE)
            and any(says_same(other, one) for one in now)
            for code in (number.link.kpis[:MANY] if number.link else ())
            for other in self.by_kpi.get(code, ())
        )

    def _makes_it_with_another(self, number: Number, recorded: Sequence[Recorded]) -> bool:
        """“12, and one more in October”, beside 13."""
        if kind_of(number.unit) != COUNT:
            return False
        values = {one.value for one in recorded}
        others = [one for one in self.sentence.figures if one is not number][:MOST_COUNTS]
        return any(
            kind_of(one.unit) == COUNT and number.value + one.value in values for one in others
        )

    def _is_last_time_s(self, number: Number, of: Sequence[Recorded]) -> bool:
        """The value of an earlier quarter, told as if it were this one's: left from an older
        text."""
        if number.role is not Role.NOW or self.tells_of_other_times:
            return False
        if len(self.by_kpi.get(number.kpi, ())) > 1:
            return False
        agreeing = {one.what for one in self._named(number) if says_same(number, one)}
        return agreeing <= {What.BEFORE} and any(one.what is What.BEFORE for one in of)

    def _is_swapped(self, number: Number, of: Sequence[Recorded]) -> bool:
        """“It went from 57% to 44%”, where it went from 44% to 57%."""
        if number.role not in (Role.NOW, Role.BEFORE):
            return False
        other_role = Role.BEFORE if number.role is Role.NOW else Role.NOW
        others = [
            other
            for other in self.by_kpi.get(number.kpi, ())
            if other.role is other_role and other.link
        ]
        said = any(one.link and one.link.role_is_said for one in (number, *others))
        return (
            said
            and _is_only(number, of, other_role)
            and any(_is_only(other, of, number.role) for other in others)
        )


def _is_only(number: Number, of: Sequence[Recorded], role: Role) -> bool:
    """Is the number on record in this role, and not in its own?"""
    own = any(says_same(number, one) for one in in_role(number, of, number.role))
    what = (What.NOW,) if role is Role.NOW else (What.BEFORE, What.OUTTURN)
    return not own and any(says_same(number, one) for one in of if one.what in what)
