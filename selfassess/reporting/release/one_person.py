"""One child, told without a number: “the young man who was homeless”, “a child death”, “the pair”.

Where a story of somebody is told, one was meant. What is always so (“a child may bring a friend”)
and what somebody said (“a parent said that …”) tells of nobody.
"""

import re
from collections.abc import Iterator

from .counted import NO_PEOPLE, NOT_OF_CHILDREN, PEOPLE_WORDS
from .passage import Passage

WHY = "it tells of one child or family"
BEFORE = r"(?:(?!and\b|or\b|to\b|for\b|in\b|with\b|from\b|of\b)[a-z\d][\w’'-]{0,20}\s){0,3}?"
PERSON = r"""(?:child|baby|infant|toddler|boy|girl|school(?:boy|girl)|lad|teenager|sibling
    |(?:half|step|foster)?-?
    (?:brother|sister)|twin|young\s(?:person|man|woman)|youngster|youth|family|household|mother
    |father|mum|dad|sibling\s(?:group|pair)|adopter|pupil|student|(?:care\s)?leaver|minor
    |resident|tenant
    |newborn|daughter|son|grandmother|grandfather|aunt|uncle|cousin|parent|(?:foster\s)?carer
    |[a-z]{3,10}-year-old|\d{1,2}-year-old)"""
EVENT = r"""(?:death|suicide|stillbirth|murder|killing|stabbing|drowning|abduction|kidnapping
    |pregnancy|miscarriage|adoption|disruption|conviction|exclusion|remand|sibling\sgroup
    |(?:placement|adoption)\s(?:breakdown|disruption)|serious\s(?:incident|injury|case\sreview)
    |safeguarding\spractice\sreview|rapid\sreview|serious\sincident\snotification
    |notifiable\sincident)"""
NO_MORE = rf"\b(?![’'-]){NO_PEOPLE}"
# What happened to somebody; what somebody said, felt or asked for is no such thing.
SAID = r"""(?:told|said|asked|felt|commented|described|reported|explained|liked|valued|wanted
    |wished|thanked|praised|complimented|wrote|spoke|thought|suggested|mentioned|expressed
    |shared)"""
HAPPENED = rf"""(?!{SAID}\b|need(?:ed)?\b)
    (?:(?:has|had|have|was|were|did)\b(?!\s(?:to\s)?(?:be\b|a\sright|on\saverage))
    |(?:\w{{2,12}}ed(?!\b[^.;,]{{0,40}}\s(?:is\s\w{{2,12}}(?:ed|en)|should|must|(?-i:may)|can
    |will)\b)|went|left|ran|came|took|fell|broke|got|became|gave|chose|lost|made|found
    |slept
    |began|withdrew|stopped|kept|met|won|died|lives|remains|has|gave|hit|hurt|fled|bought|sold
    |spent|stole)\b
    |is\s(?:now|currently|still|due|waiting|(?:in|at)\s(?:university|college|prison|custody
    |hospital|secure|a)
    |at\s[a-z]{3, 14}$)\b)"""
# “who was homeless in July”, “placed in Kent”, “of 12”
RELATIVE = rf"""(?:,?\s(?!{SAID}\b)(?:(?:who|whose|whom|that)\s[\w’'-]{{1,20}}
    |with|in|on|at|from|of|aged|for|under|without|now|subject|we|involved|concerned
    |known|(?!was|has|had)\w{{2,12}}ed)\b
    (?:,?\s(?!(?:is|are|should|must|(?-i:may)|can|will|would)\b)[\w’'-]{{1,20}}){{0,9}}?)?,?"""
# “Sadly, a child …”, “In July a girl …”
START = r"""(?:(?:^|[.;:]\s)(?:[A-Z][\w’'-]{0,20}(?:\s[\w’'-]{1,20}){0,4}?,\s
    |(?:In|On|During|Since|Last|This|By|For|At|After|Over|Until|From|Throughout|Sadly|Recently
    |Also)\s
    (?!(?:all|most|each|every|some|many|both|cases|half|part
    |average)\b)(?:[\w’'-]{1,20}\s){0,5}?)??)"""
