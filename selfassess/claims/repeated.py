"""One thing that two checks have found in a sentence is said once.

“85% were seen in time, above our target of 90%” is wrong by its own numbers, and is found beside
the target too, which says more: whose numbers they are.
"""

import re
from collections.abc import Iterable

from .checks import comparison, own_numbers, target, trend
from .finding import Finding, Tier

SAYS_MORE = (target.KIND, comparison.KIND, trend.KIND)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def without_repeats(findings: Iterable[Finding]) -> list[Finding]:
    found = list(findings)
    more = [one for one in found if one.kind in SAYS_MORE and one.tier is Tier.CONTRADICTS]
    return [one for one in found if not any(_is_repeated(one, other) for other in more)]


def _is_repeated(one: Finding, other: Finding) -> bool:
    """Is it about the same numbers of the same sentence?"""
    if one.kind != own_numbers.KIND or one.quoted != other.quoted:
        return False
    return _numbers(one) <= _numbers(other)


def _numbers(finding: Finding) -> frozenset[float]:
    said = (match for value in finding.values for match in NUMBER.findall(value))
    return frozenset(float(one.replace(",", "")) for one in said)
