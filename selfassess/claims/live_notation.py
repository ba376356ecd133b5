"""How a value on record is written as a live figure. Pure."""

from selfassess.live_figures.notation import notation_for

from .known import OFFICIAL, RATE, Known, Recorded, What, kind_of

PARTS = {
    What.NOW: "",
    What.BEFORE: "",
    What.PART: "numerator",
    What.WHOLE: "denominator",
    What.TARGET: "target",
    What.ENGLAND: "England",
    What.REGION: "region",
    What.NEIGHBOURS: "neighbours",
}


def live_figure(one: Recorded, known: Known) -> str:
    """The notation of a figure that counts; empty where there is none. A rate brings its unit with
    it, which stands behind the number already."""
    if one.what not in PARTS or not one.kpi or not one.adopted or kind_of(one.unit) == RATE:
        return ""
    when = "" if one.what in (*OFFICIAL, What.TARGET) else _when(one, known)
    try:
        return notation_for(one.kpi, f"{PARTS[one.what]} {when}".strip())
    except ValueError:  # of no quarter, as in a record from a file
        return ""


def _when(one: Recorded, known: Known) -> str:
    period = known.period
    said = {
        period.code: "",
        period.before.code: "last quarter",
        period.year_before.code: "a year ago",
    }
    return said.get(one.period, one.when)