PATTERNS = [
    rf"{START}(?:an?|the|this|our)\s{BEFORE}{PERSON}{NO_MORE}{RELATIVE}\s"
    rf"(?:also\s|then\s|now\s|since\s|later\s|recently\s|never\s|sadly\s)?{HAPPENED}",
    rf"""\b(?:and|but|while)\sthe\s(?:mother|father|boy|girl|baby|brother|sister|young\sman
        |young\swoman|twin|couple|toddler|teenager)\s{HAPPENED}""",
    rf"\b(?:our|the)\s(?:(?:second|third|next)-)?(?:(?!request|interest|arrest|protest|guest|west)\w{{3,7}}est|(?:most|least)\s\w{{5,12}})"
    rf"\s(?:(?!is\b|was\b|has\b)[a-z-]{{2,14}}\s){{0,2}}?{PERSON}{NO_MORE}",
    rf"""\b(?:an?\s(?:additional|further|extra)|another|one\s(?:more|fewer|less)|yet\sanother
        |(?:a|the|our|her|his)\s(?:second|third|fourth|fifth|sixth|seventh))\s{BEFORE}
        (?:{PERSON}|{EVENT}){NO_MORE}(?!\smay\b|\scan\b|\sshould\b|\sis\s(?:always|asked)\b)""",
    rf"""\b(?:the|his|her)\s(?:first|last|latest|second|third|fourth|fifth|next|only)\s{BEFORE}
        (?:{PERSON}|{EVENT}){NO_MORE}\s(?:to|since|this|in\s(?:\w{{3,5}}|20\d\d)\s?(?:years
        |months)?)\b""",
    rf"""\bthere\s(?:was|is|has\sbeen|had\sbeen|remains|remained)\s(?:also\s|only\s|just\s
    |still\s|now\s
        |sadly\s|currently\s){{0,2}}(?:an?|the|one)\s{BEFORE}(?:{PERSON}
        |(?:\w{{4,9}}\s)?{EVENT}){NO_MORE}""",
    rf"""\b(?:the|an?|one|his|her|this)\s{BEFORE}(?:death|suicide|murder|killing|stabbing
    |drowning|injury
        |abuse|loss|disappearance|removal|arrest|remand|rape|assault|abduction|overdose
        |neglect)\s
        (?:of|on|to|against)\s(?:an?|the|one|our|her|his)\s{BEFORE}{PERSON}{NO_MORE}""",
    rf"""\b(?:the|a|this|that|one|another)\s{BEFORE}(?:child|infant|baby|neonatal|teenage
    |sudden)\s
        (?:death|suicide)\b(?!\s(?:overview|review|rates?|panel|process|helpline))""",
    r"""\b(?:a|one|the|this|another)\s(?:[\w-]{1,20}\s){0,3}?(?:serious\scase\sreview
    |rapid\sreview
        |safeguarding\spractice\sreview|serious\sincident\snotification)\b
        (?!\s(?:process|panel|group|guidance|pathway|toolkit|template|policy))""",
    rf"\bthe\s(?:last|first|rest)\sof\s(?:the|our|these)\s{PEOPLE_WORDS}\b",
    r"\b(?:the|this|that|one|another)\s(?:pair|trio|couple|duo|threesome)\b(?!\sof\b)",
    r"\ban?\s(?:[\w-]{1,14}\s)?couple\b(?!\sof\b|\smore\b|\sa\b|\syears\b)",
    r"\ba\s(?:half-|step-?)?brother\sand\s(?:a\s|his\s)?(?:half-|step-?)?sister\b",
    r"""\b(?:an?|one)\s(?:boy|girl|brother|sister|son|daughter|baby|toddler)\sand\s(?:an?|one
    |his|her)\s
        (?:[\w-]{1,12}\s)?(?:boy|girl|brother|sister|son|daughter|baby|toddler)\b
        |\b(?:siblings|children|girls|boys|twins)\s(?:concerned|involved|in\squestion)\b""",
    rf"""\b(?:other\sthan|except|excepting|apart\sfrom|aside\sfrom|save|bar|but)\s(?:for\s)?
        (?:an?|the|one)\s(?:{BEFORE}{PERSON}|\w{{3,9}}est\b|(?:new|recent|late)\s(?:arrival
        |entrant))
        {NO_MORE}(?!\s(?:may|can|should|must|is))""",
    rf"\b(?:it|this|which|that)\s(?:concern(?:s|ed)|involv(?:es|ed))\s(?:an?|one)\s{BEFORE}{PERSON}{NO_MORE}",
    rf"""\bwe\s(?!(?:need|want|wish|ask|would|help
    |support)\w{{0,3}}\b)(?:also\s)?(?:\w{{2,12}}ed|lost|found|sought
        |took|made|met|know\sof|knew|have|had)\s(?:an?|one)\s{BEFORE}
        (?:child|baby|infant|toddler|boy|girl|lad|teenager|young\s(?:person|man|woman)|newborn
        |care\sleaver|foster\scarer|sibling\sgroup|unaccompanied\sminor){NO_MORE}""",
    rf"\b(?:a|the)\s{BEFORE}{PERSON},\s(?:aged\s)?(?:\d{{1,2}}|[a-z]{{3,9}}teen|ten|twelve|nine|eight|seven|six|five),",
    r"\b(?:the|just\sthe|only\sthe|our)\sone\s(?:[a-z][\w’'-]{0,20}\s){0,2}?"
    rf"(?:{PERSON}|{EVENT}|allegation|complaint|referral|case|placement|admission|application){NO_MORE}",
]
# “He is the second care leaver to go to university”, where no director or manager is named
PRONOUN = re.compile(
    r"^(?:He|She|His|Her)\s(?!(?:Majesty|Honour|Royal)\b)[\w’'-]{1,20}", re.IGNORECASE
)
WORKS_HERE = re.compile(
    r"""\b(?:director|manager|heads?|chair|judge|inspector|councillor|member|officer|lead
    |commissioner
    |consultant|executive|service|staff|team)\b""",
    re.IGNORECASE | re.VERBOSE,
)
COMPILED = [re.compile(pattern, re.IGNORECASE | re.VERBOSE) for pattern in PATTERNS]
NEXT_WORD = re.compile(r"\s([a-z]{2,20})\b")


