"""What is wrong with a figure and its parts, whether somebody types it or a file has it. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from .models import Kpi, Measure
from .models.measure import shown_figure
from .number_format import disagreement, share, with_unit

WITHOUT_SHARE = "Enter the figure, or both of its parts."
WITHOUT_FIGURE = "Its parts are there and the figure is not. Enter it, or take its parts away."


def worked_out(kpi: Kpi, numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """The share that its parts make; None where they make none."""
    if not kpi.is_percent or numerator is None or denominator is None:
        return None
    return share(numerator, denominator)


def is_of_no_cases(kpi: Kpi, numerator: Decimal | None, denominator: Decimal | None) -> bool:
    """0 of 0 is an answer: there was no case."""
    return kpi.is_percent and numerator == 0 and denominator == 0


def check_parts(
    kpi: Kpi, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> tuple[str, str]:
    """What is wrong with a value and its parts: the field it is about, and a sentence. Of parts
    alone that is what they make."""
    if numerator is not None and numerator < 0:
        return "numerator", "A part of a figure cannot be below 0."
    if (
        denominator is not None
        and denominator <= 0
        and not is_of_no_cases(kpi, numerator, denominator)
    ):
        return "denominator", f"Enter how many there were in all ({kpi.denominator}): 1 or more."
    if numerator is not None and denominator is not None:
        if kpi.is_percent and numerator > denominator:
            return "numerator", (
                f"{numerator:,f} is more than {denominator:,f} in all. Correct one of them."
            )
        if value is not None and (
            wrong := disagreement(value, numerator, denominator, unit=kpi.unit)
        ):
            return "value", wrong
    if value is None:
        value = worked_out(kpi, numerator, denominator)
    if value is None and (numerator is not None or denominator is not None):
        return "value", WITHOUT_SHARE if kpi.is_percent else WITHOUT_FIGURE
    if value is not None and value < 0:
        return "value", "A figure cannot be below 0."
    if value is not None and kpi.is_percent and value > 100:
        return "value", "A percentage cannot be above 100."
    return _about_a_count(kpi, value, numerator)


def _about_a_count(kpi: Kpi, value: Decimal | None, numerator: Decimal | None) -> tuple[str, str]:
    """1.204 may be 1,204 as other countries write it."""
    if kpi.unit != "count" or value is None:
        return "", ""
    if value != value.to_integral_value():
        said = f"{value:f} is no whole number, and {kpi.code} counts."
        return "value", f"{said} Enter a whole number, such as 1204 or 1,204."
    if numerator is not None and numerator != value:
        told = with_unit(numerator, ""), with_unit(value, "")
        return (
            "numerator",
            f"{told[0]} is not {told[1]}, and {kpi.code} counts. Correct one of them.",
        )
    return "", ""


def check_emptying(kpi: Kpi, others: Sequence[Measure]) -> str:
    """What stands against taking away the figure that counts: what another source says would stay,
    and not count. Which does is somebody's decision, with a reason."""
    if not others:
        return ""
    says = " and ".join(
        f"{one.source} says {shown_figure(one.value, one.denominator, kpi.unit)}" for one in others
    )
    it = "it" if len(others) == 1 else "them"
    return (
        f"{says}. Type the right figure here; or go to “Sources of {kpi.code}”, and use that "
        f"source instead or remove {it}."
    )
