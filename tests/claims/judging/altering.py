"""Makes a wrong figure of a right one: a little off, far off, or with two digits swapped."""

import random
import re

WAYS = ("small", "large", "swapped")
NUMBER = re.compile(r"([\d,.]*\d)(.*)", re.DOTALL)


def altered(written: str, chance: random.Random) -> str:
    """Another figure with the same decimals and unit. Never the same one."""
    match = NUMBER.fullmatch(written.strip())
    if match is None:
        return written
    plain, unit = match[1].replace(",", ""), match[2]
    way, decimals = chance.choice(WAYS), len(plain.partition(".")[2])
    if way == "swapped" and (other := _swapped(plain)):
        return f"{float(other):,.{decimals}f}{unit}"
    value = float(plain)
    by = 1.04 + chance.random() * 0.06 if way == "small" else chance.choice((0.6, 1.35))
    new = value * by
    if "%" in unit and new > 99.9:
        new = 99.9 if value < 95 else value - 6.3
    if round(new, decimals) == round(value, decimals):
        new = value + max(1, 10**-decimals)
    return f"{new:,.{decimals}f}{unit}"


def _swapped(plain: str) -> str:
    for at in range(len(plain) - 1):
        first, second = plain[at], plain[at + 1]
        if first.isdigit() and second.isdigit() and first != second:
            swapped = plain[:at] + second + first + plain[at + 2 :]
            return "" if swapped.startswith("0") else swapped
    return ""
