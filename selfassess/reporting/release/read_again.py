"""The numbers of a sentence, read once more for who looks for small counts.

The reader of numbers reads for figures on record, and passes over “the dozen families”. Here a
number has the whole of which it is a part, and what is a share of everybody is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from selfassess.claims.reader.number_words import NUMBER_WORDS, value_of
from selfassess.claims.reader.read import read
from selfassess.claims.reader.sentence import Kind, Number, Role
from selfassess.claims.reader.shares import share_of
from selfassess.claims.reader.units import noun_after

TIMES = ("day", "week", "month", "year", "hour", "minute", "quarter")
# “one family in four”, “eight out of ten”: shares of everybody.
IN_EVERY = re.compile(
    r"""\b(?:\w{3,6}|[1-9])\sout\sof\s(?:every\s)?(?:ten|10|100)\b
    (?!\s(?:child|young|case|famil|audit|plan|visit|review))
    |\bfor\severy\s\w{1,7}\s[^.;]{0,40}?,\s(?:\w{1,7})\b
    |\b(?:\w{3,6}|[1-9])\s(?:out\s)?(?:of|in)\severy\s(?:\w{3,8}|[1-9])\b(?!\sof\s(?:the|our)\s(?:\d{1,2}\s|[a-z]{3,9}\s))
    |\b(?:\w{3,6}|[1-9])\sout\sof\s(?:\w{3,5}|[1-9])\sof\b
    |\b(?:six|seven|eight|nine|[6-9])\sin\s(?:every\s)?(?:ten|10)\b(?!\sof\s(?:the|our)\s)(?!\s(?:weeks?|months?|days?|years?))
    |\b(?:one|two|three|four|five|six|seven|eight|nine|[1-9])\s(?!and\b)[\w’'-]{1,20}(?:\s[\w’'-]{1,20})?\s
    (?:out\sof\s(?=every\b|ten\b|10\b|a\shundred\b|100\b)|in\s)(?:every\s)?(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty
    |sixty|eighty|a\shundred|[2-9]|[1-9]0
    |100)\b(?!\sof\s(?:the|our)\s)(?!\s(?:\w{1,12}\s)?(?:hours?|days?|weeks?|months?|years?|quarters?|areas?|teams?
    |schools?|homes?|cases?)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
THE = r"\s(?:the|our|its|these|those|all|their)\s"
OF_THE = re.compile(rf"\s(?:out\s)?(?:of|in){THE}", re.IGNORECASE)
# “A third”, “one-ninth”, “half”; not “a third complaint”, “half an hour”, “a quarter of the year”
PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
FRACTION = re.compile(
    rf"""(?<!\band\s)(?<!\band\sa\s)\b(?:(?P<many>an?|the\sother|one|two|three|four|five|six|seven|eight|nine)(?P<sure>[\s-]))?
    (?P<part>{"|".join(PARTS)}|twelfth)(?P<s>s?)\b(?!-dozen)
    (?!\sof\s(?:the\s|this\s|that\s|our\s|a\s|its\s)?(?:{"|".join(TIMES)}|term|budget|cost|bill|post|money|time|rate)\b)
    (?P<ends>(?=\s?[,.;:)(–—-]|$|\s(?:of|were|was|are|is|as\smany|had|have|has|did|do|said|left|went|came|got
    |could|should|would|felt|told|stayed|remain\w?|still|now|in|on|at|from|who|\w{{3,12}}ed)\b))?""",
    re.IGNORECASE | re.VERBOSE,
)
# “50% of the small cohort of four”, “the proportion of the ten children who moved was 40%”
OF_A_GROUP = re.compile(r"\sof\s(?:the|a|our|these)\s(?:[\w-]{1,15}\s){1,3}of\s", re.IGNORECASE)
SHARE_OF = re.compile(
    r"(?:proportion|percentage|share|number)\sof\s(?:the\s|our\s|these\s)?$", re.IGNORECASE
)
ROUND = re.compile(
    r"\b(?:the|our|these|those|\w{2,12}[’']s)\s(?:\w{1,12}\s)?(half[\s-]dozen|dozen|hundred)\b(?!\sand)",
    re.IGNORECASE,
)
ROUND_VALUES = {"half-dozen": 6, "dozen": 12, "hundred": 100}
# “Every third child of the nine”
EVERY_NTH = re.compile(
    rf"\b(?:every|each)\s(other|second|{'|'.join(PARTS[1:])})\s(?:[\w-]{{2,15}}\s){{0,2}}(?=of\s(?:the|our|these)\s)",
    re.I,
)
A_SCORE = re.compile(
    r"\b(?:a|the)\sscore(?=\sof\s(?:the\s|our\s)?[a-z]{4}|\s(?:came|went|were|stayed|have|had)\b)",
    re.I,
)
TIMES_SIGN = re.compile(r"(?<=\s)[x×](\d{1,2})\b")  # “in cells overnight x2”
BEFORE_FIRST = re.compile(rf"{NUMBER_WORDS}(?=\s(?:first|second)\b)", re.IGNORECASE)
OUT_OF_SO_MANY = re.compile(r"\sout\sof\s(?:the|our)\s", re.IGNORECASE)
OUT_OF = re.compile(r"(?:out\s)?of\s(?:the\s|our\s)?", re.IGNORECASE)
DONE_BY = re.compile(
    r"""\b(?!(?:increas|decreas|reduc|chang|rais|lower|cut|shrunk|declin|improv|exceed|miss|drop
    |expand|grow|revis|climb|mov)\w)\w{2,12}(?:ed|en|made|sought|left|lost|kept|held|met)\s(?:up\s)?by\s
    (?:(?:all\sbut|only|just|some)\s)?$(?<!fallen\sby\s)(?<!risen\sby\s)
    |\b(?:turned|picked|took|taken|signed|followed|brought|threw)\sup\s$""",
    re.IGNORECASE | re.VERBOSE,
)
ONE_SHARE = re.compile(
    r"\b((?:an?|one)\s(?:sixth|eighth|tenth))\sof\s(?:the|our|these|those)\s$", re.IGNORECASE
)
LABEL_ENDS = re.compile(
    r"""\b(?:this|last|the|that|next|each)\squarter\s$|\w\s[–—-]\s$|:\s$
    |\b[a-z]{2,9}[a-rt-z]\s(?:\d{1,2}|one|two|three|four|five),\s$""",
    re.IGNORECASE | re.VERBOSE,
)
# “It took weeks to reach one boy”
PEOPLE_NEXT = re.compile(
    r"\s(?:young\s(?:people|person|wom[ae]n|m[ae]n)|child(?:ren)?|boys?|girls?|bab(?:y|ies)"
    r"|parents?|siblings?|famil(?:y|ies))\b",
    re.IGNORECASE,
)


def read_again(text: str) -> list[Number]:
    """The numbers of a sentence in order. Places are characters of the sentence."""
    found = [number for sentence in read(text) for number in sentence.numbers]
    found = [_no_label(number, text) for number in found if not _in_every(number, text)]
    found = [_done_by(number, text) for number in found]
    fractions = [*_fractions(text, found), *_every_nth(text), *_shares_of_next(text, found)]
    found = [n for n in found if not any(f.start <= n.start < f.end for f in fractions)]
    found = sorted([*found, *_round_numbers(text), *fractions], key=lambda number: number.start)
    return list(_with_wholes(found, text))


def _round_numbers(text: str) -> Iterator[Number]:
    """“The dozen families” and “two first visits”, which the reader of numbers passes over."""
    for match in ROUND.finditer(text):
        value = Decimal(ROUND_VALUES[match[1].lower().replace(" ", "-")])
        yield Number(match.start(1), match.end(1), match[1], value)
    for match in BEFORE_FIRST.finditer(text):
        yield Number(match.start(), match.end(), match[0], value_of(match[0]))
    for match in A_SCORE.finditer(text):
        yield Number(match.start(), match.end(), match[0], Decimal(20))
    for match in TIMES_SIGN.finditer(text):
        yield Number(match.start(1), match.end(1), match[1], Decimal(match[1]))


def _fractions(text: str, numbers: list[Number]) -> Iterator[Number]:
    """“Nine deaths, of which a third …”, “18 children; one-ninth in court”"""
    for match in FRACTION.finditer(text):
        many, part = (match["many"] or "a").lower(), match["part"].lower()
        is_sure = match["sure"] == "-" or match["s"]
        is_read = any(
            n.start < match.end() and n.end > match.start() for n in numbers if n.unit == "%"
        )
        if (
            is_read
            or not (is_sure or match["ends"] is not None)
            or not (match["many"] or part == "half")
        ):
            continue
        of = 12 if part == "twelfth" else PARTS.index(part) + 2
        share = value_of(many) if many not in ("a", "an", "the other") else Decimal(1)
        if share < of:
            yield Number(*match.span(), match[0], 100 * share / of, unit="%")


def _every_nth(text: str) -> Iterator[Number]:
    for match in EVERY_NTH.finditer(text):
        which = match[1].lower()
        of = PARTS.index(which) + 2 if which in PARTS else 2
        yield Number(*match.span(), match[0], Decimal(100) / of, unit="%")


def _shares_of_next(text: str, numbers: list[Number]) -> Iterator[Number]:
    """“One sixth of the 18 families”"""
    for number in numbers:
        if match := ONE_SHARE.search(text, 0, number.start):
            share = share_of(match[1].lower().replace("an ", "a "))
            yield Number(*match.span(1), match[1], share, unit="%", whole=number.value)


def _no_label(number: Number, text: str) -> Number:
    """“This quarter three children …” is no third quarter, “Q2 – 1” no first one, and “in
    Year 11, 1 passed” no list of years."""
    if number.written.lower() == "a dozen" and text[: number.start].lower().endswith("half "):
        return replace(number, value=Decimal(6))
    is_label = number.kind in (Kind.QUARTER, Kind.LEVEL)
    if is_label and LABEL_ENDS.search(text, 0, number.start):
        unit = noun_after(text, number.end, one=number.value == 1)
        return replace(number, kind=Kind.FIGURE, unit=unit)
    if number.kind is Kind.AGE and (
        PEOPLE_NEXT.match(text, number.end) or OUT_OF_SO_MANY.match(text, number.end)
    ):
        return replace(number, kind=Kind.FIGURE)
    return number


def _done_by(number: Number, text: str) -> Number:
    """“Accepted by 61” and “turned up 61” are no changes by 61."""
    if number.role is Role.CHANGE and DONE_BY.search(text, 0, number.start):
        return replace(number, role=Role.OTHER)
    return number


def _in_every(number: Number, text: str) -> bool:
    around = IN_EVERY.finditer(text, max(0, number.start - 60), number.end + 60)
    return any(match.start() <= number.start < match.end() for match in around)


def _with_wholes(numbers: list[Number], text: str) -> Iterator[Number]:
    """“Half of the eight children”: of how many."""
    for at, number in enumerate(numbers):
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        if (
            after
            and number.whole is None
            and (after.kind is Kind.WORD or after.written.lower() in ("dozen", "hundred"))
            and OF_THE.fullmatch(text[number.end : after.start])
        ):
            number = replace(number, whole=after.value)
        opens = at and number.unit == "%" and OUT_OF.fullmatch(text, 0, numbers[0].start)
        opens = opens or (at and number.unit == "%" and SHARE_OF.search(text, 0, numbers[0].start))
        if opens and number.whole is None and numbers[0].unit not in ("%", "£", *TIMES):
            number = replace(number, whole=numbers[0].value)
        if after and number.unit == "%" and OF_A_GROUP.fullmatch(text, number.end, after.start):
            number = replace(number, whole=after.value)
        yield number


def largest_count(text: str) -> Decimal | None:
    """The largest count of a sentence, of which the next one may tell a part."""
    counts = [
        number.value
        for number in read_again(text)
        if number.is_figure
        and not number.decimals
        and number.unit not in ("%", "£", "points", "times", "FTE", "mile", *TIMES)
        and not number.unit.startswith("per ")
    ]
    return max(counts, default=None)
