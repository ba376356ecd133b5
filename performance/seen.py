"""An indicator in words: its figure, target and status, and all that stands beside them."""

from collections.abc import Callable

from selfassess.quarters.dates import QuarterPeriod
from selfassess.seen import Said

from .indicator import Indicator
from .models import Measure
from .models.measure import shown_figure
from .number_format import with_unit


def of_indicator(one: Indicator, words: Callable[[str], str]) -> dict[str, Said]:
    """`words` gives what people read of a comment that is stored."""
    remark = one.remark
    told: dict[str, Said] = {
        "This quarter": _figure(one, one.adopted) if one.adopted else "no figure",
        "Other sources": [_figure(one, other) for other in one.others or one.undecided],
        "To be settled": _settle(one),
        "Target": _target(one),
        "Status": str(one.status),
        "Why this status": one.judgement.reason,
        "No figure because": remark.get_missing_display() if remark and remark.missing else "",
        "Comment": words(remark.comment) if remark else "",
        "Trend": one.trend,
        "Earlier": {QuarterPeriod.parse(code).name: m.shown for code, m in one.series[:-1] if m},
        "Years": [outturn.shown for outturn in one.outturns],
        "Compared with": {
            period: [f"{each.label} {each.shown}" for each in figures]
            for period, figures in one.compared
        },
    }
    return {label: said for label, said in told.items() if said}


def _figure(one: Indicator, measure: Measure) -> dict[str, Said]:
    """With its parts, and where it comes from."""
    told: dict[str, Said] = {
        "Figure": shown_figure(measure.value, measure.denominator, one.kpi.unit),
        "Parts": measure.shown_parts,
        "Period": measure.get_period_display(),
        "Source": measure.source,
        "As at": f"{measure.as_at:%-d %B %Y}",
        "Provisional": "yes" if measure.provisional else "",
        "It counts because": measure.why_adopted,
        "Note": measure.note,
    }
    return {label: said for label, said in told.items() if said}


def _settle(one: Indicator) -> dict[str, Said]:
    """Who finds out which source is right; nothing where they agree."""
    if not one.others or one.adopted is None:
        return {}
    by = one.adopted.settle_by
    return {"Who": one.adopted.settle_owner, "By": f"{by:%-d %B %Y}" if by else ""}


def _target(one: Indicator) -> str:
    if one.target is None:
        return "none"
    within = with_unit(one.target.tolerance, one.kpi.unit) if one.target.tolerance else ""
    told = f"{one.target.shown} {one.good_side}".strip()
    return ", ".join(filter(None, (told, one.target.by, within and f"tolerance {within}")))
