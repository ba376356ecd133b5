"""What Children with Disabilities must not leave out."""

from collections.abc import Iterator
from typing import Any

from services.base import Problem, ServiceConfig


def there_is_a_figure(area: ServiceConfig, assessment: Any) -> Iterator[Problem]:
    """A small area is easily described without a single number."""
    found = assessment.indicators.values()
    if found and not any(indicator.value is not None for indicator in found):
        text = "There is not one figure in this assessment. Enter those you have"
        yield Problem("indicators", "indicators", text)


CHECKS = (there_is_a_figure,)
