"""Shares that are written as words: “half”, “a third”, “three quarters”, “four in five”."""

from decimal import Decimal

from .number_words import SMALL_NUMBER_WORDS, UNITS, value_of

PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
# “half of the children”, but not “half a day”, “the first half of the year”, “half the rate”.
HALF = (
    r"(?<!first\s)(?<!second\s)(?<!last\s)(?<!other\s)(?<!\d\sand\s)(?<!and\sa\s)\b(?:one\s|a\s)?half"
    r"(?=\s(?:of|the|these|those|our|all|were|had|are|have|should|did|do|was|is|who|that|said)\b"
    r"|\s?\(|[,.;]|$)"
    r"(?!\s(?:of\s)?(?:the|this|that|last)\s(?:\w{1,20}\s){0,2}"
    r"(?:year|quarter|month|term|time|rate|average|level|number|figure|size)\b)"
)
# “a quarter of children”, but not “the last quarter of the year”.
OF_ALL = r"(?=\sof\b(?!\s(?:the\s)?(?:year|(?:19|20)\d\d))|\s?\()"
SHARE = (
    rf"{HALF}"
    r"|\b(?:one|two)[-\s]thirds?\b|\ba\sthird"
    + OF_ALL
    + r"|\b(?:one|three)[-\s]quarters?"
    + OF_ALL
    + r"|\ba\s(?:quarter|fifth|sixth|eighth|tenth)"
    + OF_ALL
    + r"|\b(?:one|two|three|four)[-\s]fifths?\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine)[-\s]tenths?\b"
    # “fell by a third”, “a reduction of a quarter”
    r"|(?:(?<=\bby\s)|(?<=\bby\sover\s)|(?<=\bby\snearly\s)|(?<=(?:tion|ease)\sof\s))"
    r"(?:a\s(?:third|quarter|fifth|tenth)|half)\b"
)
# “four in five”, “1 in 10”; not “three in ten months”.
IN_EVERY = (
    rf"(?:\b[1-9]|{SMALL_NUMBER_WORDS})\sin\s(?:every\s)?(?:10\b|20\b|100\b|[2-9]\b|(?:two|three|four|five|six"
    r"|seven|eight|nine|ten|twenty)\b|a\shundred\b)(?![\d%]|[.,/]\d|\s?(?:%|per\s?cent|(?:working\s)?"
    r"(?:hour|day|week|month|year|quarter|area|team|case)))"
)
# “one closure in five”, “nine care leavers in ten”
OF_SOME_IN = (
    r"\b(?:one|two|three|four|nine)\s(?:(?!(?:in|and|or|but)\b)[a-z&-]+\s){1,3}in\s(?:every\s)?"
    r"(?:three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b(?!\s(?:working\s)?(?:hour|day|week|month|year|area|team))"
)
# Points that a share in words may be off: “a third” is said of 30% to 36%, “nearly half” of 45%,
# “over half” of 70%.
FAIR, HEDGED, FAR = Decimal(3), Decimal(5), Decimal(20)
JUST_OVER = Decimal(6)  # “a bit over half” of 56%


def share_of(words: str) -> Decimal:
    """The share in per cent of what `SHARE` or `IN_EVERY` matches."""
    words = words.lower().replace("-", " ")
    if " in " in words:
        part, _, whole = words.partition(" in ")
        first = part.split()[0] if part.split()[0] in UNITS else part
        return 100 * _value(first) / _value(whole.removeprefix("every "))
    count, _, name = words.rpartition(" ")
    return 100 * (_value(count) if count else Decimal(1)) / PARTS[name.rstrip("s")]


def _value(word: str) -> Decimal:
    return Decimal(word) if word.isdigit() else value_of(word)
