"""Filters by which the report's templates choose and count what they print (see `wording`)."""

from decimal import Decimal

from django import template

from performance.rag import Status
from selfassess.records.templatetags.records import times
from selfassess.reporting import (
    chapters,
    does_not_add_up,
    editions,
    evidence_matrix,
    first_page,
    glance,
    wording,
)
from selfassess.reporting.content.schema import (
    ActionContent,
    AreaContent,
    Comparison,
    IndicatorContent,
    Rating,
    ReportContent,
    Section,
    StrengthContent,
    UsualRange,
)
from selfassess.reporting.editions import judgements
from selfassess.reporting.editions.released_words import NOT_PUBLISHED
from selfassess.schema_fields import details

QUARTERS = 4  # of ratings on the first page
JUDGED = (
    Status.ON_TARGET,
    Status.WITHIN_TOLERANCE,
    Status.OFF_TARGET,
    Status.NOT_JUDGED,
    Status.NO_DATA,
)

register = template.Library()
register.filter("chapters", chapters.chapters)
register.filter("approvals", glance.approvals)
register.filter("completeness", glance.completeness)
register.filter("times", times)
register.filter("stand_out", glance.stand_out)
register.filter("others_in_words", glance.others_in_words)
register.filter("doubts", first_page.does_not_add_up)
register.filter("moved", first_page.moved)
register.filter("off_target", first_page.off_target)
register.filter("not_known", first_page.not_known)
register.filter("audits_together", first_page.audits_together)
register.filter("lists", first_page.of_area)
register.filter("edition", editions.description_of)
register.filter("judged", judgements.judged)
register.filter("details", details)
register.filter("does_not_add_up", does_not_add_up.places)
register.filter("quotation", does_not_add_up.quotation)
register.filter("has_what_does_not_add_up", does_not_add_up.has_places)
register.filter("has_evidence", evidence_matrix.has_evidence)
register.filter("evidence_heads", evidence_matrix.heads)
register.filter("evidence_rows", evidence_matrix.rows)
register.filter("recommendations", evidence_matrix.recommendations)
register.filter("tested", does_not_add_up.in_words)
register.filter("day", wording.day)
register.filter("short_day", wording.short_day)
register.filter("moment", wording.moment)
register.filter("short_quarter", wording.short_quarter)
register.filter("number", wording.number)
register.filter("bare", wording.bare)
register.filter("beside_its_name", wording.beside_its_name)
register.filter("of_what_period", wording.of_what_period)
register.filter("fingerprint", wording.fingerprint)
register.filter("unbroken", wording.unbroken)
register.filter("names", wording.names)
register.filter("clause", wording.clause)
register.filter("in_a_line", wording.in_a_line)
register.filter("repeats", wording.repeats)


# By the code that is frozen beside a status's words.
CLASSES_OF_STATUSES = {
    "On target": "on-target",
    "Within tolerance": "within-tolerance",
    "Off target": "off-target",
    "Not judged": "not-judged",
    "Not due": "not-due",
    "No data": "no-data",
}


@register.filter
def status_class(code: str) -> str:
    return CLASSES_OF_STATUSES.get(code, "")


@register.filter
def heat_step(rating: Decimal | None) -> str:
    """Return the shade of a rating: one for every whole point, so that movement shows."""
    return "none" if rating is None else str(int(rating))


@register.filter
def rated_quarters(content: ReportContent) -> list[str]:
    """The last quarters of the ratings table: as many as there is room for, as “Q1 20/21”."""
    quarters = content.heat.quarters[-QUARTERS:] if content.heat else []
    return [wording.short_quarter(name) for name in quarters]


@register.filter
def last_ratings(content: ReportContent, slug: str) -> list[Decimal | None]:
    """An area's rating in each of them."""
    return content.ratings_of(slug)[-QUARTERS:]


@register.filter
def change_of_rating(rating: Rating | None) -> str:
    """+0.5, −1, 0, or a dash where there is nothing to compare with"""
    if rating is None or rating.change is None:
        return "–"
    return f"{rating.change:+.1f}".removesuffix(".0").replace("-", "−") if rating.change else "0"


