"""Whether “a girl”, “the family” or “our youngest child” means somebody, or anybody.

Some mean somebody in any tense. Of the others, what is always so means anybody (“a child is visited
every week”), and what was means somebody.
"""

import re
from dataclasses import dataclass

from .lists import WORDS
from .not_a_count import OF_MANY, is_denied_before, is_of_many
from .nouns import POSSESSIVE, Noun, noun_of
from .tells import OF_CARE
from .tense import verb_after
from .words import ENDS, VERBS, Head, Words

INDEFINITE, DEFINITE = WORDS["indefinite"], WORDS["definite"]
SOMEBODY, SAID, PRESENT = WORDS["somebody"], WORDS["said"], WORDS["present"]
AT_PRESENT, IS_PLACED = WORDS["at_present"], WORDS["is_placed"]
PAST = WORDS["past_verbs"] | WORDS["perfect"]
NEAR = 14  # words from a person to a verb
PRONOUN = re.compile(
    r"\b(?:he|she|him|himself|herself)\b(?![’']s\sbeen\stold|\sor\b|/)(?<!or\she)(?<!or\sshe)", re.I
)
HIS = re.compile(r"\b(?:he|she|his|her)\b(?!\sor\b|/)", re.I)
# Which one it is: “who”, “of nine”, “aged 14”, “in custody”
MORE_OF_HIM = re.compile(
    r"""(?:,|leaving|needing|waiting|who|whose|whom|with|aged|of|in|at|placed|known|concerned|involved|under|from|without|on
    |now|subject|still|also|then|since)$""",
    re.VERBOSE,
)
FIRST_PERSON = re.compile(
    r"""\bwe(?:[’']ve\sgot|\s(?:also\s|now\s|still\s|currently\s)?(?:have|place|know|house|fund
    |support|lost|hold|look\safter|know\sof))\s(?:got\s)?(?:just\s|only\s)?(?:an?)\s""",
    re.IGNORECASE | re.VERBOSE,
)
WOULD = re.compile(
    r"""(?<!\bhad\s)(?<!necessary\s)\b(?:to|would|could|can|might|may|should)\s
    (?!(?:the|a|an|our|be)\b)(?:\w+\s){1,2}$""",
    re.IGNORECASE | re.VERBOSE,
)
THANKS = re.compile(r"\b(?:compliments?|feedback|thank\w{0,3}|praised?|comments?)\b", re.I)
THERE_IS = re.compile(r"\b(?:there\s(?:is|remains)|includ(?:es|ed|ing))\s(?:\w{3,5}\s)?$", re.I)
# “The child | in need policy”, “the carer | of the year”
OF_ANY = re.compile(
    r"""\b(?:voices?|views?|wishes|feelings|needs|rights|interests|world|life|experiences?|eyes|perspectives?|recommend\s\w{2,15}\sto)
    (?:\sof)?\s$""",
    re.IGNORECASE | re.VERBOSE,
)
KIND_OF = re.compile(
    r"\s(?:in\sneed\b|in\smind\b|having\sbeen\b|(?:of|in)\sthe\s(?:year|month)\b)", re.I
)
OF_AGE = re.compile(
    r"""\s(?:of|aged)\s(?:just\s|only\s)?(?:\d{1,2}|[a-z]{3,9})
    (?=[\s,.](?!\s?(?:to|and|or|upwards)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
FOR_ONE = re.compile(r"\b(?:for|of)\s$", re.I)


@dataclass(frozen=True)
class Mention:
    """A person in the singular, as a sentence names one. `at`: where the group of words begins; it
    has no article at the beginning of a sentence, “Mum of four”."""

    words: Words
    at: int
    article: str
    head: Head

    @property
    def name(self) -> str:
        return POSSESSIVE.sub("", self.head.word)

    @property
    def is_by_name(self) -> bool:
        """“Boy”, “aunt”, “ten-year-old”: whoever says it means somebody. “Child” may be any."""
        of_age = (
            any(word.endswith("-old") for word in (self.name, *self.head.before))
            or noun_of(self.name) is not Noun.PERSON
        )
        return self.name in SOMEBODY or of_age

    @property
    def is_indefinite(self) -> bool:
        return self.article in INDEFINITE

    @property
    def start(self) -> int:
        return self.words.all[self.at].start

    @property
    def follows(self) -> str:
        return self.words.lower(self.head.at + 1)

    @property
    def says_more(self) -> bool:
        """“Who …”, “of nine”, “in custody”"""
        return MORE_OF_HIM.match(self.follows) is not None


def is_somebody(one: Mention) -> bool:
    if _is_anybody(one):
        return False
    if not one.article:  # “Mum of four told us …”
        opens = one.words.all[one.at].text[0].isupper()
        return one.is_by_name and one.words.is_past and opens
    if _in_any_tense(one):
        return True
    verb = verb_after(one.words.lowers, one.head.at + 1)
    if verb in PRESENT and not (one.is_by_name and one.words.is_past):
        return _is_at_present(one)
    of_age = OF_AGE.match(one.words.text, one.words.all[one.head.at].end)
    if of_age and one.name in SOMEBODY:
        return True  # “no one would take a boy of twelve”
    of_age = of_age and (one.at == 0 or one.words.lower(one.at - 1) in WORDS["before_age"])
    if ((one.is_by_name and one.says_more) or of_age) and not is_of_many(one.words, one.start):
        return True  # “the newest is a boy of twelve”
    if not one.words.is_past:
        return _is_at_present(one) or _speaks_of_himself(one, verb)
    return not is_of_many(one.words, one.start) and _was(one, verb)


def _is_anybody(one: Mention) -> bool:
    """“The person who asked”, “to win the trust of a child”, “the average child”"""
    is_either = one.follows == "or" and noun_of(one.words.lower(one.head.at + 2)) is Noun.PERSON
    if is_either and not one.words.is_past:
        return True  # “the boy or girl who is missing”
    if _is_of_a_name(one):
        return True
    if KIND_OF.match(one.words.text, one.words.all[one.head.at].end):
        return True
    if OF_ANY.search(one.words.text, 0, one.start) and not one.is_by_name and not one.says_more:
        return True  # “the voice of the child”
    if "single" in one.head.before and is_denied_before(one.words, one.at):
        return True
    if one.name == "person" and not {"young", "connected"} & set(one.head.before):
        return True
    would = WOULD.search(one.words.text, 0, one.start)
    is_done = one.words.is_past and one.name in SOMEBODY  # “it took days to find a boy”
    is_done = is_done and would is not None and would[0].startswith("to ")
    is_met = one.is_by_name and would is not None and would[0].startswith(("would", "could"))
    if would and not (is_done or is_met):
        return True
    is_average = bool({"average", "typical"} & set(one.head.before))
    return is_average or is_two_for_one(one.words, one.head)


def _is_of_a_name(one: Mention) -> bool:
    """“The Family Information Service”"""
    two = [word.text[0] for word in one.words.all[one.head.at : one.head.at + 2]]
    return bool(one.article) and len(two) == 2 and all(letter.isupper() for letter in two)


def is_two_for_one(words: Words, head: Head) -> bool:
    """“Mother | and baby unit”, “boys | and girls club”"""
    if words.lower(head.at + 1) != "and":
        return False
    for at in range(head.at + 3, head.at + 6):
        if words.lower(at) in ENDS | VERBS or not words.lower(at).isalpha():
            return False
        if noun_of(words.lower(at)).is_other or noun_of(words.lower(at)) is Noun.CASE:
            return True
    return False


def _in_any_tense(one: Mention) -> bool:
    """“Our youngest child”, “a mother and her baby”, “we have a girl”, “there is a boy”"""
    text = one.words.text
    if one.head.is_which:
        return one.is_by_name or "same" not in one.head.before or "young" in one.head.before
    if one.follows == "and" and one.words.lower(one.head.at + 2) in ("her", "his", "their"):
        return True
    if one.is_by_name and one.says_more and one.words.lower(one.at - 1) == "is":
        return not is_of_many(one.words, one.start)  # “the oldest is a girl whose order ends”
    if one.article == "this" or (one.article == "that" and one.at == 0):
        return True
    if not one.is_indefinite:
        return one.is_by_name
    at_once = one.follows in ("now", "still", "currently") or OF_CARE.search(text)
    ours = FIRST_PERSON.search(text, 0, one.words.all[one.at].end + 1)
    return bool(at_once or ours or THERE_IS.search(text, 0, one.start))


def _is_at_present(one: Mention) -> bool:
    """“A boy is now in custody”, “a girl is placed 200 miles away”, “a father is suing us”."""
    text = one.words.text
    if not (one.is_by_name or one.is_indefinite):
        return False
    if PRONOUN.search(text, one.start) and not is_of_many(one.words, one.start):
        return True
    of_him = one.is_by_name or one.says_more
    known = AT_PRESENT if of_him else frozenset()
    known |= IS_PLACED if one.is_by_name else frozenset()
    begin = one.head.at + 1
    verbs = (at for at in range(begin, begin + NEAR) if one.words.lower(at) in ("is", "has", "now"))
    after = [one.words.lower(at + 1) for at in verbs]
    return any(word in known or word.endswith("ing") for word in after)


def _speaks_of_himself(one: Mention, verb: str) -> bool:
    """“A pupil told us that his plan is too long”"""
    of_many = is_of_many(one.words, one.start)
    return verb in SAID and not of_many and HIS.search(one.words.text, one.start) is not None


def _was(one: Mention, verb: str) -> bool:
    spoke = verb in SAID or (not verb and THANKS.search(one.words.text))
    if spoke and not one.is_by_name and not one.says_more:
        return PRONOUN.search(one.words.text) is not None
    if one.is_indefinite or one.is_by_name:
        return True
    stands_after = FOR_ONE.search(one.words.text, 0, one.start)
    if stands_after and (not one.says_more or one.follows == ","):
        return one.follows in PAST or one.follows.endswith("ed")  # “done for the carer”
    return not _is_of_records(one)


def _is_of_records(one: Mention) -> bool:
    """“The child was seen in 92% of visits” is of many."""
    of_many = OF_MANY.search(one.words.text) or one.words.lower(0) == "once"
    return bool(of_many)
