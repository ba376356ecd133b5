"""What frozen content says, whichever release has frozen it. Pure."""

from typing import Any

YEAR_TO_DATE = "ytd"  # the code of such a period in performance.models
YEAR_TO_DATE_IN_WORDS = "year to date"  # in content from before the code was frozen


def is_year_to_date(measure: dict[str, Any]) -> bool:
    """Does the figure grow from quarter to quarter by itself? What is held back hangs on it, so it
    goes by the code and not by words that somebody may improve."""
    if "period_code" in measure:
        return measure["period_code"] == YEAR_TO_DATE
    return measure["period"] == YEAR_TO_DATE_IN_WORDS


def says_the_same(fresh: Any, frozen: Any) -> bool:
    """Does content gathered now say what the frozen one says? A key that came with a later release
    tells of no change."""
    if isinstance(frozen, dict) and isinstance(fresh, dict):
        return all(key in fresh and says_the_same(fresh[key], frozen[key]) for key in frozen)
    if isinstance(frozen, list) and isinstance(fresh, list):
        return len(fresh) == len(frozen) and all(map(says_the_same, fresh, frozen))
    return bool(fresh == frozen)
