"""Whether a sentence tells what was, or what is always so."""

from collections.abc import Sequence

from .lists import WORDS
from .nouns import Noun, noun_of

PAST_VERBS, ONLY_PAST = WORDS["past_verbs"], WORDS["only_past"]
PERFECT, AFTER_HAVE = WORDS["perfect"], WORDS["after_have"]
NO_VERB_IN_ED, BEFORE_PARTICIPLE = WORDS["no_verb_in_ed"], WORDS["before_participle"]
PRESENT, SAID = WORDS["present"], WORDS["said"]
OBJECTS = frozenset(["a", "an", "the", "to", "no", "one"])  # “has | a plan” is no perfect
BEFORE_ED = frozenset(["the", "a", "an", "this", "our", "their", "its"])  # “the | funded place”
SHOULD = frozenset(["should", "could", "would", "might", "must"])  # “should | have issued”
PASSIVE = frozenset(["who", "whose", "was", "were", "had"])
ADVERBS = frozenset(
    ["always", "often", "never", "still", "now", "also", "first", "then", "sometimes"]
)
TO_WHOM = frozenset(["us", "me", "him", "her", "them"])  # “carers told us” is no participle
NEAR = 18  # words from a noun to its verb
OTHERS = ("we", "i", "they", "it")  # “… a child, and we are disputing it”


def tells_what_was(words: Sequence[str]) -> bool:
    """“Three moved” and “one has moved” do; “children are moved when …” does not."""
    return any(_is_past(words, at) for at in range(len(words)))


def _is_past(words: Sequence[str], at: int) -> bool:
    word, before, after = words[at], _at(words, at - 1), _at(words, at + 1)
    if word in ONLY_PAST:
        return True
    if word in PERFECT or word.endswith("’ve"):
        is_part = after.endswith(("ed", "en", "ly")) and after != "only"
        return is_part or after in PAST_VERBS | AFTER_HAVE
    is_verb = word in PAST_VERBS or (word.endswith("ed") and word not in NO_VERB_IN_ED)
    return is_verb and not _is_participle(words, at, before)


def _is_participle(words: Sequence[str], at: int, before: str) -> bool:
    """“Is visited”, “a newly placed child”, “children placed abroad are visited”"""
    if (before.endswith("ly") and before != "family") or before in ADVERBS:
        before = _at(words, at - 2)
    of_people = noun_of(before) is Noun.PERSON and _at(words, at + 1) not in TO_WHOM
    of_people = of_people and _at(words, at + 1) in WORDS["ends"]
    in_present = {"is", "are", "can", "may"} & set(words[at : at + 12])
    return at == 0 or before in BEFORE_PARTICIPLE or bool(of_people and in_present)


def verb_after(words: Sequence[str], at: int) -> str:
    """The first word after a noun that is a verb, as far as lists tell; “was” and “had” stand for
    what was and what has been. “A child | who is ill had no nurse”: not the one of “who”."""
    of_who = ""
    for one in range(at, min(at + NEAR, len(words))):
        word, before, after = words[one], _at(words, one - 1), _at(words, one + 1)
        if word in (".", ";", ":") or (word in ("and", "but") and after in OTHERS):
            break
        if word == "needs" and before in WORDS["of_needs"]:
            continue
        is_past = word in PAST_VERBS or word in PERFECT or word in SAID
        is_past = is_past or (word.endswith("ed") and before not in BEFORE_ED)
        if word in PRESENT and word not in PERFECT and before in ("who", "that", "which"):
            of_who = word
        elif is_past and before in PASSIVE and word not in SAID:
            return "was"
        elif (word in SHOULD and after == "have") or (
            word in PRESENT and word in PERFECT and after not in OBJECTS
        ):
            return "had"
        elif (word in PRESENT or is_past) and before != of_who:
            return word
    return of_who


def _at(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""
