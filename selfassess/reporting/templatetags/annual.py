"""Filters of the annual self-evaluation's templates."""

from django import template

from performance.number_format import share
from selfassess.reporting.annual import chapters, glance, own_text

register = template.Library()
register.filter("chapters_of_year", chapters.chapters)
register.filter("glance_of_year", glance.glance)
register.filter("beginning", own_text.beginning)
register.filter("improved", own_text.improved)
register.filter("worsened", own_text.worsened)
register.filter("area_improved", own_text.area_improved)
register.filter("area_worsened", own_text.area_worsened)
register.filter("audited", own_text.audited)
register.filter("changed_by_voices", own_text.changed_by_voices)
register.filter("reported_in_year", own_text.reported)
register.filter("not_reported_in_year", own_text.not_reported)
register.filter("reported_quarters", own_text.reported_quarters)
register.filter("of_quarters", own_text.of_quarters)
register.filter("official_places", own_text.official_places)
register.filter("official_cells", own_text.official_cells)
register.filter("actions_in_words", own_text.actions_in_words)
register.filter("ratings_in_words", own_text.ratings_in_words)
register.filter("by_date", own_text.by_date)


@register.filter
def percent(part: int, whole: int) -> str:
    """A share of cases; empty of none."""
    return f"{share(part, whole, 0)}%" if whole else ""
