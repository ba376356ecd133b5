"""Is a number measured as a KPI is?"""

from ..known import KpiWords
from .sentence import Number

TIMES = ("weeks", "months", "days")


def is_measured_in(number: Number, kpi: KpiWords) -> bool:
    unit = kpi.unit.lower()
    if unit == "%":
        return number.unit == "%"
    if "10,000" in unit:
        return "10,000" in number.unit
    if unit in TIMES:
        return number.unit.rstrip("s") == unit.rstrip("s")
    if unit == "cases":
        return number.unit in ("", "case", "child", "cases", "children")
    if unit == "score":
        return number.unit in ("", "score", "point", "points")
    return number.unit not in ("%", "£", "points", "per 10,000") and not number.decimals


def is_measured_otherwise(number: Number, kpi: KpiWords) -> bool:
    """It has a unit, and may have been meant in the KPI's: “52%” for 52 per 10,000."""
    if number.unit in ("week", "month", "day"):
        return kpi.unit in TIMES
    if number.unit in ("%", "points") or "10,000" in number.unit:
        return True
    return kpi.unit == "%" and number.unit not in ("", "£", "year", "hour", "minute", "mile")
