"""Counts what the checks find in a quarter of the demo or the sample."""

from collections import Counter

from selfassess.claims.reading import AreaFindings, between_areas, findings_of
from selfassess.quarters.models import Quarter

NOT_TO_ASK = ("two_values", "text_of_another_area", "dates", "audits_improve", "done")


def found_in(code: str) -> dict[str, AreaFindings]:
    found = findings_of(Quarter.objects.get(code=code).assessments.with_words())
    assert not any(area.left_out for area in found.values())
    return found


def kinds(found: dict[str, AreaFindings]) -> Counter[str]:
    every = [one for area in found.values() for one in area.findings]
    return Counter(one.kind for one in (*every, *between_areas(found)))
