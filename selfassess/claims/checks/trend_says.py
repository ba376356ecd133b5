"""How people say that figures moved: better, worse, up, down, not at all."""

import re

SAYS = re.compile(
    r"\b(?:"
    r"(?P<better>improved|improves|improving|(?:an|significant|marked|steady|further|clear"
    r"|real|continued|"
    r"slight|big|this is|good) improvement"
    r"|(?<!been\s)(?<!was\s)(?<!were\s)(?<!being\s)(?<!we\s)strengthened(?=\s(?:to|from|during|this"
    r"|over|since|again|slightly|considerably)\b|[.,;])"
    r"|(?:getting|got|gets) (?:quicker|faster|better|timelier|more timely)"
    r"|better than (?:in )?(?:the )?(?:last|previous"
    r"|quarter before))"
    r"|(?P<worse>worsened|worsening|deteriorat(?:ed|ing|ion)|slipped|weakened"
    r"|(?:getting|got|gets) (?:worse|slower)"
    r"|worse than "
    r"(?:in )?(?:the )?"
    r"(?:last|previous))"
    r"|(?P<up>climb(?:ed|ing)|(?:crept|edged|inched) up|soared|surged"
    r"|(?<!been\s)(?<!was\s)(?<!were\s)picked up(?=\s(?:to|from|this|again|during|since|slightly)\b"
    r"|\sin\s(?:Q[1-4]|the\squarter)\b|[.;])"
    r"|rose|risen|rising|increased|increasing|grown|grew|gone up|went up|(?:an|slight"
    r"|significant|"
    r"further|this is an) increase|up(?=\s(?:from|on|since|slightly|again)\b))"
    r"|(?P<down>dipped|slid|shrank|shrunk|(?:crept|edged|inched) down"
    r"|fell(?!\sshort)|fallen(?!\sshort)|falling(?!\sshort)|decreased|decreasing|dropped|dropping|declined|declining"
    r"|reduced|"
    r"(?:gone|went|came|come|coming) down"
    r"|(?:a|slight|significant|further|this is a) (?:reduction|decrease"
    r"|fall|drop)|"
    r"down(?=\s(?:from|on|since|slightly|again|to)\b))"
    r"|(?P<unmoved>(?:little or )?no change"
    r"(?= in (?!how|what|who|the way|practice|policy)|[.,;]|$)|unchanged"
    r"|(?:did|do|does|has|have)(?: not|n[’']t) (?:change|changed|moved?)"
    r"(?!\s(?:our|the|how|any\w*|what|this|their|its|who)\b)"
    r"|(?:stay(?:s|ed)?|remain(?:s|ed)?|is|are) (?:exactly )?the same(?! \w))"
    r"|(?P<same>(?:remain\w*|been|stayed|is|are|kept|fairly|broadly|relatively) (?:very "
    r"|fairly |broadly |"
    r"relatively )?(?:stable|steady|the same|consistent|constant))"
    r")(?!\w)",
    re.IGNORECASE,
)
# It has not happened, or is not said to have happened
UNSAID = re.compile(
    r"\b(?:to|will|should|must|would|could|may|might|can|cannot|need(?:s|ed)? to|aim\w*"
    r"|hope\w*|planned|"
    r"expect\w*|intend\w*|target\w*|if|until|unless|not|never|no|yet|require\w*|want\w*"
    r"|further work|"
    r"support|help\w*|for)\s(?:(?:be|have|been|yet|see|seen|a|an|the|continue|further|in "
    r"order)\s){0,3}$"
    r"|n[’']t\s(?:\w+\s)?$",
    re.IGNORECASE,
)
RUNNING = re.compile(
    r"\b(?P<n>second|third|fourth|two|three|four|2nd|3rd|4th)\s(?:consecutive\s"
    r"|successive\s)?quarters?\s"
    r"(?:(?:in a row|running|of)\b)|\b(?P<m>second|third|fourth|two|three"
    r"|four)\s(?:consecutive|successive)"
    r"\squarters?\b",
    re.IGNORECASE,
)
HOW_MANY = {"second": 2, "two": 2, "2nd": 2, "third": 3, "three": 3, "3rd": 3} | dict.fromkeys(
    ("fourth", "four", "4th"), 4
)
YEAR = re.compile(
    r"\b(?:year|annual\w*|20\d\d|last (?:summer|winter|spring|autumn)|inspection)\b", re.I
)
SINCE_LAST = re.compile(r"(?:since|from|than|on)\s", re.I)
SINCE = re.compile(
    r"\b(?:since|from|than|on|with|to|between)\s(?:the\s|those\s(?:of|in)\s)?$", re.I
)
AND_TO = re.compile(r"\s(?:again\s|slightly\s|further\s)?to\s(?:just\s|only\s|about\s)?")
