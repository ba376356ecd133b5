"""Numbers that count or measure nothing: dates, ages, levels, sections of an Act.

Each pattern marks a stretch of a sentence, and every number in it is of its kind. Where stretches
meet, the one that stands earlier in the table counts. Every repetition is bounded, so that a long
text costs no more than its length.
"""

import re
from collections.abc import Iterator

from .number_words import SMALL_NUMBER_WORDS, TEENS
from .sentence import Kind

DIGITS = r"\d{1,4}"
NUMBER = rf"(?=[\dotfsen])(?:{DIGITS}|{SMALL_NUMBER_WORDS})"
# Not the beginning of a longer number, and not a percentage: “at this stage 2.5% …”.
WHOLE = r"(?![\d%]|[.,]\d|\s%|\sper\s?cent|\spercent)"
AND = r"\s?(?:,|&|-|–|/|\band\b|\bor\b|\bto\b)\s?"
YEAR = r"(?:19|20)\d\d"
DASH = r"\s?[-–−/]\s?"

MONTH = (
    r"(?-i:\b(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER"
    r"|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?))"
)
# People and things that are counted. “June 20” is a date, “in June 20 children” is not.
COUNTED = (
    r"(?:(?:\w{2,20}\s){0,2}(?:children|people|adults|families|contacts|referrals|cases|assessments"
    r"|plans|reviews|visits|conferences|audits|episodes|interviews|carers|leavers|workers|staff"
    r"|posts|households|adopters|orders|pupils|parents|schools|placements|enquiries|meetings"
    r"|young|boys|girls|babies|siblings|complaints|allegations|applications)\b)"
)
# “2019”, also with the number of a footnote behind it; or “20”.
FULL_YEAR = rf"(?:\s|,\s?|\s?['’-])?{YEAR}\d{{0,2}}(?!\d)"
SHORT_YEAR = rf"(?:\s?['’]|[\s-])[0-3]\d{WHOLE}(?!\s{COUNTED})"
OF_A_YEAR = rf"(?:{FULL_YEAR}|{SHORT_YEAR})"
DAY = r"\b\d{1,2}(?:\s?(?:st|nd|rd|th))?"
SCHOOL_YEAR = r"(?:1[0-3]|[1-9])\b"
SPAN = rf"{NUMBER}(?:\s?(?:-|–|\bto\b|\band\b|\bor\b)\s?{NUMBER})?"

