"""What in a text may identify a child: pure functions, without a database.

Each rule reads a text once and with patterns whose repetitions are bounded, so that the time it
takes grows with the length of the text and with nothing else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .case_numbers import case_numbers
from .names import names_with_age

LONGEST = 20_000  # characters that are looked at: twice the longest answer
NEAR = 40  # characters on either side of ten digits, in which a word says what they are


@dataclass(frozen=True)
class Match:
    """Where something stands in a text, and what it looks like."""

    kind: str
    start: int
    end: int


Span = tuple[int, int]

TEN_DIGITS = re.compile(r"(?<![\d.,–-])\d{3}([ –-]?)\d{3}([ –-]?)\d{4}(?![\d–-]|[.,]\d)")
NHS = re.compile(r"\b(?:NHS|patient|paediatric\w{0,8})\b", re.IGNORECASE)
NATIONAL_INSURANCE = re.compile(
    r"\b[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE
)  # also those that are not given out, such as QQ
POSTCODE = re.compile(
    r"\b(?:[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2}"
    r"|[a-pr-uwyz][a-hk-y]?\d[a-z\d]? {0,2}\d[abd-hjlnp-uw-z]{2})\b"
)
TELEPHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00) ?44|\(?0\d\d)[\d ()–-]{6,16}\d(?![\w/]|[.,]\d)"
    r"|(?<![\w.,/-])07\d{3}\.\d{3}\.\d{3}(?!\d)"
)
FREE_TO_CALL = ("0800", "0808", "03")  # helplines; nobody's own
EMAIL = re.compile(r"[\w.%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}")
PUBLIC_BODIES = (".gov.uk", ".nhs.uk", ".nhs.net", ".police.uk")
MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? \d{{4}})?"
    rf"|{MONTH} \d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    r"|\d{1,4}[./–-]\d{1,2}[./–-]\d{2,4})"
)
BIRTH = (
    r"(?:d\.? ?o\.? ?b\b\.?|dates? of birth|birth ?dates?|birthdays?"
    r"|(?:\bborn\b(?! (?:on or )?(?:after|before|between|since|from|by)\b)))"
)
DATE_OF_BIRTH = re.compile(rf"\b{BIRTH}[^.!?\d]{{0,25}}?{DATE}", re.IGNORECASE)


def find(text: str) -> list[Match]:
    """Everything in a text that may identify a child, in the order in which it stands there."""
    text = text[:LONGEST]
    found = {Match(kind, start, end) for kind, rule in RULES.items() for start, end in rule(text)}
    return sorted(found, key=lambda match: (match.start, match.end))


def nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits whose last one checks the others, either spaced as on a card or beside a word
    that says so: of any ten digits, one in eleven would pass the check alone."""
    for match in TEN_DIGITS.finditer(text):
        is_spaced = match[1] == match[2] != ""
        beside = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        if is_nhs_number(match[0]) and (is_spaced or NHS.search(beside)):
            yield match.span()


def is_nhs_number(text: str) -> bool:
    digits = [int(sign) for sign in text if sign.isdecimal()]
    check = -sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return len(digits) == 10 and check % 11 == digits[-1]  # 10 is no digit: such a number is none


def telephones(text: str) -> Iterator[Span]:
    for match in TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0].replace("(0)", ""))
        national = re.sub("^(?:00)?44", "0", digits)
        is_whole = len(national) in (10, 11) and national[1] in "12378"
        if is_whole and not national.startswith(FREE_TO_CALL):
            yield match.span()


def emails(text: str) -> Iterator[Span]:
    """Addresses, but not those of public bodies: they belong to staff."""
    if "@" in text:
        for match in EMAIL.finditer(text):
            if not match[0].lower().endswith(PUBLIC_BODIES):
                yield match.span()


def _each(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Span]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


# What it looks like, as the page says it
RULES: dict[str, Callable[[str], Iterator[Span]]] = {
    "an NHS number": nhs_numbers,
    "a National Insurance number": _each(NATIONAL_INSURANCE),
    "a full postcode": _each(POSTCODE),
    "a telephone number": telephones,
    "an e-mail address": emails,
    "a date of birth": _each(DATE_OF_BIRTH),
    "a case number": case_numbers,
    "a name or initial of a child": names_with_age,
}
