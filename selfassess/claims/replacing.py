"""Where the number of a finding stands now, and what is put in its place."""

from selfassess.live_figures.notation import notation_for
from selfassess.quarters.dates import QuarterPeriod

from .finding import Finding
from .known import Recorded, What

VARIANTS = {
    What.NOW: "",
    What.BEFORE: "",
    What.PART: "numerator",
    What.WHOLE: "denominator",
    What.TARGET: "target",
    What.ENGLAND: "England",
    What.REGION: "region",
    What.NEIGHBOURS: "neighbours",
}
OF_A_QUARTER = (What.NOW, What.BEFORE, What.PART, What.WHOLE)


def live_figure_of(one: Recorded, quarter: str) -> str:
    """The live figure that says what is on record, in a text about this quarter; empty where there
    is none."""
    if not one.kpi or not one.adopted or one.what not in VARIANTS:
        return ""
    variant = VARIANTS[one.what]
    if one.what in OF_A_QUARTER and one.period != quarter:
        try:
            variant = f"{variant} {QuarterPeriod.parse(one.period).name}".strip()
        except ValueError:  # a year
            return ""
    return notation_for(one.kpi, variant)


def place_of_number(words: str, finding: Finding) -> tuple[int, int] | None:
    """Where the number stands in a text as people read it. It was found at `start`; others may have
    come before it since. None when the sentence is there no more."""
    written = finding.written
    if not written or finding.quoted not in words:
        return None
    if words[finding.start : finding.end] == written:
        return finding.start, finding.end
    sentence = words.index(finding.quoted)
    start = words.find(written, sentence, sentence + len(finding.quoted))
    return (start, start + len(written)) if start >= 0 else None
