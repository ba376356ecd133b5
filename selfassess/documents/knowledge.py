"""What placing must know of the areas: how they may be called, what they ask and measure."""

from performance.models import Kpi
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import all_areas

from .placing import AreaWords, Surroundings
from .placing.vocabulary import plain

Names = dict[str, dict[str, str]]  # area → code → name of its KPIs


def areas_from_code(kpis: Names | None = None) -> list[AreaWords]:
    """`kpis`: from the areas' own files where they are not given."""
    return [
        AreaWords(
            slug=area.slug,
            names=(str(area.verbose_name).lower().replace("&", "and"), *area.also_called),
            questions={
                section.key: [(q.key, plain(q.text.split(":")[0])) for q in section.questions]
                for section in area.sections
            },
            kpis=kpis.get(area.slug, {})
            if kpis is not None
            else {row["code"]: row["name"] for row in area.kpis()},
        )
        for area in all_areas()
    ]


def surroundings(quarter: Quarter, period: QuarterPeriod | None) -> Surroundings:
    """`period`: the document's own quarter. Without it, it was written about a quarter before."""
    names: Names = {}
    for kpi in Kpi.objects.in_force(period.code if period else quarter.code):
        names.setdefault(kpi.area, {})[kpi.code] = kpi.name
    around = period or quarter.period.before
    return Surroundings(areas_from_code(names), around, period)
