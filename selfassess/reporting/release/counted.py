"""What a number in a sentence counts: children and what happens to them, or posts, teams and so on.

A small number of the first kind can tell who a child is; one of the second kind cannot. The nouns
are in the singular, as the reader of numbers gives them.
"""

import re
import tomllib
from pathlib import Path

from selfassess.claims.reader.units import noun_after, singular

NOUNS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads((Path(__file__).parent / "nouns.toml").read_text()).items()
}
CHILDREN, OF_CHILDREN = NOUNS["children"], NOUNS["of_children"]
FOR_CHILDREN = NOUNS["for_children"]
NOT_OF_CHILDREN = NOUNS["staff"] | NOUNS["organised"] | NOUNS["work"]
# As a part of all that were looked at, it stands for a child's case.
LOOKED_AT = frozenset({"audit", "record", "file", "form", "sample", "decision", "survey", "reply"})

PEOPLE_WORDS = r"""(?:child(?:ren)?|bab(?:y|ies)|infants?|toddlers?|boys?|girls?|teenagers?
    |teens?
    |siblings?|brothers?|sisters?|twins?|triplets?|young\s(?:person|people|men|man|women|woman)
    |people|persons?|youngsters?|famil(?:y|ies)|households?|mothers?|fathers?|mums?|dads?
    |parents?
    |carers?|adopters?|pupils?|students?|leavers?|UASC|minors?|newborns?|sibling\sgroups?|cases?
    |daughters?|sons?|pregnanc(?:y|ies)|placements?|individuals?|cousins?|grandparents?
    |school(?:boy|girl)s?|unborns?|tenants?|orphans?|refugees?|residents?|applicants?|(?:over|under)-(?:\d{1,2}|one|two|five)s
    |strategy\s(?:meetings?|discussions?)|near\smiss(?:es)?|medication\serrors?|(?:secure
    |remand)\sbeds?)"""
# “Children’s homes”, “family workers” and “case files” are no children.
NO_PEOPLE = r"""(?![’']s\s(?:homes?|centres?|services?)|\s(?:support|protection|services?
    |workers?
    |homes?|centres?|practitioners?|hubs?|conferenc\w{1,3}|teams?|managers?|champions?|panels?
    |forums?|councils?|advocates?|networks?|groups?|boards?|trainers?|nurs\w{1,4}|participation
    |courts?|holders?|recording|systems?|loads?|audits?|studies|study|files?|notes?|records?
    |summaries|law|recruit\w{1,5}|management|poverty|safeguarding|friendly|referral\sunits?
    |centred|premium
    |offers?|voices?|surveys?|therap\w{1,4}|officers?|advisers?|justice|offending|coordinators?
    |clubs?|clinics?
    |allowances?|strateg\w{1,3}|commissioners?|champions?|budgets?|costs?|handbook))"""
