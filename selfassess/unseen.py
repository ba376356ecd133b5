r"""Characters that nobody sees, or that look like others: what is read should be what is seen.

Text from web pages, PDFs and Word brings soft hyphens, zero-width marks, ligatures and spaces and
hyphens of other widths. A reader of words who met them in “T\u00adwo children” would see no number.
"""

import re
import unicodedata

SPACES = re.compile("[\u00a0\u115f\u1160\u1680\u2000-\u200a\u202f\u205f\u3000\u3164\uffa0]")
HYPHENS = re.compile("[\u2010\u2011]")  # Word's own, which keeps its line
NEVER_SEEN = re.compile(
    "[\u00ad\u034f\u180e\u2061-\u2064\u206a-\u206f\ufff9-\ufffb"  # soft hyphens, shaping, notes
    "\u200b\u2060\ufeff\ufffc]"  # zero-width space and joiner, mark of a removed picture
)
LATIN = "A-Za-z0-9\u00c0-\u024f"
MARKS = "\u200c-\u200f\u061c"  # joiners, and which way a script runs
SHAPING = "\ufe00-\ufe0f\U000e0001-\U000e007f"  # of emoji and flags
# Other scripts and emoji need these; beside a Latin letter or digit they only hide it.
BESIDE_LATIN = re.compile(f"(?<=[{LATIN}])[{MARKS}{SHAPING}]+(?!\u20e3)|[{MARKS}]+(?=[{LATIN}])")
LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
SHAPES = str.maketrans(LIGATURES | FULL_WIDTH)


def without_unseen(text: str) -> str:
    """The text as it looks: usual spaces and hyphens, whole letters, nothing hidden in a word."""
    if text.isascii():
        return text
    text = NEVER_SEEN.sub("", HYPHENS.sub("-", SPACES.sub(" ", text))).translate(SHAPES)
    return BESIDE_LATIN.sub("", text)


def as_read_aloud(text: str) -> str:
    """Also with signs that stand for a number or letter, “②”, as that: to be looked through."""
    if text.isascii():
        return text
    return "".join(map(_letter, without_unseen(text)))


def _letter(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain.isascii() and plain.isalnum() else sign
