"""Small numbers in a sentence that count nobody: rates, labels, marks out of ten, rules, averages.

What the reader of numbers knows as a date, a level or an age does not come here.
"""

import re

from selfassess.claims.reader.sentence import Number

from .counted import are_people_next

# “two audits a quarter”, “each child has two reviews”: how often, and of how many nothing.
AS_A_RATE = re.compile(
    r"""\s(?:(?!(?:are|were|is|was|on|in|with|have|had|has|of|to|for|at|within|after|before|by
    |over|under|came|during)\b)[\w’'-]{1,20}\s){1,3}
    (?<!ed\s)(?:a|an|per|each|every)\s(?:(?P<time>day|week|fortnight|month|quarter|year|term)|child|family|case|worker
    |person|night|plan|class|placement)\b""",
    re.IGNORECASE | re.VERBOSE,
)
OR_MORE = re.compile(
    r"\s(?:[\w’'-]{1,20}\s){0,3}or\s(?:more|fewer|over|less)\b"
    r"|\s(?:[\w’'-]{1,20}\s)?(?:above|below|over|under|higher|more|fewer)\s(?:than\s)?"
    r"(?:(?:the|our)\s)?(?:(?:regional|national|England)\s)?(?:norm|average|limit|guideline|they\sshould|recommended)\b",
    re.IGNORECASE,
)
EACH = re.compile(r"\b(?:each|every|any|per)\s(?:[\w’'-]{1,20}\s){1,5}$", re.IGNORECASE)
# “List 4”, “Cohort 2”, “the Year 1 review”: which one it is.
LABEL = re.compile(
    r"""(?:\b(?:list|cohort|wave|week|day|lot|block|batch|group|type|pillar|strand|theme|goal
    |workstream
    |milestone|tranche|sprint|question|option|scenario|class|zone|area|team|pod|hub|site|phase
    |stage
    |step|tier|level|band|grade|form|key\sline|principle|pledge|domain|criterion|quarter|part
    |volume
    |series|round|document|test|line|row|column|box|house|flat|annex|aim|ambition|judgement
    |standard
    |recommendation|objective|outcome|section|paragraph|chapter|appendix
    |module|article|schedule|clause|priority|indicator|KPI|month|category|regulation)
    |(?-i:\bYear))\s$""",
    re.IGNORECASE | re.VERBOSE,
)
MAY_BE_LABEL = re.compile(r"\b(?:this|last|the|that|next|each|a|per)\s\w{1,10}\s$", re.IGNORECASE)
# “from 1 (outstanding) to 4 (inadequate)”, “scored it 4 out of 5”, “4 out of 5 on average”
SCALE = re.compile(
    r"""\b(?:scale|grad\w{1,3}|scor\w{1,3}|rat\w{1,3}|rank\w{0,3}|mark\w{0,3}
    |point)\b[^.;]{0,30}?
    \b(?:1|one|0)\b(?:\s\([^)]{1,30}\)|\s?\w{0,12},?)\s?(?:to|-|–|and)\s?
    (?:\d|two|three|four|five|six|seven|ten)\b
    |\b(?:scor\w{1,3}|rated?|marked?|gave|giv\w{1,3}|awarded|averag\w{1,3})\s
    (?:(?!good|inadequate|outstanding|as\b)[\w’'-]{1,20}\s){0,4}?(?:\d(?:\.\d)?|\w{3,5})
    \sout\sof\s(?:5|10|five|ten|four|4)\b(?!\s(?:child|young|case|famil|audit|plan|visit|review))
    |(?:\b\d{1,2}(?:,|\sand|\sor)\s){1,5}\d{1,2}\s(?:day|week|month|year)s?\b
    |\bone\s(?:plan|worker|team|review|voice|record|assessment|meeting
    |lead),?\s(?:and\s)?one\s\w{2,20}
    |\b\w{3,5}\sof\s(?:the\s)?(?:last\s|past\s|previous\s)?\w{1,6}\s(?:quarter|month|week|year
    |day)s\b
    |\b(?:panel|team|board|committee)\sof\s\w{1,5}\b
    |\b(?:scor|grad|rat|rank|mark)\w{1,3}\b[^.;]{0,40}\bwith\s\d\b
    |\b\w{1,5}\sout\sof\s\w{1,5}\son\saverage\b|\b\w{1,5}\sstars?\b""",
    re.IGNORECASE | re.VERBOSE,
)
FROM_AGE = re.compile(
    r"\s(?:upwards|onwards|and\s(?:over|under|above|below|up)\b)|\s?(?:to|-|–)\s?\d{1,2}\syears?\sold",
    re.IGNORECASE,
)
# “No child should have more than two …”, “we do not place more than three …”
RULE = re.compile(
    r"""\b(?:(?:do|does|must|should|may|can|shall)\snot|cannot|never|no\s\w{1,12}\s(?:should
    |must|may)
    |should|must|wants?|aims?|ideally|at\smost)\b[^.;]{0,30}\b(?:more|fewer|less
    |over)\sthan\s$""",
    re.IGNORECASE | re.VERBOSE,
)
AVERAGE = re.compile(
    r"""\b(?:average|mean|median|typical|usual)\s(?:[\w’'-]{1,20}\s){0,6}?
    (?:is|was|were|of|from|at|now|fell|rose|to|stands|stood)\b.{0,24}$""",
    re.IGNORECASE | re.VERBOSE,
)
# “Half of all children on plans are under five”
UNDER_AGE = re.compile(
    r"\b(?:child(?:ren)?|people|boys|girls|plans|care|those|half|who)\b[^.;]{0,40}"
    r"\b(?:is|are|was|were|aged)\s(?:still\s)?(?:under|over)\s$",
    re.IGNORECASE,
)
# “Each IRO has 65, two above the norm”, “workers hold no more than four cases”
LOAD = re.compile(
    r"""\bcaseloads?\s(?:are|is|of|were|was)\b[^.;]{0,40}$|\bon\saverage\b.{0,40}$
    |\b(?:workers?|teams?|carers?|IROs?|practitioners?|advisers?)\s(?:(?:should|may|can|now
    |each)\s)?
    (?:holds?|works?\swith|carry|carries|looks?\safter|take)\b[^.;]{0,40}$
    |\b(?:may|can)\s(?:\w{2,10}\s){1,3}up\sto\s$""",
    re.IGNORECASE | re.VERBOSE,
)
ALWAYS = re.compile(
    r"\s(?:is|are)\s(?:always|usually|often|normally|generally|never|sometimes)\b", re.IGNORECASE
)


