"""Numbers that are written as words: “twenty-three”, “a hundred and twelve”."""

from decimal import Decimal

UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
HUNDRED_AND_MORE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
VALUES = {"a": 1, "zero": 0, **UNITS, **TEENS, **TENS}

_UNIT = "|".join(UNITS)
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{_UNIT})\b)?|(?:{'|'.join(TEENS)})|(?:{_UNIT})|zero)"
_HUNDREDS = rf"(?:{_SMALL}|a)\shundred(?:\s(?:and\s)?{_SMALL}\b)?"
_THOUSANDS = (
    rf"(?:{_HUNDREDS}|{_SMALL}|a)\s(?:thousand|million|dozen)\b"
    rf"(?:,?\s(?:and\s)?(?:{_HUNDREDS}|{_SMALL})\b)?"
)
# A look at the first letter spares most words the long way through all of these.
_FIRST_LETTER = r"(?=[otfsenz]|a\s[htmd])"
NUMBER_WORDS = rf"\b{_FIRST_LETTER}(?:{_THOUSANDS}|{_HUNDREDS}|{_SMALL})\b"
SMALL_NUMBER_WORDS = rf"\b(?=[otfsen]){_SMALL}\b"


def value_of(words: str) -> Decimal:
    """The value of what `NUMBER_WORDS` matches."""
    total = group = 0
    for word in words.lower().replace("-", " ").replace(",", " ").split():
        if word == "hundred":
            group *= 100
        elif word in HUNDRED_AND_MORE:
            total += group * HUNDRED_AND_MORE[word]
            group = 0
        elif word != "and":
            group += VALUES[word]
    return Decimal(total + group)
