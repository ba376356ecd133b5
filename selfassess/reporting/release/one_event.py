"""One event, told without a number: “the first secure order for six years”, “a murder in May”.

Where it is told as a story, one was meant. What is always so (“a complaint is answered in ten
days”) tells of none. Every repetition is bounded.
"""

import re
from collections.abc import Iterator

from .one_person import BEFORE, NO_MORE, PERSON, is_first_of_two_nouns
from .passage import Passage

WHY = "it tells of one event"
MONTH = r"""(?:january|february|march|april|may|june|july|august|september|october|november
    |december)"""
FEW = r"(?:one|two|three|four|[1-4]|a\scouple)"
# What happens to a child, and what is decided about her.
EVENT = r"""(?:suicide|murder|homicide|killing|death|stabbing|drowning|rape|assault|abduction
    |overdose
    |kidnapping|stillbirth|miscarriage|pregnancy|birth(?!\sto)|adoption|disruption|exclusion
    |remand
    |appeal(?!\sfor)|case\sof(?!\sgood)(?:\s[a-z-]{3,14}){1,3}?
    |conviction|arrest|removal|eviction|expulsion|reunification|prosecution|disappearance
    |tribunal
    |complaint|allegation|notification|judicial\sreview|escalation|dispute|breakdown|incident
    |injury|fatality|tragedy|EPO|ICO|SGO|PPO|DoLS?|ICPC|RCPC|LCSPR|police\sprotection
    |section\s47\senquiry
    |[a-z-]{3,14}\s(?:order|placement|attempt|return|match|tenancy|referral)
    |(?:placement|adoption|fostering|tenancy|guardianship)\s(?:breakdown|disruption|move))"""
_HAPPENED = r"""(?:was|has\s(?:been|had|led|broken|ended|come)|had\s(?:been|to)|occurred
    |happened|led
    |broke|disrupted|ended|resulted|followed|involved|took\splace|came|fell|concerned|failed
    |went|related)"""
# “Of a care leaver”, “in May”
_RELATIVE = r"""(?:\s(?:of|from|by|in|on|to|at|for|against|with|about|made|following|involving
    |two
    |concerning|last|this)\b(?:\s[\w’'-]{1,20}){0,6}?)?"""
_SINCE = rf"""(?:(?:for|in|since|this|of)\s(?:(?:the|a)\s(?:year|decade|quarter|long)|year\b
    |quarter\b
    |20\d\d|(?:\w{{1,9}}\s){{1,2}}(?:years|quarters|months)|{MONTH}\b|some\stime)|to\sbe\b)"""
_CHILD = r"""(?:child|baby|infant|toddler|boy|girl|lad|teenager|young\s(?:person|man|woman)
    |pupil|student
    |(?:care\s)?leaver|school(?:boy|girl)|family|foster\scarer|mother|father|minor|newborn|couple
    |sibling\sgroup|resident|tenant)"""
_ACCUSED = r"""(?:teacher|coach|worker|escort|driver|assistant|volunteer|officer|priest|tutor
    |adult
    |professional|employee|nurse|doctor|manager|childminder|nanny|bishop|imam|staff
    |members?\sof\sstaff)"""
