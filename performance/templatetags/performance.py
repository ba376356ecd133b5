from decimal import Decimal
from typing import Any

from django import template

from performance.forms.targets import parts_of
from performance.models import Benchmark, Kpi, Target
from performance.number_format import half_up, with_unit
from performance.operations.targets import NewTarget
from selfassess.quarters.dates import QuarterPeriod

register = template.Library()


@register.filter
def quarter_name(code: str) -> str:
    """Q1 2020/21"""
    return QuarterPeriod.parse(code).name


@register.filter
def figure(value: Decimal | None) -> str:
    """1,204 or 86.4: a number as people write it."""
    return "" if value is None else with_unit(value, "")


register.filter("with_unit", with_unit)


@register.filter
def suggestion(kpi: Kpi) -> str:
    """The target that the catalogue suggests, with its unit."""
    values = {part: getattr(kpi, f"suggested_{part}") for part in parts_of(kpi)[:-1]}
    return Target(kpi=kpi, **values).shown


@register.filter
def new_target(change: NewTarget) -> str:
    return change.as_target("").in_full or "no target"


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def of(found: dict[str, Any], key: str) -> Any:
    return found.get(key)


@register.filter
def official(one: Benchmark) -> str:
    """To one decimal, as such figures are published."""
    return with_unit(half_up(one.value or Decimal(0), 1), one.kpi.unit)
