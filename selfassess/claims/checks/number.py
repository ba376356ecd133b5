"""Each figure in a text: it agrees with the record, contradicts it (`against`), or is not on
record."""

import re
from collections.abc import Iterator

from performance.number_format import with_unit

from ..against import Stated
from ..agreement import on_record
from ..counts_on_record import count_against
from ..finding import Finding, Tier
from ..known import OFFICIAL, PERCENT, RATE, Known, Recorded, What, kind_of
from ..live_notation import live_figure
from ..meant_against import meant_against
from ..parts_on_record import part_against
from ..reader.rounding import share_agrees
from ..reader.sentence import Hedge, Number, Role, Sentence
from .base import ReadParagraph

KIND = "number"
SMALL = 10  # a count below it is not looked for on record
OTHER_UNITS = ("£", "points", "hour", "day", "week", "month", "year")
NAMES = {
    Role.ENGLAND: "England",
    Role.REGION: "the region",
    Role.NEIGHBOURS: "statistical neighbours",
}


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    for sentence in text.sentences:
        stated = Stated(sentence, known)
        for number in sentence.numbers:
            if not number.is_figure or _is_live(text, number):
                continue
            against = (
                stated.against(number)
                or part_against(sentence, number, known)
                or count_against(sentence, number, known)
            )
            if against:
                yield _contradicts(text, sentence, number, against, known)
            elif _is_looked_for(number) and not _is_found(stated, number):
                if meant := meant_against(sentence, number, known):
                    yield _contradicts(text, sentence, number, meant, known)
                else:
                    yield _not_on_record(text, sentence, number)


def _is_live(text: ReadParagraph, number: Number) -> bool:
    return any(start <= number.start and number.end <= end for start, end in text.paragraph.live)


def _is_found(stated: Stated, number: Number) -> bool:
    return (
        stated.agrees_with_a_named_one(number)
        or on_record(number, stated.known)
        or _follows_from_others(stated, number)
    )


def _is_looked_for(number: Number) -> bool:
    """Percentages and rates are; counts from ten on, and averages of a KPI that is named. A length
    of time or a difference tells something else, and “half of the words” is a way of speaking."""
    if number.role in (Role.CHANGE, Role.AIM):
        return False
    in_digits = number.written.strip("£")[:1].isdigit()
    if not in_digits and (not number.kpi or number.value < SMALL):
        return False
    if kind_of(number.unit) in (PERCENT, RATE):
        return True
    if number.hedge in (Hedge.OVER, Hedge.UNDER):
        return False  # “some held more than 20”
    if number.unit in OTHER_UNITS:
        return bool(number.kpi)
    return number.value >= SMALL or bool(number.kpi and number.link and number.link.sure)


def _follows_from_others(stated: Stated, number: Number) -> bool:
    """A share that two counts of its sentence make: “12 of 20 (60%)”."""
    if kind_of(number.unit) != PERCENT:
        return False
    return any(
        part.value <= whole.value and whole.value and share_agrees(number, part.value, whole.value)
        for part in stated.counts
        for whole in stated.counts
        if part is not whole
    )


def _contradicts(
    text: ReadParagraph, sentence: Sentence, number: Number, against: Recorded, known: Known
) -> Finding:
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=number.start,
        end=number.end,
        quoted=sentence.text,
        beside=f"You write {_written(number, known)}. {_record_says(against)}",
        source=_source(against),
        kpi=against.kpi,
        address=against.address,
        values=(number.written, against.what, str(against.value), against.period),
        written=text.paragraph.text[number.start : number.end],
        instead=_instead(sentence, number, against),
        live_figure=live_figure(against, known),
    )


def _instead(sentence: Sentence, number: Number, against: Recorded) -> str:
    """Without the unit where the sentence says it already: “95” for “80 per 10,000”."""
    if against.unit in ("", PERCENT, "count"):
        return against.shown
    unit = re.compile(rf"\W*\b{re.escape(against.unit.removesuffix('s'))}s?\b", re.IGNORECASE)
    if number.unit in (PERCENT, "points"):  # its own unit goes with it
        repeats = unit.match(sentence.text, number.end - sentence.start)
    else:
        repeats = unit.search(sentence.text)
    return with_unit(against.as_shown, "") if repeats else against.shown


def _written(number: Number, known: Known) -> str:
    written, unit = number.written.strip(), number.unit
    if unit in ("", PERCENT) or number.link is None:
        return written
    if not number.link.unit_differs:
        unit = known.kpis[number.link.kpis[0]].unit
    return written if unit == "count" or unit in written else f"{written} {unit}"


def _record_says(against: Recorded) -> str:
    value = against.shown
    where = f"({_source(against)})"
    if against.what is What.TARGET:
        return f"The target is {value} {where}."
    if against.what in OFFICIAL:
        return f"The official figure of {NAMES[Role(against.what.value)]} is {value} {where}."
    if against.what in (What.NOW, What.PART, What.WHOLE, What.REST):
        return f"The record says {value} {where}."
    return f"The record says that it was {value} {where}."


def _source(one: Recorded) -> str:
    return ", ".join(part for part in (one.when, one.source) if part)


def _not_on_record(text: ReadParagraph, sentence: Sentence, number: Number) -> Finding:
    return Finding(
        kind=KIND,
        tier=Tier.NOT_ON_RECORD,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=number.start,
        end=number.end,
        quoted=sentence.text,
        beside=f"No figure on record is {number.written.strip()}.",
        kpi=number.kpi,
        values=(number.written,),
        written=text.paragraph.text[number.start : number.end],
    )