NAMES_CHILDREN = re.compile(
    r"""\b(?:child(?:ren)?(?![’']s\s(?:services?|homes?|centres?|social|commissioner|workforce))
    |bab(?:y|ies)|infants?|toddlers?|boys?|girls?|teenagers?|teens?|siblings?|brothers?|sisters?
    |twins?|triplets?|young\s(?:person|people|men|man|women|woman)|youngsters?
    |famil(?:y|ies)(?!\s(?:hubs?|support|workers?|group|court|centres?|help))|households?
    |mothers?|fathers?|mums?|dads?|parents?|carers?|adopters?|pupils?|care\sleavers?|UASC
    |under-?(?:fives?|ones?|twos?|5s|1s|2s)|minors?|newborns?|unborn|victims?|looked[\s-]after
    |cases?|audited|placed|adopted|missing|pregnan\w{1,4}|placements?|referrals?
    |(?:care|supervision|placement|adoption)\sorders?|were\sgood|inadequate
    |(?:went|going|return\w{0,3}|came)\shome|in\s(?:\w{1,14}\s)?(?:care|custody|hospital)
    |year[\s-]olds|(?:number|those|numbers)\s(?:seen|visited|waiting))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHERS = r"""\b(?:posts?|vacanc\w{1,3}|teams?|staff|staffing|workers?|managers?|practitioners?
    |services?|schools?|districts?|areas?|advisers?|panels?|boards?|apprentices?|officers?
    |agenc\w{1,3}|partners?|priorit\w{1,3}|actions?|hubs?|centres?
    |(?:children[’']s|care|residential)\shomes?|reports?|indicators?|KPIs?|measures?|targets?
    |figures|sources?|recommendations?|chairs?|nurses?|teachers?|governors?|councils?
    |authorit\w{1,3}|sessions?|courses?|workshops?|meetings|pilots?|ratings?|scores?|graded?\sat
    |inspect\w{1,5}|strands?|themes?|recruit\w{0,5}|training|colleagues?|solicitors?|lawyers?
    |contracts?|providers?|ward|cars?|policies|strateg\w{1,3}|systems?|budgets?
    |visits\sto\sother|rooms?|buildings?)\b"""
NAMES_OTHERS = re.compile(_OTHERS, re.IGNORECASE | re.VERBOSE)
# “Two are newly qualified workers”, from the number on.
IS_OTHERS = re.compile(
    rf"""^\w{{1,6}}\s(?:are|were|is|was|more|further|of\s(?:the|our|these|those))\s
    (?:(?!because|as|when|while|since|by|to|for|with|in|on
    |at)[\w’'-]{{1,20}}\s){{0,3}}?{_OTHERS}""",
    re.IGNORECASE | re.VERBOSE,
)
# “two more of our young people”: at most three words between a number and whom it counts.
PEOPLE_NEXT = re.compile(
    rf"""\s(?:(?:more|further|other|additional)\s)?(?:(?:sets?\s|pairs?\s)?of\s)?
    (?:(?!of\b|in\b|for\b|to\b|with\b|at\b|on\b|and\b|or\b|by\b|from\b)[a-z\d][\w’'-]{{0,20}}\s){{0,3}}?
    (?P<people>{PEOPLE_WORDS})\b{NO_PEOPLE}""",
    re.IGNORECASE | re.VERBOSE,
)
OF = re.compile(r"\sof\s(?:the|our|its|these|those|their)\s", re.IGNORECASE)
# “One team covers children” counts no children.
MANY = re.compile(r"people|men|women|ren$|UASC|(?<!s)s$", re.IGNORECASE)
# “Peer reviews”, “service plans”, “internal audits” are about no child.
OF_THE_SERVICE = re.compile(
    r"""\b(?:peer|service|team|staff|workforce|themed?|thematic|annual|quarterly|strategic
    |strategy|corporate|business|delivery|improvement|recovery|development|budget|policy
    |financial
    |internal|external|sector|sector-led|partnership|member|scrutiny|commissioning|contract
    |project|programme|structural|process|learning|data|council|national|regional|media|press|IT
    |community|engagement|celebration|training|governance|inspection|Ofsted|LGA|monitoring
    |staffing|recruitment|sufficiency|transformation|spending|exit|main|key|top|common)\b""",
    re.IGNORECASE | re.VERBOSE,
)
ALL = CHILDREN | OF_CHILDREN | FOR_CHILDREN | LOOKED_AT
_AS_READ = {
    "people": "person",
    "babie": "baby",
    "children": "child",
    "criteria": "criterion",
    "men": "man",
    "women": "woman",
    "halve": "half",
}


def noun(unit: str) -> str:
    """The unit that the reader gives, as it stands in these lists."""
    return _AS_READ.get(unit, unit)


def tells_no_child(unit: str) -> bool:
    """Also “half-day”, “minibuse” and “halve”, as the reader makes them of the plural."""
    name = noun(unit)
    if name in CHILDREN | OF_CHILDREN | FOR_CHILDREN or not name:
        return False
    last = name.rsplit("-", 1)[-1]
    forms = {name, last, last.removesuffix("e"), re.sub("ve$", "f", last)}
    return not forms & CHILDREN and bool(forms & NOT_OF_CHILDREN)


def are_people_next(text: str, at: int, *, one: bool) -> bool:
    """Do people follow a number? Not those whom a service counted by it works for."""
    match = PEOPLE_NEXT.match(text, at)
    if not match:
        return False
    if one:
        return not MANY.search(match["people"]) or " of " in match[0].lower()
    of = OF.match(text, at)  # “two of our aims concern children”
    counted = noun_after(text, of.end() - 1 if of else at, one=False)
    return not tells_no_child(counted) or counted == singular(match["people"].split()[-1].lower())


def is_of_the_service(text: str, at: int, unit: str) -> bool:
    """“Four service plans”: does a word between a number and its noun say that it is no child's?"""
    if noun(unit) not in FOR_CHILDREN | LOOKED_AT | {"conference", "plan", "review"}:
        return False
    group = text[at : at + 60].split(unit.removesuffix("y"), 1)[0]
    return bool(OF_THE_SERVICE.search(group)) and not NAMES_CHILDREN.search(group)


def is_of_others(text: str, at: int | None = None) -> bool:
    """Is a sentence about posts, teams and the like, and names no child? `at`: where a number
    stands that has no noun; what it counts is named before it, or it is said to be that."""
    if NAMES_CHILDREN.search(text):
        return False
    if at is None:
        return NAMES_OTHERS.search(text) is not None
    return bool(NAMES_OTHERS.search(text[:at]) or IS_OTHERS.search(text[at:]))
