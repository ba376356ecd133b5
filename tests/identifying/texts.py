"""The two lists against which the rules are judged, each in two halves.

The rules were made while looking at the odd lines alone; the even ones were held out, and what the
rules find in them says what to expect of texts that nobody has seen.
"""

from pathlib import Path


def read(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


A_CHILD = read("a_child.txt")
NOT_A_CHILD = read("not_a_child.txt")


def seen(texts: list[str]) -> list[str]:
    return texts[::2]


def held_out(texts: list[str]) -> list[str]:
    return texts[1::2]
