"""The short lists with which a report and each of its chapters open: what moved, what is off
target, what is not known. Pure: each line is worked out from frozen content, and leads to its
place."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from performance.number_format import share, with_unit
from performance.rag import Status
from selfassess.plain_text import around, shortened

from .content.schema import AreaContent, FindingContent, IndicatorContent, ReportContent
from .does_not_add_up import places
from .ranking import by_gap, by_move, change, is_better, is_worse

QUOTED = 80  # characters of what is written, and of what stands beside it
MOST_DOUBTS = 3  # of two lines each
MOST = 4  # lines of a list, so that all lists fit on one page
MOST_MOVED, MOST_WORSE = 5, 3  # of what moved, so that what got better has room too
NAME = 70  # characters of an indicator’s name
REASONS = {
    "target due by": "target not due yet",
    "only": "too few cases",
    "the target does not fit": "target is one number, not a range",  # in older reports
}
NUMBER = re.compile(r"\d[\d,.]*\S*")
NAMED = 3  # areas of those that lack something
FEW_AUDITED = 10  # cases; a percentage of fewer swings too much to be said


class Line(NamedTuple):
    """A line of a list: what it is about, as a link to `anchor`, and what is said of it."""

    anchor: str
    about: str
    area: str
    said: str


class Ranked(NamedTuple):
    """The first lines of a list, and how many there are."""

    lines: list[Line]
    all: int

    @property
    def others(self) -> int:
        return self.all - len(self.lines)


def moved(content: ReportContent) -> Ranked:
    """The indicators that moved most since last quarter: what got worse, and what got better."""
    found = _moved(content.included)
    number = sum(is_worse(one) for area in content.included for one in area.indicators)
    worse, others = found[:number], found[number:]
    worse = worse[: max(MOST_WORSE, MOST_MOVED - len(others))]
    return Ranked([*worse, *others[: MOST_MOVED - len(worse)]], len(found))


def off_target(content: ReportContent) -> Ranked:
    """The indicators that are off target, the widest gap first."""
    return _first(_off_target(content.included))


def does_not_add_up(content: ReportContent) -> Ranked:
    """What is written and contradicts the record, what nobody has explained first."""
    names = {one.code: one.name for area in content.included for one in area.indicators}
    found = [
        (one.explained, Line(f"doubts-{number}", place.name, "", _doubt(one, names)))
        for number, place in enumerate(places(content), 1)
        for one in place.contradictions
    ]
    ordered = [line for _, line in sorted(found, key=lambda row: row[0])]
    return Ranked(ordered[:MOST_DOUBTS], len(ordered))


def _doubt(one: FindingContent, names: Mapping[str, str]) -> str:
    """About two lines of the page, with the number that is written and the one on record."""
    quoted = f"“{around(one.quoted, one.written, QUOTED)}” " if one.quoted else ""
    of = f" for {shortened(names[one.kpi], NAME)}" if one.kpi in names else ""
    explained = " Explained." if one.explained else ""
    beside = f"{_with_numbers(_without_source(one))}{of}"
    return f"{quoted}{beside}{'' if beside.endswith('…') else '.'}{explained}"


def _without_source(one: FindingContent) -> str:
    """Its place, to which the line leads, says where it comes from."""
    return one.beside.replace(f" ({one.source})", "").removesuffix(".")


def _with_numbers(text: str) -> str:
    """Shorten a text, but never before its last number."""
    last = max((match.end() for match in NUMBER.finditer(text)), default=0)
    return text if len(text) <= QUOTED else shortened(text, max(QUOTED, last + len(" … ")))


def not_known(content: ReportContent) -> list[Line]:
    """What nobody has said: data, ratings, owners and dates, with the areas that lack most."""
    counted: list[tuple[str, str, str, Callable[[AreaContent], int]]] = [
        ("at-a-glance", "Not rated", "area", _unrated),
        ("all-indicators", "No data", "indicator that is due", _without_data),
        ("all-actions", "No owner", "open action", _without("owner")),
        ("all-actions", "No date", "open action", _without("due")),
    ]
    lines = [_not_known(content, *one) for one in counted]
    lines.insert(2, _not_judged(content))
    return [line for line in lines if line]


def of_area(area: AreaContent) -> dict[str, Ranked]:
    """The same lists of one area's chapter."""
    return {"moved": _first(_moved([area])), "off_target": _first(_off_target([area]))}


def audits_together(area: AreaContent) -> str:
    """All audits of an area whose grades count cases, as one sentence; empty without any."""
    counted = [audit for audit in area.evidence.audits if audit.unit == "cases"]
    grades = [
        {grade: int(shown) for grade, shown in audit.grades.items() if shown.isdecimal()}
        for audit in counted
    ]
    graded = sum(sum(n for grade, n in of.items() if grade != "not_graded") for of in grades)
    if not graded:
        return ""
    good = sum(of.get("outstanding", 0) + of.get("good", 0) for of in grades)
    poor = sum(of.get("inadequate", 0) for of in grades)
    audits = f"{len(counted)} audit{'' if len(counted) == 1 else 's'}"
    in_all = f" ({share(good, graded, 0)}%)" if graded >= FEW_AUDITED else ""
    told = f"{good:,} good or better{in_all}, {poor:,} inadequate."
    return f"{graded:,} graded cases in {audits}: {told}"