@register.filter
def standing(area: AreaContent) -> list[int | None]:
    """Its indicators by status, and what its open actions lack; nothing where it is left out."""
    if not area.included:
        return [None] * (len(JUDGED) + 2)
    counts = [area.indicator_counts.get(str(status), 0) for status in JUDGED]
    return [*counts, area.overdue_actions, area.actions_without_owner_or_date]


@register.filter
def in_one_area(actions: list[ActionContent]) -> list[glance.ActionLine]:
    """Return the lines of a list whose actions are all of one area, which need not be named."""
    return [glance.ActionLine("", action) for action in actions]


@register.filter
def is_answered(section: Section) -> bool:
    return any(answer.answer for answer in section.answers)


@register.filter
def published(text: str) -> str:
    """Return a text; nothing where it is not published. Of the full report all is."""
    return "" if text == NOT_PUBLISHED else text


@register.filter
def is_published(section: Section) -> bool:
    """Does the public read any answer of this section?"""
    return any(published(answer.answer) for answer in section.answers)


@register.filter
def any_published(strengths: list[StrengthContent]) -> bool:
    return any(published(one.text) or published(one.evidence) for one in strengths)


@register.filter
def any_action_published(lines: list[glance.ActionLine]) -> bool:
    return any(published(line.action.text) for line in lines)


@register.filter
def any_comment(indicators: list[IndicatorContent]) -> bool:
    """Is there one that the reader does not see?"""
    return any(indicator.comment == NOT_PUBLISHED for indicator in indicators)


@register.filter
def reported(indicators: list[IndicatorContent]) -> list[IndicatorContent]:
    """Those with a figure."""
    return [indicator for indicator in indicators if indicator.value]


@register.filter
def not_reported(indicators: list[IndicatorContent]) -> list[IndicatorContent]:
    return [indicator for indicator in indicators if not indicator.value]


@register.filter
def places(indicators: list[IndicatorContent]) -> list[str]:
    """Return the places whose official figures stand beside any of these: a column for each."""
    lines = (line for indicator in indicators for line in indicator.comparators)
    return list(dict.fromkeys(figure.label for line in lines for figure in line.figures))


@register.filter
def at_place(line: Comparison, place: str) -> str:
    """Return the official figure of a place in one period; empty where there is none."""
    return next((figure.shown for figure in line.figures if figure.label == place), "")


@register.filter
def earlier_quarters(indicators: list[IndicatorContent]) -> list[str]:
    """The quarters before this one in which any of these had a figure: a column for each."""
    past = [past for one in indicators for past in one.series[:-1]]  # oldest first in each
    known = {one.quarter for one in past if one.shown}
    return [quarter for quarter in dict.fromkeys(one.quarter for one in past) if quarter in known]


@register.filter
def in_quarter(one: IndicatorContent, quarter: str) -> str:
    """The figure of an earlier quarter, marked where it is of another period."""
    past = next((past for past in one.series[:-1] if past.quarter == quarter), None)
    if past is None or not past.shown:
        return "–"
    return f"{wording.bare(past.shown, one.unit)}{' *' if past.is_of_another_period else ''}"


@register.filter
def any_of_another_period(indicators: list[IndicatorContent]) -> bool:
    """Does an earlier figure carry the mark of `in_quarter`?"""
    return any(past.is_of_another_period for one in indicators for past in one.series[:-1])


@register.filter
def years(one: IndicatorContent) -> str:
    """80% in 2018/19, 84% in 2019/20, as it is frozen"""
    return ", ".join(year.shown for year in one.outturns)


@register.filter
def in_words(usual: UsualRange) -> str:
    """Usual: 78.1 to 85.7%, so this is below its usual range."""
    said = f": this is {usual.said}" if usual.said.endswith("range") else ""
    said = said or (f": {usual.said}" if usual.said else "")
    return f"Usual: {usual.shown}{said}."


@register.filter
def late(actions: list[ActionContent]) -> list[ActionContent]:
    return [action for action in actions if action.overdue]


@register.filter
def any_known(indicators: list[IndicatorContent]) -> bool:
    """Does at least one indicator have a figure or a target?"""
    return any(indicator.is_known for indicator in indicators)


@register.filter
def counted(counts: dict[str, int], status: str) -> int:
    return counts.get(status, 0)
