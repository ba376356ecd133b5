"""Reads the scores and figures that documents state, or says that they are not clear."""

import re
from decimal import Decimal

from performance.number_format import LARGEST, share

# What is longer is no score and no figure; so patterns cost little, whatever a document holds
LONGEST, LONGEST_CELL = 2_000, 100  # characters
SCALE = re.compile(
    r"\(?\s*(?:on |from )?(?:a |the )?(?:scale (?:of|from) )?"
    r"\b(?:0|zero|1|one)\s*(?:-|–|to)\s*(?:10|ten)\b\s*\)?",
    re.I,
)
UNSCORED = re.compile(
    r"\bnot (yet )?(been )?(scored|rated|given|assessed|graded)|\bn/?a\b|\btbc\b"
    r"|\bno (score|rating)\b|\bnone\b",
    re.I,
)
NUMBER = r"(10|\d)(?:[.,](\d{1,2}))?\s*(½|1/2(?!\d))?"
OUT_OF = re.compile(rf"(?<![\d.,/]){NUMBER}\s*(?:/|out of)\s*(?:10|ten)\b", re.I)
RANGE = re.compile(rf"(?<![\d.,/]){NUMBER}\s*(?:-|–|to|or|and)\s*{NUMBER}(?![\d/])", re.I)
ALONE = re.compile(
    rf"^\W*(?:(?:our|overall|the|we|current|self.?assess\w*|score|rating|rate|judgement|grade|scored|rated"
    rf"|give|are|at|is|as|ourselves|practice|a|an|of)\b\W*)*{NUMBER}(?=$|\s*[–:;,.)(-]|\s+(?:because|as|since|with)\b|\s*$)",
    re.I,
)
IN_WORDS = {
    name: str(n)
    for n, name in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
FIGURE = re.compile(r"£?(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?\s*%?")
PARTS = re.compile(r"\(?\s*(\d[\d,]*)\s*(?:of|/|out of)\s*(\d[\d,]*)\s*\)?")
BLANK = re.compile(
    r"\W*((our|overall|self.?assess\w*|the)\W+)*(score|rating)?\W*((/|out of)\s*(10|ten))?\W*", re.I
)  # “Score:   /10”
LABEL = re.compile(
    r"^\W*(?:(?:overall|our|self.?assess\w*)\s+)?(?:score|rating)\s*(?:is|:|=|–|-)", re.I
)


def score_in(text: str) -> tuple[Decimal | None, str]:
    """The score that a text gives, and what it says besides. Raises ValueError where it gives one
    that cannot be told, as “6 to 7”; None where it gives none."""
    if len(text) > LONGEST:
        return None, text.strip()
    said = SCALE.sub(" ", text)
    if is_blank(said):
        return None, text.strip()
    spelled = re.match(
        r"^\W*(zero|one|two|three|four|five|six|seven|eight|nine|ten)\b(?=\W|$)", said, re.I
    )
    if spelled:
        said = said.replace(spelled[1], IN_WORDS[spelled[1].lower()], 1)
    found = OUT_OF.search(said)
    if RANGE.search(said) and not found:
        raise ValueError("It gives more than one score.")
    if found and RANGE.search(said[: found.end()]) and OUT_OF.sub(" ", said, count=1) != said:
        before = said[: found.start()]
        if re.search(r"\d\s*(?:-|–|to|or|and)\s*$", before):
            raise ValueError("It gives more than one score.")
    found = found or ALONE.match(said)
    if not found:
        return None, text.strip()
    value = Decimal(f"{found[1]}.{found[2] or 0}") + (Decimal("0.5") if found[3] else 0)
    if value > 10 or value * 2 % 1:
        raise ValueError("A rating is 0 to 10 in halves.")
    rest = said[found.end() :].strip(" –:;,.)(-\n\t")
    return value, rest


def is_unscored(text: str) -> bool:
    """Does it say that there is no score, or leave its place blank?"""
    if len(text) > LONGEST:
        return False
    said = SCALE.sub(" ", text)
    return bool(UNSCORED.search(said)) or is_blank(said)


def is_blank(said: str) -> bool:
    return len(said) < LONGEST_CELL and bool(BLANK.fullmatch(said.strip()))


def figure_in(text: str) -> tuple[str, str, str] | None:
    """Value, numerator and denominator of a cell such as “86% (361 of 420)”; None for none, and
    where one of them is larger than any figure on record may be."""
    said = text.strip()
    if len(said) > LONGEST_CELL:
        return None
    parts = PARTS.search(said)
    numerator, denominator = (p.replace(",", "") for p in parts.groups()) if parts else ("", "")
    rest = PARTS.sub("", said).strip() if parts else said
    if any(Decimal(part or 0) >= LARGEST for part in (numerator, denominator)):
        return None
    if not rest and parts:
        return _share(int(numerator), int(denominator))
    if not FIGURE.fullmatch(rest):
        return None
    value = Decimal(re.sub(r"[£%,\s]", "", rest))
    return (f"{value:f}", numerator, denominator) if abs(value) < LARGEST else None


def _share(numerator: int, denominator: int) -> tuple[str, str, str] | None:
    if not denominator:
        return None
    value = share(numerator, denominator).normalize()
    return f"{value:f}", str(numerator), str(denominator)