def _moved(areas: Iterable[AreaContent]) -> list[Line]:
    """Worsening before improvement, and of each what chance explains least."""
    found = [(area, one) for area in areas for one in area.indicators if change(one)]
    ordered = sorted(found, key=lambda row: (not is_worse(row[1]), by_move(row[1])))
    return [_line(area, one, f"{one.value}. {_move(one)}") for area, one in ordered]


def _move(one: IndicatorContent) -> str:
    """“Down 9 points, second quarter of worsening; below its usual range (80 to 86%).”"""
    said = one.trend.split(";")[0].removesuffix(".")  # where England stands is said after it
    if said and "of improvement" not in said and "of worsening" not in said:
        said += ", worse" if is_worse(one) else ", better" if is_better(one) else ""
    if one.usual:
        usual = one.usual.said or "within its usual range"
        said = f"{said}; {usual} ({one.usual.shown})" if said else f"{usual} ({one.usual.shown})"
    return f"{said}." if said else ""


def off_target_by_gap(
    areas: Iterable[AreaContent],
) -> list[tuple[AreaContent, IndicatorContent]]:
    """All that is off target, the widest gap first."""
    found = [(area, one) for area in areas for one in area.indicators if one.is_off_target]
    return sorted(found, key=lambda row: by_gap(row[1]))


def _off_target(areas: Iterable[AreaContent]) -> list[Line]:
    return [_line(area, one, _against(one)) for area, one in off_target_by_gap(areas)]


def _against(one: IndicatorContent) -> str:
    """“84.1% against 100%, 233 of 277; worse than last quarter.”"""
    return f"{one.value} against {one.target}{_parts(one)}{_worsening(one)}."


def _parts(one: IndicatorContent) -> str:
    """“, 1,380 of 1,850”, where both are known."""
    measure = one.measure
    if measure is None or measure.numerator is None or measure.denominator is None:
        return ""
    return f", {with_unit(measure.numerator, '')} of {with_unit(measure.denominator, '')}"


def _worsening(one: IndicatorContent) -> str:
    return "; worse than last quarter" if is_worse(one) else ""


def _line(area: AreaContent, one: IndicatorContent, said: str) -> Line:
    return Line(f"{area.slug}-{one.code}", one.name, area.name, said)


def _not_known(
    content: ReportContent,
    anchor: str,
    about: str,
    noun: str,
    count: Callable[[AreaContent], int],
) -> Line | None:
    counts = {area.name: count(area) for area in content.included}
    together = sum(counts.values())
    if not together:
        return None
    most = sorted((name for name in counts if counts[name]), key=lambda name: -counts[name])
    said = [name if noun == "area" else f"{name} {counts[name]:,}" for name in most]
    nouns = noun if together == 1 else noun.replace("indicator that is", "indicators that are")
    nouns = nouns if nouns.startswith("indicator") or together == 1 else f"{nouns}s"
    others = f" and {len(said) - NAMED} more" if len(said) > NAMED + 1 else ""
    shown = said[:NAMED] if others else said
    return Line(anchor, about, "", f"{together:,} {nouns}: {', '.join(shown)}{others}.")


def _not_judged(content: ReportContent) -> Line | None:
    """How many figures have no status, and why."""
    reasons = Counter(
        _reason(one)
        for area in content.included
        for one in area.indicators
        if one.status_code == Status.NOT_JUDGED
    )
    if not reasons:
        return None
    said = ", ".join(f"{reason or 'no reason'} {n:,}" for reason, n in reasons.most_common())
    figures = "figure" if reasons.total() == 1 else "figures"
    return Line("all-indicators", "Not judged", "", f"{reasons.total():,} {figures}: {said}.")


def _reason(one: IndicatorContent) -> str:
    """Without the day or the number of cases, which differ from figure to figure."""
    known = (said for begins, said in REASONS.items() if one.reason.startswith(begins))
    return next(known, one.reason)


def _unrated(area: AreaContent) -> int:
    return int(area.rating is not None and area.rating.value is None)


def _without_data(area: AreaContent) -> int:
    return sum(one.status_code == Status.NO_DATA for one in area.indicators)


def _without(name: str) -> Callable[[AreaContent], int]:
    return lambda area: sum(
        not action.is_finished and not getattr(action, name) for action in area.actions
    )


def _first(lines: Iterable[Line]) -> Ranked:
    found = list(lines)
    return Ranked(found[:MOST], len(found))
