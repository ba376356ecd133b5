"""The ratings of areas over the latest quarters."""

from collections.abc import Collection

from selfassess.assessments.models import Rating


def ratings_over_time(areas: Collection[str], codes: Collection[str]) -> dict[tuple[str, str], str]:
    """By area and quarter, as they are written; nothing where an area was not rated."""
    given = Rating.objects.filter(
        assessment__area__in=areas, assessment__quarter__in=codes, value__isnull=False
    ).select_related("assessment")
    return {(one.assessment.area, one.assessment.quarter_id): one.shown for one in given}