def is_no_count(number: Number, text: str) -> bool:
    before = text[max(0, number.start - 70) : number.start]
    return bool(
        _is_rate(number, text)
        or OR_MORE.match(text, number.end)
        or ALWAYS.match(text, number.end)
        or FROM_AGE.match(text, number.end)
        or EACH.search(before)
        or RULE.search(before)
        or AVERAGE.search(before)
        or LOAD.search(before)
        or (UNDER_AGE.search(before) and not are_people_next(text, number.end, one=False))
        or _is_label(number, before, text)
        or _is_compound(number, text)
        or any(one.start() <= number.start < one.end() for one in SCALE.finditer(text))
    )


def _is_rate(number: Number, text: str) -> bool:
    """“Five children a year are adopted” counts them."""
    rate = AS_A_RATE.match(text, number.end)
    people = are_people_next(text, number.end, one=False) and number.value > 1
    return rate is not None and not (people and rate["time"])


def _is_label(number: Number, before: str, text: str) -> bool:
    """“In the week three children …” is no third week."""
    if not LABEL.search(before):
        return False
    return not (
        MAY_BE_LABEL.search(before) and are_people_next(text, number.end, one=number.value == 1)
    )


def _is_compound(number: Number, text: str) -> bool:
    """“The four-part model”; a “two-child family” has children."""
    follows = re.match(r"-([a-z]{2,20})\b", text[number.end : number.end + 24], re.IGNORECASE)
    return follows is not None and not re.match(
        "child|sibling|bab|boy|girl|person", follows[1], re.IGNORECASE
    )