def one_person(text: str) -> Iterator[Passage]:
    """The passages of a sentence, in no order."""
    for pattern in COMPILED:
        for match in pattern.finditer(text):
            if not is_first_of_two_nouns(text, match.end()):
                yield Passage(match.start(), match.end(), WHY)
    if (match := PRONOUN.match(text)) and not WORKS_HERE.search(text):
        yield Passage(match.start(), match.end(), WHY)


def is_first_of_two_nouns(text: str, end: int) -> bool:
    """“The child poverty strategy”, “a single referral form”: what follows is what is meant."""
    if ENDS_IN_VERB.search(text, 0, end):
        return False  # “both returned home”
    follows = None if MANY.search(text, 0, end) else NEXT_WORD.match(text, end)
    return follows is not None and follows[1] in NOT_OF_CHILDREN - VERBS


def is_of_two_nouns(word: str, after: str) -> bool:
    """“One case system” is a system."""
    return bool(after) and word not in NOT_OF_CHILDREN and after in NOT_OF_CHILDREN - VERBS


ENDS_IN_VERB = re.compile(r"(?:\w\wed|went|came|is|are|was|were)$")
MANY = re.compile(r"(?:people|men|ren|[^s]s)$")
VERBS = frozenset(
    {
        "subject",
        "left",
        "met",
        "set",
        "cut",
        "put",
        "head",
        "lead",
        "need",
        "cost",
        "cause",
        "result",
    }
)
