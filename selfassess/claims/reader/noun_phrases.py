"""Do words before a noun belong to it: “above | the ambitious local target”? The words stand in
noun_phrases.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from .cues import Token

LONGEST = 6  # words before the noun


def begins_noun_phrase(before: Sequence[Token]) -> bool:
    """With “the” or “our” any word may stand there that begins no other phrase; without, an
    adjective that is known."""
    words = [one.word for one in before]
    if len(words) > LONGEST or not all(one[0].isalnum() or one == "%" for one in words):
        return False
    known = _words()
    at = 0
    while at < len(words) and (words[at] in known["openers"] or words[at][0].isdigit()):
        at += 1
    rest = words[at:]
    if known["determiners"].intersection(words[: at + 1]):
        return known["breaks"].isdisjoint(rest)
    return all(one in known["adjectives"] or one[0].isdigit() for one in rest)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}
