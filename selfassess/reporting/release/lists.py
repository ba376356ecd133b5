"""Lists of words, from the TOML files beside this one."""

import tomllib
from pathlib import Path


def read(name: str) -> dict[str, frozenset[str]]:
    """The lists of a file, by name."""
    lists = tomllib.loads((Path(__file__).parent / name).read_text())
    return {key: frozenset(words.split()) for key, words in lists.items()}


WORDS = read("words.toml")