PATTERNS: list[tuple[Kind, str]] = [
    (Kind.REFERENCE, r"(?:https?://|www\.)[^\s]{1,300}"),
    (Kind.REFERENCE, r"\bcovid[-\s–]?19\b"),
    (
        Kind.REFERENCE,
        r"(?<![\w.,])(?:\+44\s?\(?0?\)?\s?|\(?0)\d{2,4}\)?[\s-]\d{3,4}[\s-]?\d{3,4}\b",
    ),
    (Kind.REFERENCE, r"(?<![\w.,])0\d{9,10}\b"),
    (Kind.REFERENCE, r"(?<![\w.,])\d{3}[\s-]\d{3}[\s-]\d{4}\b"),  # an NHS number
    (Kind.REFERENCE, r"(?-i:\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b)"),  # a postcode
    (Kind.DATE, r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b"),
    (Kind.DATE, r"\b\d{1,2}-\d{1,2}-(?:\d\d){1,2}\b"),
    (
        Kind.DATE,
        rf"{DAY}(?:\s?(?:,|and|to|or|&|-|–)\s?{DAY})?\s?(?:of\s)?{MONTH}{OF_A_YEAR}?",
    ),
    (
        Kind.DATE,
        rf"{MONTH}(?:{OF_A_YEAR}|\s\d{{1,2}}(?:st|nd|rd|th)\b)(?:\s?[-–]\s?{YEAR}(?!\d))?",
    ),
    (Kind.REFERENCE, r"(?<![\d.])\d{1,4}\.\d{1,4}\.\d{1,4}(?:\.\d{1,4})?"),
    (Kind.YEAR, rf"(?<![\d,.£]){YEAR}{DASH}(?:{YEAR}|\d\d){WHOLE}"),
    (Kind.TIME, r"\b24\s?/\s?7\b|(?<![\d.-])9\s?[-–]\s?5\b(?!\s?%)"),
    (Kind.TIME, r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]m\b|[ap]\.m\.|o['’]clock)|\b\d{1,2}:\d\d\b"),
    (
        Kind.QUARTER,
        r"\b(?:Q|QTR|quarter)\s?[-.]?\s?[1-4](?!\d|[.,]\d|\s?%)"
        r"(?:\s?(?:/|-|–|,|&|and|to)\s?(?:Q|quarter\s)\s?[1-4](?!\d)|\s?[/–-]\s?[1-4]\b)?",
    ),
    (Kind.QUARTER, r"\bquarters\s[1-4](?:\s?(?:,|&|and|to|-|–)\s?[1-4]){0,3}(?![\d%.])"),
    (Kind.QUARTER, r"\bquarters?\s(?:one|two|three|four)(?:\s(?:and|to)\s(?:two|three|four))?\b"),
    (
        Kind.LEVEL,
        r"\bscales?\s(?:of|from)\s\d{1,3}\s?(?:to|-|–)\s?\d{1,3}\b|\b0\s?to\s?10\b|\b\d{1,2}\sbeing\b",
    ),
    (Kind.AGE, rf"\bbirth\sto\s{NUMBER}"),
    (Kind.AGE, r"\b(?:children|pupils|people)\s\d{1,2}\s?[-–]\s?\d{1,2}(?![\d%]|\s?%|\.\d)"),
    (
        Kind.AGE,
        rf"\b(?:ages?|aged)\s(?:of\s|from\s|between\s|over\s|under\s|range\s|group\s){{0,2}}{SPAN}"
        rf"{WHOLE}(?:\s(?:years?|months?|weeks?)\b)?(?:\s(?:and\s)?{NUMBER}\smonths?\b)?",
    ),
    (
        Kind.AGE,
        rf"\b{NUMBER}-?(?:\s?(?:-|–|\bto\b|\band\b|\bor\b)\s?{NUMBER})?"
        r"[-\s–]{0,2}(?:year|yr|month|week)s?[-\s]olds?\b",
    ),
    (
        Kind.AGE,
        rf"\b{NUMBER}(?:\sand\sa\shalf)?\s?(?:years?|months?)\s(?:of\sage|(?:and|or)\s(?:over|under|older|above"
        r"|below|younger))\b",
    ),
    (Kind.AGE, rf"\b{NUMBER}\s(?:years?)\s(?:and\s)?{NUMBER}\smonths?\b"),
    (
        Kind.AGE,
        r"\b(?:under|over|below|pre|post)[-\s]\d{1,2}s?(?:\s?(?:and|or|/)\s?(?:under|over)"
        r"[-\s])?(?<=s)(?!\w)",
    ),
    (Kind.AGE, r"\b(?:pre|post)[-\s](?:1[0-9]|2[0-5]|[1-9])\b"),
    (
        Kind.AGE,
        r"\b(?:children|people|those|young\sperson|child|pupils|babies|siblings|person|leavers)"
        rf"\s(?:under|over|below|above)\s(?:the\sage\sof\s)?{NUMBER}{WHOLE}(?!\s{COUNTED})",
    ),
    (
        Kind.AGE,
        rf"\b(?:turn(?:s|ed|ing)?|reach(?:es|ed|ing)?|until)\s(?:the\sage\sof\s)?"
        rf"(?:1[0-9]|2[0-5]|{SMALL_NUMBER_WORDS}){WHOLE}(?!\s\w{{1,20}}s\b)",
    ),
    (
        Kind.AGE,
        r"(?<![\d.,£/])(?:0\s?[-–]\s?(?:[1-9]|1[0-9]|2[0-5])|(?:1[0-9])\s?[-–]\s?(?:1[0-9]|2[0-5]))"
        r"(?![\d%]|[.,]\d|\s?(?:%|per\s?cent|day|week|month|case|hour|point))",
    ),
    (
        Kind.AGE,
        rf"\b(?:at|by|until|people\sof|under|over)\s(?:{'|'.join(TEENS)}|twenty(?:-(?:one|two|three|four"
        r"|five))?)(?:\sand\sa\shalf)?(?=[:,.;)]|\s(?:and|or|to|has|have|is|are|was|were|who|when|with)\b|$)",
    ),
    (
        Kind.LEVEL,
        r"\b(?=[wdm])(?<!\bthe\s)(?<!this\s)(?<!last\s)(?<!next\s)(?<!\bper\s)(?<!each\s)(?<!\ba\s)"
        r"(?:week|wk|day|month)"
        rf"\s{NUMBER}{WHOLE}",
    ),
    (
        Kind.LEVEL,
        r"\b(?:(?:sub-?)?levels?|tiers?|key\sstages?|KS|bands?|grades?"
        r"|(?<!this\s)(?<!that\s)(?:phases?|stages?|steps?|categor(?:y|ies)|priority|strand|wave|entry)"
        r"|(?:attainment|progress)(?=\s8\b)|yr|(?:(?<!the\s)(?<!this\s)"
        rf"(?<!last\s)(?<!each\s)(?<!per\s)(?<!a\s)(?<!next\s)years?(?=\s{SCHOOL_YEAR})))"
        rf"\s?(?:\d{{1,2}}|one|two|three|four|five|six){WHOLE}"
        rf"(?:{AND}(?:\d{{1,2}}|two|three|four|five|six)\b{WHOLE}){{0,4}}",
    ),
    (
        Kind.LEVEL,
        r"\b(?:ratings?|rated|rates?\s(?:ourselves|itself|our)|scores?\sourselves)(?:\s(?:ourselves|our|practice"
        r"|this|it|the|area|service|as|at|of|is|was|remains|a|self|with|by|us|from|to|has|risen|gone|up|now|still"
        rf"|overall)){{0,6}}\s{NUMBER}{WHOLE}(?!\s{COUNTED})(?:\s?(?:out\sof|/|to)\s?(?:\d{{1,2}}\b|ten\b))?",
    ),
    (Kind.LEVEL, r"\b(?:\d{1,2}|five)\s?(?:or\smore\s|good\s)?(?:A\*|GCSE)"),
    (
        Kind.REFERENCE,
        r"(?<![’'\w])(?:sections?|sect?\.?|ss?\.?|regulations?|regs?\.?|articles?|schedules?|paragraphs?"
        r"|paras?\.?|pages?|pp?\.|tables?|fig(?:ure)?\.?|appendi(?:x|ces)|annexe?s?|chapters?|parts?"
        r"|clauses?|versions?|v(?=\d)|nos?\.|form|recommendation|action|objective|theme|outcome|item"
        r"|standard|appendix|ref(?:erence)?\.?(?:\s(?:no|number)\.?)?|case\snumber|room|ward|module|art\.|charts?"
        r"|slides?|kpi|indicator|ni|measure|ext\.?|ring|dial|call)"
        rf"\s?(?:{DIGITS}(?:\.\d{{1,2}})?){WHOLE}(?:\(\w{{1,3}}\)){{0,2}}(?!\s(?:day|week|month|year|hour))"
        rf"(?:{AND}(?:s\.?|section\s)?\d{{1,3}}(?!\d|\s?%|[.,]\d)){{0,4}}",
    ),
    (
        Kind.REFERENCE,
        r"#\s?\d{1,12}|\bpage\s\d{1,3}\sof\s\d{1,3}\b|(?<!\d)0\d{2,4}\s\d{3,6}\b",
    ),
    (
        Kind.REFERENCE,
        r"(?-i:\b[A-Z]{2,6}/\d{1,6}(?:/\d{1,6})?)|\bref(?:erence)?\.?\s\d{1,6}/\d{1,6}",
    ),
    (Kind.REFERENCE, r"^\d{1,2}\.\d{1,2}\s(?=(?-i:[A-Z][a-z]))"),  # the number of a heading
    (Kind.BASE, r"\b(?:per|(?:for|in)\severy)\s(?:10,?000|100,?000|1,?000|100|10\s?k)(?!\d)"),
    (Kind.DURATION, r"(?<![\d.,£])\d{1,2}\s?\+\s?(?:day|week|month|year)s?\b"),
    (Kind.AGE, r"(?<![\d.,£])(?:1\d|2[0-5])\s?(?:\+|plus\b)(?!\s?\d)"),
    (Kind.THRESHOLD, r"(?<![\d.,£])[1-9]\s?\+(?!\s?\d)"),
    (Kind.ORDINAL, r"\b\d{1,4}(?:st|nd|rd|th)\b"),
    (Kind.RATIO, r"\b\d{1,3}:\d{1,3}\b|\bone[-\s](?:to|on)[-\s]one\b|\b1[-\s]to[-\s]1\b"),
    (Kind.RATIO, r"\b1-1\b"),
    (
        Kind.THRESHOLD,
        rf"\b{NUMBER}\sor\s(?:more|fewer|less|over|above)\s(?!than\b)|\b{NUMBER}\sor\s(?:more|fewer"
        r"|less)$",
    ),
    (Kind.YEAR, rf"(?<![\d,.£/]){YEAR}s?(?!\d|[,.]\d|\s?%|\s?/\s?\d)"),
    (Kind.YEAR, r"(?<![\d,.£/])(?:1\d|2\d)/(?:1\d|2\d)(?![\d/%]|\.\d)"),
]
COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PATTERNS]
# Those of words, too: all others need a digit
IN_WORDS = [
    (kind, pattern)
    for kind, pattern in COMPILED
    if any(word in pattern.pattern for word in ("one", "two", "five", "ten", "www"))
]
DIGIT = re.compile(r"\d")

AT_A_TIME = re.compile(
    r"\b(?:in|since|by|until|from|during|before|after|to|for|of|and|mid|late|early|year|end|the"
    rf"|{MONTH})[\s,-]{{1,2}}$",
    re.IGNORECASE,
)
ACT_NEXT = re.compile(r"\s(?:\w{1,20}\s){1,5}(?:Act|Regulations|Bill)\b")
COUNTED_NEXT = re.compile(rf"\s{COUNTED}", re.IGNORECASE)


def stretches(text: str) -> Iterator[tuple[int, int, Kind]]:
    """(from, to, kind), as the table has them."""
    for kind, pattern in COMPILED if DIGIT.search(text) else IN_WORDS:
        for match in pattern.finditer(text):
            if kind is not Kind.YEAR or _is_year(text, match):
                yield match.start(), match.end(), kind


def _is_year(text: str, match: re.Match[str]) -> bool:
    """“1938 contacts were received” counts; “in 2018 contacts rose” does not. “19/20” is a year if
    nothing is counted after it, and its second part follows the first."""
    counts = COUNTED_NEXT.match(text, match.end()) is not None
    counts = counts and not ACT_NEXT.match(text, match.end())
    if len(match[0]) == 5 and "/" in match[0]:
        first, second = match[0].split("/")
        return int(second) == int(first) + 1 and not counts
    if not match[0].isdigit():
        return True
    return (
        not counts or AT_A_TIME.search(text, max(0, match.start() - 12), match.start()) is not None
    )
