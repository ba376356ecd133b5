"""The short lists with which a report and each of its chapters open: what moved, what is off
target, what is not known. Pure: each line is worked out from frozen content, and leads to its
place."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from performance.rag import Status
from selfassess.plain_text import shortened

from .content.schema import AreaContent, FindingContent, IndicatorContent, ReportContent
from .does_not_add_up import places

QUOTED = 80  # characters of what is written, and of what stands beside it
MOST_DOUBTS = 3  # of two lines each
MOST = 4  # lines of a list, so that all lists fit on one page
NAMED = 3  # areas of those that lack something
POINTS = Decimal(50)  # a move of 10 points counts as much as one of a fifth
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
    """The indicators that moved most since last quarter, worsening before improving."""
    return _first(_moved(content.included))


def off_target(content: ReportContent) -> Ranked:
    """The indicators that are off target, the widest gap first."""
    return _first(_off_target(content.included))


def does_not_add_up(content: ReportContent) -> Ranked:
    """What is written and contradicts the record, what nobody has explained first."""
    found = [
        (one.explained, Line(f"doubts-{number}", place.name, "", _doubt(one)))
        for number, place in enumerate(places(content), 1)
        for one in place.contradictions
    ]
    ordered = [line for _, line in sorted(found, key=lambda row: row[0])]
    return Ranked(ordered[:MOST_DOUBTS], len(ordered))


def _doubt(one: FindingContent) -> str:
    """At most two lines of the page."""
    quoted = f"“{shortened(one.quoted, QUOTED)}” " if one.quoted else ""
    explained = " Explained." if one.explained else ""
    return f"{quoted}{shortened(one.beside, QUOTED)}{explained}"


def not_known(content: ReportContent) -> list[Line]:
    """What nobody has said: data, ratings, owners and dates, with the areas that lack most."""
    counted: list[tuple[str, str, str, Callable[[AreaContent], int]]] = [
        ("at-a-glance", "Not rated", "area", _unrated),
        ("all-indicators", "No data", "indicator that is due", _without_data),
        ("all-actions", "No owner", "open action", _without("owner")),
        ("all-actions", "No date", "open action", _without("due")),
    ]
    lines = (_not_known(content, *one) for one in counted)
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
    share = f" ({round(100 * good / graded)}%)" if graded >= FEW_AUDITED else ""
    return f"{graded} graded cases in {audits}: {good} good or better{share}, {poor} inadequate."


def gap(one: IndicatorContent) -> Decimal:
    """How far an indicator is from its target, as a share of the target and at most 1; 0 where that
    is a band or nothing."""
    value, target = _value(one), one.target_value
    if value is None or target is None:
        return Decimal(0)
    whole = POINTS if one.unit == "%" else abs(target)
    return min(abs(value - target) / whole, Decimal(1)) if whole else Decimal(1)


def change(one: IndicatorContent) -> Decimal | None:
    """How an indicator moved since last quarter, where the two may be compared."""
    past = one.series[-2].beside if len(one.series) > 1 else None
    now = one.series[-1].beside if one.series else None
    return None if past is None or now is None else now - past


def _value(one: IndicatorContent) -> Decimal | None:
    return one.measure.number if one.measure else None


def _moved(areas: Iterable[AreaContent]) -> Iterator[Line]:
    found = [(_size(one), area, one) for area in areas for one in area.indicators if change(one)]
    for _, area, one in sorted(found, key=lambda row: (not _is_worse(row[2]), -row[0])):
        yield _line(area, one, f"{one.value}. {_first_clause(one.trend)}")


def _size(one: IndicatorContent) -> Decimal:
    """How much a move counts beside those of other indicators."""
    moved, before = abs(change(one) or Decimal(0)), one.series[-2].beside
    return moved / (POINTS if one.unit == "%" else abs(before or Decimal(0)) or Decimal(1))


def _is_worse(one: IndicatorContent) -> bool:
    moved = change(one) or Decimal(0)
    return (
        moved < 0
        if one.direction_code == "higher"
        else (moved > 0 if one.direction_code == "lower" else False)
    )


def _off_target(areas: Iterable[AreaContent]) -> Iterator[Line]:
    found = [(area, one) for area in areas for one in area.indicators if one.is_off_target]
    for area, one in sorted(found, key=lambda row: (-gap(row[1]), not _is_worse(row[1]))):
        measure = one.measure
        of = f", {measure.numerator:f} of {measure.denominator:f}" if _has_parts(one) else ""
        yield _line(area, one, f"{one.value} against {one.target}{of}{_worsening(one)}.")


def _has_parts(one: IndicatorContent) -> bool:
    measure = one.measure
    return bool(measure and measure.numerator is not None and measure.denominator is not None)


def _worsening(one: IndicatorContent) -> str:
    return "; worse than last quarter" if _is_worse(one) else ""


def _line(area: AreaContent, one: IndicatorContent, said: str) -> Line:
    return Line(f"{area.slug}-{one.code}", one.name, area.name, said)


def _first_clause(trend: str) -> str:
    """What a trend says of the council itself; where England stands is said after it."""
    return f"{trend.split(';')[0].removesuffix('.')}." if trend else ""


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
    said = [name if noun == "area" else f"{name} {counts[name]}" for name in most]
    nouns = noun if together == 1 else noun.replace("indicator that is", "indicators that are")
    nouns = nouns if nouns.startswith("indicator") or together == 1 else f"{nouns}s"
    others = f" and {len(said) - NAMED} more areas" if len(said) > NAMED + 1 else ""
    shown = said[:NAMED] if others else said
    return Line(anchor, about, "", f"{together} {nouns}: {', '.join(shown)}{others}.")


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
