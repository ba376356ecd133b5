"""A record for tests of the checks, without a database."""

from collections.abc import Iterable
from decimal import Decimal

from performance.also_called import declared
from selfassess.claims.checks.base import ReadParagraph
from selfassess.claims.known import Known, KpiWords, Recorded, What
from selfassess.claims.paragraph import Paragraph
from selfassess.claims.reader.linking import link
from selfassess.claims.reader.read import read
from services.registry import all_areas

NOW, BEFORE, BEFORE_THAT = "2020-21-q2", "2020-21-q1", "2019-20-q4"
KPIS = {
    row["code"]: KpiWords(
        code=row["code"],
        area=area.slug,
        name=row["name"],
        unit=row["unit"],
        direction=row["direction"],
        numerator=row["numerator"],
        denominator=row["denominator"],
        also_called=declared(area)[row["code"]],
    )
    for area in all_areas()
    for row in area.kpis()
}


def figure(kpi: str, value: str, what: What = What.NOW, period: str = "", **more) -> Recorded:
    """One value on record; of this quarter, or of the one before for an earlier one."""
    number = Decimal(value)
    words = KPIS[kpi]
    return Recorded(
        value=number,
        decimals=max(-int(number.normalize().as_tuple().exponent), 0),
        unit=words.unit,
        what=what,
        period=period or (BEFORE if what is What.BEFORE else NOW),
        source="weekly report",
        kpi=kpi,
        name=words.name,
        area=words.area,
        **more,
    )


def known(*figures: Recorded, area: str = "mash") -> Known:
    return Known(quarter=NOW, figures=figures, kpis=KPIS, area=area)


def read_with(text: str, record: Known) -> ReadParagraph:
    return ReadParagraph(Paragraph(text, record.area, "know"), link(read(text), record))


def said(check, text: str, record: Known) -> list[tuple[str, str]]:
    """(tier, what stands beside) of each finding."""
    found: Iterable = check(read_with(text, record), record)
    return [(one.tier.value, one.beside) for one in found]
