"""Sentences of a text, with where they stand in it.

`identifying.passages` splits in a simpler way and keeps it: what people decided about a passage is
stored under a digest of its words, so its passages must not begin or end elsewhere.
"""

import re
from collections.abc import Iterator

from .sentence import Sentence

# Where a sentence may end: at a line end, after a full stop and a space, and at a full stop that
# has lost its space (“in 2013-14.The majority”).
CANDIDATES = re.compile(
    r"\n+|[.!?…]{1,3}[”’\"')\]]{0,3}(?=\s)|(?<=[a-z\d)])\.(?=[A-Z][a-z]{1,20}\s)"
)
# “- ”, “1. ”, and the “- 1. ” and “**1.** ” of texts that came from elsewhere.
LIST_MARK = re.compile(r"(?:- )?(?:\*{0,2}\d{1,3}[.)]\*{0,2}(?:\s|$)|(?<=- ))")
BEFORE_MARK = re.compile(r"(?:^|\n)(?:- )?\*{0,2}$")
LAST_WORD = re.compile(r"[\w.]{1,12}$")
FIRST_WORD = re.compile(r"[”’\"'(\[“‘]{0,3}(\w{1,20})")

NEVER_LAST = re.compile(
    r"(?:approx|st|e\.g|eg|i\.e|ie|vs|cf|al|mr|mrs|ms|mx|dr|prof|rev|hon|cllr|messrs)"
)
# “No. 3”, “s. 47”, “Sept. 2019”; with a word after them they may well be last.
BEFORE_DIGITS = re.compile(
    r"(?:no|nos|number|vol|ch|q|qtr|p|pp|para|paras|s|ss|sec|sect|reg|regs|art|fig|figs|ref"
    r"|ext|tel|c|ca|v|avg|min|max|wk|wks|yr|yrs|mth|mths|hrs|jan|feb|mar|apr|jun|jul|aug"
    r"|sep|sept|oct|nov|dec)"
)
LETTERED = re.compile(
    r"(?:child|person|parent|sibling|mother|father|family|worker|case|plan|appendix|annex"
    r"|section|group|team|category|option|school|home|carer|area|grade|level|vitamin)"
)
OPENING_WORDS = re.compile(
    r"(?:a|an|all|although|and|as|at|both|but|by|during|each|every|for|from|he|her|his"
    r"|however|if|in|it|its|many|most|no|not|of|on|one|our|she|since|some|that|the|their"
    r"|there|these|they|this|those|two|we|when|where|while|with)"
)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order, without list marks and without spaces around them."""
    begin = 0
    for end in (*_ends(text), len(text)):
        start = begin + len(text[begin:end]) - len(text[begin:end].lstrip())
        if _begins_line(text, start) and (mark := LIST_MARK.match(text, start)):
            start = mark.end()
        words = text[start:end].rstrip()
        if words:
            yield Sentence(start=start, end=start + len(words), text=words)
        begin = end


def _ends(text: str) -> Iterator[int]:
    for candidate in CANDIDATES.finditer(text):
        if _is_end(text, candidate):
            yield candidate.end()


def _is_end(text: str, candidate: re.Match[str]) -> bool:
    if candidate[0].startswith("\n"):
        return True
    following = text[candidate.end() : candidate.end() + 40].lstrip(" \t\u00a0")
    if following[:1].islower():
        return False
    if candidate[0] != ".":
        return True
    before = LAST_WORD.search(text, max(0, candidate.start() - 12), candidate.start())
    if not before:
        return True
    word = before[0].lower()
    if NEVER_LAST.fullmatch(word):
        return False
    if BEFORE_DIGITS.fullmatch(word) and following[:1].isdigit():
        return False
    if word.isdigit() and BEFORE_MARK.search(text[max(0, before.start() - 6) : before.start()]):
        return False  # the mark of a numbered list
    return not _is_initial(text, before, following)


def _is_initial(text: str, word: re.Match[str], following: str) -> bool:
    """“J. Smith” is one; “It was child A. The plan …” is not."""
    if len(word[0]) != 1 or not word[0].isupper() or word[0] == "I":
        return False
    named = LAST_WORD.search(text[max(0, word.start() - 16) : word.start()].rstrip())
    if named and LETTERED.fullmatch(named[0].lower()):
        return False
    first = FIRST_WORD.match(following)
    return first is not None and not OPENING_WORDS.fullmatch(first[1].lower())


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"
