"""What somebody looks for, read from what she typed. Pure."""

import re
from dataclasses import dataclass

from selfassess.quarters.dates import QuarterPeriod

LONGEST = 200  # characters
MOST_TERMS = 10
QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]|([^\s\"“”]+)")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Query:
    """Words that must all be there, phrases word for word, and perhaps a quarter."""

    terms: tuple[str, ...] = ()
    quarter: str = ""  # named among the words

    @property
    def phrases(self) -> str:
        """As both FTS5 and `websearch_to_tsquery` read it. Nothing in quotes is an operator."""
        return " ".join(f'"{term}"' for term in self.terms)

    def is_in(self, text: str) -> bool:
        """For what is listed by name and has no index."""
        text = text.casefold()
        return all(re.search(rf"\b{re.escape(_stem(term))}", text) for term in self.terms)


def _stem(term: str) -> str:
    return term.casefold().removesuffix("s")


def read(typed: str) -> Query:
    typed = typed[:LONGEST]
    period, rest = QuarterPeriod.find(typed)
    found: list[str] = []
    for quoted, single in QUOTED.findall(rest):
        words = WORD.findall(quoted or single)
        found += [" ".join(words)] if quoted else words
    terms = tuple(filter(None, found))[:MOST_TERMS]
    return Query(terms, period.code if period else "")
