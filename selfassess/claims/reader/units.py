"""What a number measures or counts: per cent, points, pounds, days, or the noun after it."""

import re

PERCENT = re.compile(r"\s?%(?!\s?-?points?\b)|[\s-]?per\s?cent\b(?!\s?-?points?\b)|\s?pc\b", re.I)
POINTS = re.compile(
    r"\s?(?:%|percentage|per\s?cent(?:age)?)[-\s]?points?\b|\s?ppts?\b|\s?pp\b|\spoints?\b", re.I
)
SCALE = re.compile(r"\s?(?:(millions?|m)|(billions?|bn)|(thousands?|k))\b", re.I)
ZEROS = (6, 9, 3)
PER = re.compile(
    r"(?:[-\s(]{1,2}(?!(?:rates?|were|was|is|are)\b)[^\W\d][\w’'-]{0,20}){0,5}?[\s(]{1,2}(?:per|(?:for|in)\severy)\s(10,?000|100,?000|1,?000|100|(?:ten|a\shundred|a|one)\sthousand|a\shundred|10\s?k)(?!\d)",
    re.I,
)
TIME = re.compile(
    r"(?P<join>[-\s]?)(?P<kind>(?:working|calendar|school|consecutive|full|term|further|whole)[\s-])?"
    r"(?P<unit>minute|hour|hr|day|week|wk|month|mth|quarter|year|yr)(?P<many>s?)\b",
    re.I,
)
BASES = {"ten thousand": "10,000", "10k": "10,000", "a hundred thousand": "100,000"}
UNIT_OF_TIME = {"hr": "hour", "wk": "week", "mth": "month", "yr": "year"}
DISTANCE = re.compile(r"[-\s]?(?:miles?|km|kilometres?|metres?)\b", re.I)
FTE = re.compile(
    r"\s?(?:FTEs?\b|full[-\s]time[-\s]equivalents?|WTEs?\b|whole[-\s]time[-\s]equivalents?)", re.I
)
TIMES = re.compile(r"\s(?:times|fold)\b|-?fold\b|\s?x\b", re.I)
FREQUENCY = re.compile(r"[-\s](?:hour|dai|week|fortnight|month|quarter|year)ly\b", re.I)
ADJECTIVE = re.compile(r"-[a-z]{2,}(?!\w)", re.I)
WORD = re.compile(r"[-\s]{1,2}([^\W\d_][\w’'-]{0,24})")

SINGULAR = {
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "staff": "staff",
    "families": "family",
    "enquiries": "enquiry",
    "inquiries": "enquiry",
    "vacancies": "vacancy",
    "bases": "basis",
}
HEADS = re.compile(
    r"(?:assessments|reviews|plans|visits|interviews|meetings|conferences|cases|episodes|homes|orders"
    r"|workers|applications|checks|posts|teams|audits|enquiries|staff|managers)"
)
# A noun group ends before these: “13 children | with a plan”.
ENDS_GROUP = re.compile(
    r"(?:of|in|with|were|was|had|has|have|are|is|at|on|for|who|which|that|whose|and|or|to"
    r"|from|by|as|compared|per|where|when|than|but|not|been|being|did|do|does|can|could"
    r"|will|would|should|may|this|these|those|it|they|we|against|between|during|within"
    r"|since|until|before|after|while|so|also|only|there|their|our|its|if|because|into|out"
    r"|over|under|about|last|each|every|more|fewer|less|higher|lower|better|worse|longer"
    r"|shorter|above|below|up|down|once|now|then|as|one|two|three|four|five|six|seven|eight|nine|ten)"
)
INSIDE_GROUP = frozenset({"after"})  # “looked after children”


def noun_after(text: str, at: int, *, one: bool) -> str:
    """The noun that a number counts, in the singular, if it stands within four words after it."""
    words: list[str] = []
    for _ in range(5):
        match = WORD.match(text, at)
        if not match:
            break
        word = match[1].lower()
        looked_after = word in INSIDE_GROUP and words[-1:] == ["looked"]
        if ENDS_GROUP.fullmatch(word) and not looked_after:
            break
        words.append(word)
        at = match.end()
        if _is_plural(word):
            head = WORD.match(text, at)  # “12 children reviews” are reviews
            return singular(head[1].lower() if head and HEADS.fullmatch(head[1].lower()) else word)
    return _only(words) if one else ""


def _only(words: list[str]) -> str:
    """The noun of “one child looked after by us”, “one looked after child”."""
    if words[:2] == ["looked", "after"]:
        words = words[2:]
    ends = (at for at, word in enumerate(words) if word.endswith(("ed", "ing")))
    group = words[: next(ends, len(words))]
    return group[-1] if group else ""


def singular(word: str) -> str:
    word = re.sub(r"[’']s?$", "", word)
    if word in SINGULAR:
        return SINGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _is_plural(word: str) -> bool:
    if word.endswith(("’s", "'s", "s’", "s'")):
        return False  # “21 children’s homes” are homes
    return word in SINGULAR or (
        len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    )


def per(base: str) -> str:
    """“per 10,000”, also of “per ten thousand” and “per 10k”."""
    said = " ".join(base.lower().replace(",", "").split()).replace("0 k", "0k")
    return f"per {BASES.get(said) or (f'{int(said):,}' if said.isdigit() else said)}"
