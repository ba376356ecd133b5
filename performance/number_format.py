"""Reading and writing figures as people do. Pure."""

import re
from decimal import ROUND_HALF_UP, Decimal

PLAIN = re.compile(r"-?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)")
LARGEST = Decimal(10) ** 8
RATE = re.compile(r"per ([1-9][\d,]*)")
AVERAGES = ("cases", "score", "days", "weeks", "months")  # units of what is divided by cases


def read_number(text: str, *, unit: str = "") -> Decimal | None:
    """A typed figure: 86.4, 86.4% (where the unit is %), 1,204. None when nothing is typed.

    Raises ValueError with a sentence that says what to type instead.
    """
    typed = text.strip()
    if not typed:
        return None
    if unit == "%":
        typed = typed.removesuffix("%").strip()
    if not (typed.isascii() and PLAIN.fullmatch(typed)):
        raise ValueError(_advice(typed))
    number = Decimal(typed.replace(",", ""))
    if abs(number) >= LARGEST:
        raise ValueError("This number is too large. Check the number of digits.")
    if number != round(number, 4):
        raise ValueError("Use at most four figures after the point.")
    return number


def _advice(typed: str) -> str:
    if re.fullmatch(r"\d+,\d{1,2}", typed):
        return f"Write {typed.replace(',', '.')} with a point, not {typed} with a comma."
    return "Enter a number in figures, such as 86.4 or 1,204."


WITHOUT_UNIT = ("", "count", "score")  # a score of 14 is said as 14


def with_unit(value: Decimal, unit: str) -> str:
    """18.89%, 1,938, 96 per 10,000."""
    number = f"{value:,.4f}".rstrip("0").rstrip(".")
    if unit == "%":
        return f"{number}%"
    return number if unit in WITHOUT_UNIT else f"{number} {unit}"


def half_up(number: Decimal, places: int = 0) -> Decimal:
    """Rounded as people and Excel do, for whoever reads it: `round` takes a half to the even."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def difference(size: Decimal) -> str:
    """How far two figures are apart, without a sign: to one place, or to as many as tell them
    apart, for 92.66 and 92.70 are not the same."""
    size = abs(size)
    places = next((n for n in (1, 2, 3, 4) if half_up(size, n)), 1)
    return with_unit(half_up(size, places), "")


def share(numerator: Decimal | int, denominator: Decimal | int, places: int = 2) -> Decimal:
    """Per cent, half of the last place rounded up as Excel does. Of no cases it is 0."""
    if not denominator:
        return Decimal(0)
    return half_up(Decimal(100 * numerator) / denominator, places)


def by_parts(unit: str, numerator: Decimal, denominator: Decimal) -> list[Decimal]:
    """What a figure of this unit may be by its parts; empty where the unit does not say. A rate may
    be that of a year, worked out from the quarters that there are."""
    if unit == "%":
        return [100 * numerator / denominator if denominator else Decimal(0)]
    if not denominator:
        return []
    if unit in AVERAGES:
        return [numerator / denominator]
    if rate := RATE.fullmatch(unit):
        of_parts = Decimal(rate[1].replace(",", "")) * numerator / denominator
        return [of_parts * 4 / quarters for quarters in (4, 3, 2, 1)]
    return []


def disagreement(
    value: Decimal, numerator: Decimal, denominator: Decimal, *, unit: str = "%"
) -> str:
    """How a figure differs from its own parts by more than rounding; empty when it does not.

    People round to whole points, so half a point is allowed to a figure without decimals, and
    half of its last place to any other.
    """
    places = max(-int(value.as_tuple().exponent), 0)
    allowed = Decimal("0.5") * Decimal(10) ** -places + Decimal("0.005")
    found = by_parts(unit, numerator, denominator)
    if not found or any(abs(value - each) <= allowed for each in found):
        return ""
    shown = "" if unit in AVERAGES else unit
    is_it = with_unit(half_up(found[0], 2), shown)
    by = "divided by" if unit in AVERAGES else "of"
    return (
        f"{with_unit(numerator, '')} {by} {with_unit(denominator, '')} is {is_it}, "
        f"not {with_unit(value, shown)}. Correct one of them."
    )
