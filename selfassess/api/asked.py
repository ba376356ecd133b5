"""What may be asked of each address, beside the address itself."""

import re
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.serializers import ChoiceField, IntegerField, RegexField, Serializer

from selfassess.quarters.dates import CODE

from .representation import FORMATS

MOST, USUAL = 1000, 500  # rows of a page


class Whole(IntegerField):
    """Digits alone: Python also takes 1_000, and those of other scripts."""

    def to_internal_value(self, data: Any) -> int:
        if not re.fullmatch("[0-9]{1,9}", str(data)):
            self.fail("invalid")
        return int(data)


def of_form(pattern: str, about: str) -> RegexField:
    """A text of which nothing is trimmed."""
    form = rf"^{pattern}\Z"
    return RegexField(form, required=False, trim_whitespace=False, help_text=about)


def area() -> RegexField:
    return of_form("[a-z][a-z0-9-]{0,39}", "Only this area: mash")


def kpi() -> RegexField:
    return of_form("[A-Z]{2}[0-9]{2,4}", "Only this KPI: MA03")


class Asked(Serializer):
    """Of every list."""

    limit = Whole(min_value=1, max_value=MOST, default=USUAL, help_text="The most rows of a page")
    after = of_form("[A-Za-z0-9:-]{1,60}", "Where a page begins: the `after` of the page before it")
    format = ChoiceField(choices=FORMATS, required=False, help_text="Instead of the header Accept")


class AskedOfAreas(Asked):
    quarter = of_form(CODE, "Only this quarter: 2020-21-q1")
    area = area()


class AskedOfMeasures(AskedOfAreas):
    kpi = kpi()


class AskedOfKpis(Asked):
    area = area()
    kpi = kpi()


def read(kind: type[Serializer], request: Request) -> dict[str, Any]:
    """What is asked, by name. ValidationError for what is not known, given twice, or not of its
    form: a typing error must not look like an answer."""
    query = request.query_params
    asked = kind(data=query.dict())
    problems = {
        name: ["There is no such parameter."] for name in query if name not in asked.fields
    } | {name: ["Give it once."] for name, given in query.lists() if len(given) > 1}
    if not asked.is_valid():
        problems |= dict(asked.errors)
    if problems:
        raise ValidationError(problems)
    return asked.validated_data
