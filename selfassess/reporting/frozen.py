"""Reads frozen content alike, whichever release froze it."""

from typing import Any

YEAR_TO_DATE = "ytd"  # the code of such a period in performance.models
YEAR_TO_DATE_IN_WORDS = "year to date"  # in content from before the code was frozen


def is_year_to_date(measure: dict[str, Any]) -> bool:
    """Does the figure add up over the year, so that it grows by itself?

    Suppression depends on the answer, so it looks at the code, not at a label that may change.
    """
    if "period_code" in measure:
        return measure["period_code"] == YEAR_TO_DATE
    return measure["period"] == YEAR_TO_DATE_IN_WORDS


def says_the_same(fresh: Any, frozen: Any) -> bool:
    """Does content gathered now say the same as the frozen content?

    Keys that only the fresh content has are ignored: they came with a later release.
    """
    if isinstance(frozen, dict) and isinstance(fresh, dict):
        return all(key in fresh and says_the_same(fresh[key], frozen[key]) for key in frozen)
    if isinstance(frozen, list) and isinstance(fresh, list):
        return len(fresh) == len(frozen) and all(map(says_the_same, fresh, frozen))
    return bool(fresh == frozen)
