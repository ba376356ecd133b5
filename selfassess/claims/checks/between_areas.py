"""One thing with two values in two areas, and a text that is another area's. For those alone who
may read both."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product

from selfassess.access import OVERVIEW
from services.registry import find_area

from ..agreement import says_same
from ..finding import Finding, Tier
from ..known import Known, What
from ..reader.rounding import either_way
from ..reader.sentence import Number, Role, Sentence
from .base import ReadParagraph
from .unchanged import MOST, share_alike

TWO_VALUES = "two_values"
SAME_TEXT = "text_of_another_area"
FAR = 2  # a count that is twice another counts something else
TOTAL = re.compile(r"\b(?:a\stotal\sof|all|out\sof)\s(?:the\s|our\s|these\s)?$", re.IGNORECASE)
NEAR_BY = Decimal("0.05")  # totals that are as near as this may be meant to be the same

Place = tuple[ReadParagraph, Sentence, Number]


def two_values(
    texts: Mapping[str, Sequence[ReadParagraph]], known: Mapping[str, Known]
) -> Iterator[Finding]:
    """A KPI's value of this quarter, written in two areas so that no rounding explains it."""
    by_kpi: dict[str, list[Place]] = defaultdict(list)
    for area, of_area in texts.items():
        for text in of_area:
            for sentence in text.sentences:
                for number in sentence.figures:
                    if _is_value(number) and not _is_another_figure(number, known[area]):
                        by_kpi[number.kpi].append((text, sentence, number))
    for code, places in by_kpi.items():
        for one, other in combinations(_first_of_each_area(places), 2):
            if _differ(one[2], other[2]):
                yield _two(code, one, other, known)
    yield from _totals(texts, known)


def _totals(
    texts: Mapping[str, Sequence[ReadParagraph]], known: Mapping[str, Known]
) -> Iterator[Finding]:
    """“A total of 349 children”, in a sentence about children looked after, of whom another area
    says that they are 345: perhaps they are others, or of another day."""
    counts: dict[str, list[Place]] = defaultdict(list)
    totals: list[tuple[str, Place]] = []
    for area, of_area in texts.items():
        for text in of_area:
            for sentence in text.sentences:
                for number in sentence.figures:
                    if code := _counted(sentence, number, known[area]):
                        totals.append((code, (text, sentence, number)))
                    elif number.kpi and number.link and number.link.sure:
                        counts[number.kpi].append((text, sentence, number))
    for code, total in totals:
        others = (one for one in counts[code] if one[0].paragraph.area != total[0].paragraph.area)
        other = next((one for one in others if _is_near(total[2], one[2])), None)
        if other:
            yield _two(code, total, other, known, tier=Tier.QUESTION)


def _counted(sentence: Sentence, number: Number, known: Known) -> str:
    """The count of which a total may be, where the sentence names one such, and no number of it."""
    at = number.start - sentence.start
    if number.kpi or not number.unit or not TOTAL.search(sentence.text, max(0, at - 24), at):
        return ""
    noun = number.unit[:5].lower()
    codes = {
        one.kpi
        for one in sentence.named
        if known.kpis[one.kpi].unit == "count"
        and noun in sentence.text[one.start - sentence.start : one.end - sentence.start].lower()
    }
    if len(codes) != 1 or _is_another_figure(number, known):
        return ""
    return codes.pop()


def _is_near(total: Number, other: Number) -> bool:
    apart = abs(total.value - other.value)
    return _differ(total, other) and apart <= NEAR_BY * max(total.value, other.value)


def _is_value(number: Number) -> bool:
    """Is it linked to one KPI for certain, as its value of this quarter?"""
    link = number.link
    return bool(
        link
        and link.sure
        and len(link.kpis) == 1
        and not link.turned
        and number.role is Role.NOW
        and number.written[:1].isdigit()
    )


def _is_another_figure(number: Number, known: Known) -> bool:
    """Does it say what the area has on record of something else? In all that is issued there is a
    figure for any number; so there is for the overview in those of all areas, but this quarter's.
    """
    everywhere = known.area == OVERVIEW
    return any(
        one.kpi != number.kpi
        and (one.what is What.NOW if everywhere else one.area in ("", known.area))
        and says_same(number, one)
        for one in known.figures
    )


def _first_of_each_area(places: Sequence[Place]) -> list[Place]:
    firsts: dict[str, Place] = {}
    for place in places:
        firsts.setdefault(place[0].paragraph.area, place)
    return list(firsts.values())


def _differ(one: Number, other: Number) -> bool:
    """By more than the digits that are written and the words around them allow."""
    if one.unit != other.unit or one.upper is not None or other.upper is not None:
        return False
    if one.unit != "%" and not one.value <= FAR * other.value <= FAR * FAR * one.value:
        return False
    decimals = min(one.decimals, other.decimals)
    allowed = one.about + other.about
    pairs = product(either_way(one.value, decimals), either_way(other.value, decimals))
    return all(abs(this - that) > allowed for this, that in pairs)


def _two(
    code: str,
    one: Place,
    other: Place,
    known: Mapping[str, Known],
    tier: Tier = Tier.CONTRADICTS,
) -> Finding:
    text, sentence, number = one
    there, _, second = other
    kpi = known[text.paragraph.area].kpis.get(code)
    name = kpi.name if kpi else code
    where = _name(there)
    return Finding(
        kind=TWO_VALUES,
        tier=tier,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=number.start,
        end=number.end,
        quoted=sentence.text,
        beside=f"“{name}” is {number.written} here and {second.written} in {where}.",
        source=where,
        kpi=code,
        address=there.paragraph.address,
        values=(number.written, where, second.written),
    )


def _name(text: ReadParagraph) -> str:
    area = text.paragraph.area
    return "the overview" if area == OVERVIEW else str(find_area(area).verbose_name)


def same_text(
    texts: Mapping[str, Sequence[ReadParagraph]], known: Mapping[str, Known]
) -> Iterator[Finding]:
    """An answer that is, nearly word for word, another area's."""
    long = [
        text for of_area in texts.values() for text in of_area if len(text.paragraph.text) > 150
    ]
    for one, other in combinations(long, 2):
        here, there = one.paragraph, other.paragraph
        if here.area == there.area or not _may_be_alike(here.text, there.text):
            continue
        if share_alike(here.text, there.text) >= MOST:
            where = _name(other)
            yield Finding(
                kind=SAME_TEXT,
                tier=Tier.QUESTION,
                area=here.area,
                question=here.question,
                start=0,
                end=len(here.text),
                quoted=here.text,
                beside=f"The same words stand in {where}.",
                source=where,
                address=there.address,
                values=(there.area,),
            )


def _may_be_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return shorter >= MOST * longer * 0.9
