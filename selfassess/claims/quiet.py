"""Which kinds of findings have gone quiet, because people too often answer that another figure is
meant. What contradicts the record never does."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.core.cache import caches

from .finding import Finding, Tier
from .models import Decision, Verdict

ONE_IN = 10
FEWEST_ANSWERS = 10  # before that, one answer more or less would decide


def quiet_kinds() -> frozenset[str]:
    """As they were counted in the last minutes: one answer more or less changes little."""
    kept: frozenset[str] | None = caches["findings"].get("quiet-kinds")
    if kept is None:
        kept = count_quiet_kinds()
        caches["findings"].set("quiet-kinds", kept)
    return kept


def count_quiet_kinds() -> frozenset[str]:
    """Over all areas and quarters, and never by person."""
    answered = Decision.objects.answers_by_kind()
    return frozenset(kind for kind, answers in answered.items() if _is_quiet(answers))


def _is_quiet(answers: Counter[str]) -> bool:
    number = answers.total()
    return number >= FEWEST_ANSWERS and answers[Verdict.ANOTHER_FIGURE] * ONE_IN > number


def is_quiet(finding: Finding, quiet: Collection[str]) -> bool:
    return finding.kind in quiet and finding.tier != Tier.CONTRADICTS


def loud(findings: Iterable[Finding], quiet: Collection[str]) -> list[Finding]:
    return [finding for finding in findings if not is_quiet(finding, quiet)]
