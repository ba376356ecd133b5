"""Lists of words, from the TOML files beside this one."""

import re
import tomllib
from pathlib import Path


def read(name: str) -> dict[str, frozenset[str]]:
    """The lists of a file, by name."""
    lists = tomllib.loads((Path(__file__).parent / name).read_text())
    return {key: frozenset(words.split()) for key, words in lists.items()}


WORDS = read("words.toml")


def pattern(name: str) -> re.Pattern[str]:
    """Any of the phrases of a list: `_` stands for a blank, `*` for any ending."""
    phrases = (re.escape(one).replace("_", r"\s").replace(r"\*", r"\w{0,9}") for one in WORDS[name])
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases))})\b", re.IGNORECASE)
