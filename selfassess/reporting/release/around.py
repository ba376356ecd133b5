"""What stands around a number that counts nobody.

Every pattern has an example, and every repetition is bounded."""

import re

# “I should own up that …” and “we may report …” are no rules.
FRANK = re.compile(
    r"""\b(?:I|we|it|this|one)\s(?:should|must|may|can|might|could|would)\s(?:(?:not|now|also|just|only|be|like|wish
    |want|to)\s){0,4}(?:not(?:ed|e)|say|said|add(?:ed)?|report|confirm|admit|own|stress(?:ed)?|mention(?:ed)?|acknowledge
    |record|wish|make|conceal|hide|name|recall|remember|cite|claim|(?:only|just)\s(?:find|see|point|count|think))\b
    |\bshould\s(?:be|read)\s(?=\d)
    |\bshould\sbe\s(?:read|treated|taken|viewed|seen)\s(?:with|as|in)\b""",
    re.IGNORECASE | re.VERBOSE,
)

# What stands before a number.
BEFORE = [
    # “each child has one plan”, not “each of the three” and not “every child bar one”
    r"\b(?:each|every|any|per)\s(?!of\b|one\b)(?!.{0,60}\b(?:bar|but|except|save|apart|other|minus)\b)"
    r"(?:[\w’'-]{1,20}\s){1,6}$",
    # “no one”, “not one”
    r"\b(?:no|any|every|not)[\s-]$",
    # “day one of two”, “for every pound three are saved”, “low (2 out of 5)”
    r"\b(?:day|week|part|phase|stage|step|session)\s(?:one|two|\d)\sof\s$|\bfor\severy\s(?:pound|hour|£1|day|minute)\b.{0,75}$",
    r"\b(?:low|high|medium|moderate|good|fair|strong)\s\((?=$)",
    # “a day or two”
    r"\b(?:an?|another)\s(?:day|week|month|year|hour|minute)\sor\s$",
    # “page four”, “period 4”, “a standard of 5”, “two to one”, “each one”, “the next one”
    r"\b(?:pages?|periods?|chs?|paras?|sections?|kpis?|annex|ks|volumes?|v|weekends?)\.?\s(?:\d\s?(?:&|and|to|,)\s)?$",
    r"\b(?:standard|target|benchmark|norm|limit|ceiling|cap|maximum|minimum)\sof\s$|\b(?:each|next)\s$",
    r"(?<!from\s)(?<!quarter\s)\b(?:one|two|three|four|five|six|ten|\d{1,2})\sto\s$",
    r"\b(?:is|are|was|were|be|been)\sat\s$",
    r"\b(?:is|are|was|were|aged)\s(?:still\s)?(?:under|over)\s$",
    # “pledge number 4”, “one form replaced three”, “it takes two to make a plan”
    r"(?:^|\b(?:pledge|offer|promise|standard|priority|our)\s)number\s$|\breplac(?:e|es|ed|ing)\s(?:the\s)?$|\bit\stakes\s$",
    # “to the nearest five”, “counts below six”, “by a factor of two”
    r"\b(?:nearest|factor\sof|(?:figures|counts|numbers|cells|values)\s(?:of\s)?(?:below|under|(?:fewer|less)\sthan))\s$",
    # “families value having one person”
    r"\b(?:having|want(?:s|ed)?|values?|valued|valuing|(?<!\bI\s)(?<!\bwe\s)ask(?:s|ed)?\sfor|prefer\w{0,4}|needs?|requires?)\s$",
    # “we start at nine, eleven and two”
    r"\b(?:starts?|begins?|meets?|opens?|closes?|sits?|runs?|visits?|calls?)\sat\s(?!the\b|our\b)[\w,\s]{0,30}$",
    r"\bone\sby\s$|\ban?\s$|\bratio\s(?:of\s)?[^.;]{0,40}$",
    # “19 on average”, not “on average 19 across the three”
    r"\b(?:averag\w{1,4}|avg|on\saverage)\b(?!\s(?:hides|masks|conceals|includes|is\s(?:pulled|skewed|raised)))[^,;]{0,40}$(?<!across\sthe\s)(?<!over\sthe\s)(?<!for\sthe\s)(?<!of\sthe\s)(?<!across\s)",
    # “caseloads are down by two”, “workers hold no more than four cases”
    r"\bcaseloads?\s(?!of\s(?:\w+\s)?(?:children|young))(?:are|is|of|were|was|fell|rose)\b[^.;,]{0,40}$",
    r"\b(?:workers?|teams|IROs?|practitioners?|advisers?|PAs|staff)\s(?:(?:should|may|can|now|each)\s)?"
    r"(?:holds?|works?\swith|carry|carries|looks?\safter|takes?)\b[^.;]{0,40}$",
]
# What stands after it.
AFTER = [
    # “two or more”, “three of the five million”; “five children had three or more”
    r"\s(?:(?!\d|(?:one|two|three|four|five|six|ten)\b)[\w’'-]{1,20}\s){0,3}or\s(?:more|over)\b(?!\sthan\sone\b)",
    r"\s(?:(?:of|out\sof)\s(?:the|our)\s[\w.]{1,9}\s)?(?:million|billion|thousand)\b",
    # “one another”, “one size fits all”, “one by one”, “one day”, “one or another”
    r"\s(?:another|by\sone|to\sone|on\sone|or\s(?:another|the\sother)|side|hand|stop|size|off)\b",
    # “two lower than”, “three above the norm”, “two below the England figure”
    r"\s(?!(?:is|are|was|were)\b)(?:[\w’'-]{1,20}\s)?(?:above|below|under\sthe|(?:over|under|off)\starget|lower|higher|better|worse|ahead|behind|quicker|slower|adrift)\b"
    r"(?:\s(?:than|of))?\s(?:(?:the|our)\s)?",
    # “one to each school”, “three and a half”
    r"\sto\seach\b|\sand\sa\s(?:half|quarter|third)\b",
    r"\s(?:upwards|onwards|and\s(?:over|under|above|below|up|upwards|older|younger)\b)|\s?(?:to|-|–)\s?\d{1,2}\syears?\sold",
    # “4 green, 2 amber”, “5-9: 340”
    r"\s(?:green|amber|red)(?=[,.;]|\s\(|\sand\b|$)|:\s?\d",
    # “the 4 Cs”, “one day’s leave”
    r"\s(?:[bcdprt]s\b|(?:day|week|month|year|hour)s?[’']s?\s)",
    # “one too many”, “four o’clock”, “4 p.m.”, “one per cent”
    # “the story is one of recovery”
    r"\sof\s(?!the\b|our|these|those|them|whom|which|his\b|her|their|us\b|its\b|my\b|your\b|that\b|this\b|all\b|\d|two|three|four|five"
    r"|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|only|just|[\w-]{2,15}s\b|a\b|an\b|children|young|people)[a-z]",
    # “in one respect”, “one pound”, “one cannot”
    r"\s(?:respect|sense|way|word|sentence)\b|\s(?:cannot|can|must|should|may)\b",
    r"\stoo\s(?:many|few)\b|\so[’']clock\b|\s(?:and\s\d{1,2}\s)?[ap]\.?m\b|\sper\scent\b",
]
