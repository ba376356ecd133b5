"""What is on record for the words of a quarter's areas, in a number of queries that does not grow
with areas or quarters.

Of the past it reads a year, as pages do (docs/adr/0029). What the writers of an area may not see
is not in it: of other areas it has issued quarters alone.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from performance.also_called import names_of
from performance.models import Kpi
from performance.rag import Status
from performance.reading import Indicator, indicators
from performance.usual import questions
from selfassess.access import OVERVIEW
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.reading import action_states

from .figures_on_record import figures_of, issued_figures, official_figures
from .known import Known, KpiWords
from .lists_on_record import Evidence, actions_on_record, counted, evidence_of

Words = Mapping[str, KpiWords]  # KPI code → what it is called


def known_of(
    quarter: Quarter,
    areas: Collection[str],
    *,
    read: Mapping[str, list[Indicator]] | None = None,
    states: Mapping[str, list[ActionState]] | None = None,
    evidence: Mapping[str, Evidence] | None = None,
    left_out: Collection[str] = (),
) -> dict[str, Known]:
    """Area → what its words may be set beside. For the director's overview, that is everything of
    all areas but those that are `left_out`.

    `read`, `states` and `evidence`: indicators, actions and evidence of these areas, from who has
    read them already.
    """
    wanted = areas_read(quarter, areas, left_out)
    read = read if read is not None else indicators(wanted, quarter.code)
    states = states if states is not None else action_states(wanted, quarter)
    evidence = evidence if evidence is not None else evidence_of(quarter, wanted)
    of_area = {area: read.get(area, []) for area in wanted}
    words = _words(quarter)
    judged = _judged(quarter, [one for of in of_area.values() for one in of], words)
    own = figures_of(quarter, of_area, words)
    issued = issued_figures(quarter, words, but=wanted if len(wanted) == 1 else ())
    official = official_figures(quarter.code, words)
    known = {}
    for area in wanted:
        rows, actions = evidence.get(area, Evidence()), states.get(area, [])
        counts = counted(area, quarter, of_area[area], actions)
        others = (one for one in issued if one.area != area)
        known[area] = Known(
            quarter=quarter.code,
            area=area,
            figures=(*own[area], *rows.figures, *counts, *others, *official),
            kpis=_as_seen_by(area, words, judged, is_issued=quarter.is_issued),
            audits=rows.audits_on_record,
            actions=actions_on_record(actions),
            voices=rows.voices_on_record,
        )
    if OVERVIEW in areas:
        known[OVERVIEW] = _of_everything(quarter, known, {**words, **judged})
    return {area: known[area] for area in areas}


def areas_read(
    quarter: Quarter, areas: Collection[str], left_out: Collection[str] = ()
) -> list[str]:
    """Of which areas the figures are read: for the overview, of all."""
    if OVERVIEW not in areas:
        return sorted(areas)
    others = quarter.assessments.of_areas().exclude(area__in=left_out)
    others = others.values_list("area", flat=True)
    return sorted({*areas, *others} - {OVERVIEW})


def _words(quarter: Quarter) -> dict[str, KpiWords]:
    """What every KPI is called in this quarter, in whichever area: the catalogue is no secret."""
    return {
        kpi.code: KpiWords(
            code=kpi.code,
            area=kpi.area,
            name=kpi.name,
            unit=kpi.unit,
            direction=kpi.direction,
            numerator=kpi.numerator,
            denominator=kpi.denominator,
            also_called=names_of(kpi),
            smallest_denominator=kpi.smallest_denominator,
        )
        for kpi in Kpi.objects.in_force(quarter.code)
    }


def _judged(quarter: Quarter, read: list[Indicator], words: Words) -> dict[str, KpiWords]:
    """What KPIs are called, with how they stand in this quarter."""
    unusual = questions([one for one in read if _may_be_missed(one)], quarter.code)
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


def _may_be_missed(one: Indicator) -> bool:
    """Is whether it is unusual all that would be asked about it? It takes five years to tell."""
    return one.status != Status.OFF_TARGET and not (one.remark and one.remark.comment)


def _as_seen_by(area: str, words: Words, judged: Words, *, is_issued: bool) -> Words:
    """How other areas stand is theirs, and the director's, until the quarter is issued."""
    seen = {c: words for c, words in judged.items() if is_issued or words.area == area}
    return {**words, **seen}


def _of_everything(quarter: Quarter, known: Mapping[str, Known], words: Words) -> Known:
    """For the director, who may read all areas."""
    return Known(
        quarter=quarter.code,
        area=OVERVIEW,
        figures=tuple(dict.fromkeys(one for each in known.values() for one in each.figures)),
        kpis=words,
        audits=tuple(one for each in known.values() for one in each.audits or ()),
        actions=tuple(one for each in known.values() for one in each.actions or ()),
        voices=tuple(one for each in known.values() for one in each.voices or ()),
    )