PATTERNS = [
    rf"\b(?:an?|our|his|her|one|that|this)\s{BEFORE}{EVENT}\b(?![’'-]){_RELATIVE}\s{_HAPPENED}\b",
    rf"""\b(?:the|our|its|a|this|his|her)\s(?:first|second|third|fourth|fifth|only|last|latest
    |one|sole
        |most\srecent)\s(?:such\s)?{BEFORE}(?:{PERSON}|{EVENT}|conference|assessment|case|plan
        |application){NO_MORE}[^.;]{{0,40}}?\s{_SINCE}""",
    rf"""\bfor\sthe\s(?:first|second|third)\stime\s(?:in|since|for)\b[^.;]{{0,40}}\b(?:an?|one)\s
        (?:[\w-]{{1,20}}\s){{0,2}}?{_CHILD}{NO_MORE}""",
    # “The exclusion of a pupil”, “there was an assault in a home”
    rf"""\b(?:the|an?|one|another)\s{BEFORE}{EVENT}\s(?:of|by|from|about|against|involving
    |concerning)\s
        (?:an?|one|another|our)\s{BEFORE}{_CHILD}{NO_MORE}""",
    rf"""\bthere\s(?:was|has\sbeen|had\sbeen)\s(?:also\s|just\s|only\s|sadly\s)?(?:an?
    |one)\s{BEFORE}{EVENT}\b
        (?!\s\w{{1,12}}(?:s|ing)\b)""",
    rf"\bwe\shad\sto\s\w{{2,12}}\s(?:an?|one|another)\s{BEFORE}{_CHILD}{NO_MORE}",
    rf"""\b(?:an?|our|the)\s{BEFORE}{_CHILD}{NO_MORE}\s(?:is\s|has\s)?
        (?:now|currently|still|already)\s
        (?:sits|lives|has|is|faces|needs|attends|studies|waits|receives|serv\w{{1,3}}|in|at
        |on)\b""",
    # “A case was closed in error”, “one conference ended in dispute”
    r"""\b(?:an?|one|another)\s(?:(?!after\b|the\b|before\b|when\b|that\b|than\b|of\b)[a-z][\w-]{0,20}\s){0,3}?(?:case|conference|visit|review
    |assessment|contact
        |file|plan|interview|discussion|passport|match|bed|introductions
        |step-(?:up|down)
        |strategy\sdiscussion|short\sbreak|audit|record|ICPC|RCPC
        |enquiry)\s(?:out\sof\s\d{1,3}\s)?[^.;]{0,30}?
        (?:(?:was|is|has\sbeen|were)\s(?:\w{2,10}ly\s|held\s)?(?:late|missed|cancelled|inquorate
        |delayed|postponed
        |withdrawn|refused|overdue|closed|stood\sdown|inadequate|graded|out\sof\s(?:time|date)
        |not\s\w{3,12}
        |\w{3,12}ed\sin\serror|lost|missing|stopped|inappropriate|challenged|disputed|incomplete
        |deferred|adjourned|abandoned|rearranged)
        |(?:had|has)\sno\b|(?:did|does)\snot\b|lacked\b|(?:ended|fell|lapsed|failed|broke)\b
        |(?:found|identified|showed)\s(?:that\s)?(?:an?|the)\s(?:child|baby|boy|girl|young
        |pupil))""",
    # “Our sample included a baby who had not been seen”, “proceedings on a family”
    rf"""\b(?:an?|one)\s{BEFORE}{_CHILD}{NO_MORE},?\s(?:who|whose|whom)\s[^.;]{{0,20}}?
        \b(?:had|was|were|did|went|has\sbeen|ran|died)\b""",
    rf"""\b(?:proceedings|warrant|application|orders?|investigation|enquiry)\s(?:on|for|into
    |about)\s
        (?:an?|one)\s{BEFORE}{_CHILD}{NO_MORE}""",
    # “A child’s plan was changed”, “we placed a newborn”
    rf"""\b(?:an?|one)\s{BEFORE}{_CHILD}[’']s\s[^.;]{{0,40}}?\s(?:was|were|had|has\sbeen)\b""",
    rf"""\b(?:placed|removed|restrain(?:ed)?|arrested|moved|excluded|accommodated|rehoused
    |detained|adopted|lost
        |failed|harmed|killed|housed|hospitalised|evicted|remanded|took|visited|missed|abused
        |assaulted)\s
        (?:an?|one)\s{BEFORE}{_CHILD}{NO_MORE}""",
    rf"""\b(?:an?|{FEW})\s(?:former\s)?care[\s-]experienced\s(?:young\s)?\w{{3,12}}\s
        (?:is|are|was|were|has|have|had|\w{{3,12}}ed|sits?|works?)\b""",
    # “Child A”, “the second was closed”
    r"\b(?-i:(?:Child|Baby|Family|Young\s[Pp]erson|Boy|Girl)\s[A-Z])\b(?![’'])",
    # “The child with the highest weekly cost”, “our most expensive placement”
    rf"""\b(?:the|our)\s{BEFORE}{PERSON}{NO_MORE}\s(?:with|in|on|at|who|whose|waiting|placed
    |missing)\s[^.;]{{0,30}}
        \b(?:most|least|(?!request|interest|arrest|protest|guest|west)\w{{3,9}}est)\b""",
    r"""\b(?:the|our)\s(?:single\s|one\s)?(?:(?:most|least)\s\w{5,12}|costliest|longest|largest
        |biggest|furthest)\s(?:\w{3,12}\s)?(?:placement|family|package|sibling\sgroup)\b""",
    rf"\bthe\ssame\s{BEFORE}{_CHILD}{NO_MORE}",
    # “One response was received from a young person”
    rf"""\b(?:{FEW}|once|twice)\b[^.;]{{0,50}}\b(?:from|by|about|concerning|involving|against
    |regarding)\s
        (?:an?|one)\s{BEFORE}{_CHILD}{NO_MORE}""",
    rf"""\b(?:was|were|made|received|had|sought|obtained|issued|given|led|raised|found|heard
    |referral)\b
        [^.;]{{0,60}}\b(?:in\srespect\sof|concerning|about|regarding|involving|relating\sto
        |against)\s
        (?:an?|one)\s(?:[a-z-]{{2,14}}\s){{0,2}}?(?:{_CHILD}|{_ACCUSED}){NO_MORE}""",
    # “One teacher was dismissed after an allegation”
    rf"""\b(?:an?|the
    |{FEW})\s(?:[a-z-]{{2,14}}\s){{0,2}}?{_ACCUSED}s?\b[^.;]{{0,70}}\b(?:convicted
    |charged
        |arrested|barred|offences?|allegations?|LADO|abus\w{{2,3}}|assault\w{{0,3}}|accused
        |hurting|harming)\b""",
    rf"\b(?:an?|our)\s{BEFORE}(?:adoption|fostering|guardianship|placement)\s(?:disrupted|broke\sdown)\b",
]
COMPILED = [re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in PATTERNS]
# “Each time a complaint was made …” is a rule.
RULE = re.compile(
    r"\b(?:[Ee]ach|[Ee]very|[Aa]ny|[Ww]hen|[Ww]henever|[Ii]f|should|must|may|can|would|always|usually|often)\b"
)


def one_event(text: str) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    if RULE.search(text):
        return
    for pattern in COMPILED:
        for match in pattern.finditer(text):
            if not is_first_of_two_nouns(text, match.end()):
                yield Passage(match.start(), match.end(), WHY)
