"""What is on record for the words of a quarter's areas, in a number of queries that does not grow
with areas or quarters.

Of the past it reads a year, as pages do (docs/adr/0029). What the writers of an area may not see
is not in it: of other areas it has issued quarters alone.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from decimal import Decimal

from performance.models import Kpi
from performance.reading import Indicator, indicators
from performance.usual import questions
from selfassess.access import OVERVIEW
from selfassess.assessments.models import Rating
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.reading import action_states

from .figures_on_record import figures_of, issued_figures, official_figures
from .known import Known, KpiWords, Recorded
from .kpi_names import declared_names
from .lists_on_record import ListsOnRecord, actions_on_record, counted, lists_on_record

Words = Mapping[str, KpiWords]  # KPI code → what it is called


def known_of(
    quarter: Quarter,
    areas: Collection[str],
    *,
    read: Mapping[str, list[Indicator]] | None = None,
    states: Mapping[str, list[ActionState]] | None = None,
) -> dict[str, Known]:
    """Area → what its words may be set beside. For the director's overview, that is everything of
    all areas.

    `read` and `states`: indicators and actions of this quarter, from who has read those of all of
    these areas already.
    """
    wanted = _with_all_areas(quarter, areas) if OVERVIEW in areas else sorted(areas)
    of_area = read if read is not None else indicators(wanted, quarter.code)
    actions = states if states is not None else action_states(wanted, quarter)
    words = _words(quarter)
    judged = _judged(quarter, [one for area in wanted for one in of_area.get(area, [])], words)
    own = figures_of(quarter, {area: of_area.get(area, []) for area in wanted}, words)
    issued = issued_figures(quarter, words)
    official = official_figures(quarter.code, words)
    lists = lists_on_record(quarter, wanted)
    ratings = _ratings(quarter, wanted)
    known = {
        area: Known(
            quarter=quarter.code,
            area=area,
            figures=(
                *own[area],
                *lists[area].figures,
                *counted(area, quarter, of_area.get(area, []), actions.get(area, [])),
                *(one for one in issued if one.area != area),
                *official,
            ),
            kpis=_as_seen_by(area, words, judged, is_issued=quarter.is_issued),
            audits=lists[area].audits,
            actions=actions_on_record(actions.get(area, [])),
            voices=lists[area].voices,
            ratings=ratings[area],
        )
        for area in wanted
    }
    if OVERVIEW in areas:
        known[OVERVIEW] = _of_everything(known, {**words, **judged}, official, lists)
    return {area: known[area] for area in areas}


def _with_all_areas(quarter: Quarter, areas: Collection[str]) -> list[str]:
    others = quarter.assessments.of_areas().values_list("area", flat=True)
    return sorted({*areas, *others} - {OVERVIEW})


def _words(quarter: Quarter) -> dict[str, KpiWords]:
    """What every KPI is called in this quarter, in whichever area: the catalogue is no secret."""
    names = declared_names()
    return {
        kpi.code: KpiWords(
            code=kpi.code,
            area=kpi.area,
            name=kpi.name,
            unit=kpi.unit,
            direction=kpi.direction,
            numerator=kpi.numerator,
            denominator=kpi.denominator,
            also_called=names.get(kpi.code, ()),
            smallest_denominator=kpi.smallest_denominator,
        )
        for kpi in Kpi.objects.in_force(quarter.code)
    }


def _judged(quarter: Quarter, read: list[Indicator], words: Words) -> dict[str, KpiWords]:
    """What KPIs are called, with how they stand in this quarter."""
    unusual = questions(read, quarter.code)
    return {
        one.kpi.code: replace(
            words[one.kpi.code],
            status=str(one.status),
            reason=one.judgement.reason,
            unusual=unusual.get(one.kpi.code, ""),
            comment=one.remark.comment if one.remark else "",
        )
        for one in read
    }


def _as_seen_by(area: str, words: Words, judged: Words, *, is_issued: bool) -> Words:
    """How other areas stand is theirs, and the director's, until the quarter is issued."""
    seen = {c: words for c, words in judged.items() if is_issued or words.area == area}
    return {**words, **seen}


def _ratings(quarter: Quarter, areas: Collection[str]) -> dict[str, dict[str, Decimal]]:
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    rows = Rating.objects.filter(
        assessment__area__in=areas,
        assessment__quarter__gte=quarter.period.year_before.code,
        assessment__quarter__lte=quarter.code,
    ).order_by("assessment__quarter")
    for area, code, value in rows.values_list("assessment__area", "assessment__quarter", "value"):
        if value is not None:
            found[area][code] = value
    return found


def _of_everything(
    known: Mapping[str, Known],
    words: Words,
    official: tuple[Recorded, ...],
    lists: Mapping[str, ListsOnRecord],
) -> Known:
    """For the director, who may read all areas."""
    figures = {one: None for each in known.values() for one in each.figures}
    first = next(iter(known.values()))
    return Known(
        quarter=first.quarter,
        area=OVERVIEW,
        figures=tuple(figures),
        kpis=words,
        audits=tuple(a for of in lists.values() for a in of.audits),
        actions=tuple(a for each in known.values() for a in each.actions or ()),
        voices=tuple(v for of in lists.values() for v in of.voices),
    )
