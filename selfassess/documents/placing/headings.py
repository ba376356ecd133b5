"""Which paragraphs are headings, and how high each stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from .pieces import AreaWords
from .vocabulary import CONTENTS, GUIDANCE, GUIDANCE_STYLE, QUESTION, area_of, plain, section_of

Block = dict[str, Any]
NONE = 1000  # the rank of text
LONGEST_HEADING = 600  # characters
LONGEST_LINE = 300  # characters of a table of contents
LONGEST = 20  # words of a heading that is only bold
EXACT = re.compile(
    r"((key|our|main|areas? of|summary of) )*strengths?( (and|&) evidence|,? evidence)?"
    r"|((key|our|main) )*(areas?|priorities|plans?) (for|to) "
    r"(development|improvement|develop|improve|further development)"
    r"|development areas?|areas? of development|what needs to (improve|change|be better|happen)"
    r"|what are we worried about|(our |key )?(action plan|actions|next steps|improvement plan)"
    r"|((key|our) )?(performance )?(indicators?|kpis?|measures|scorecard)"
    r"|performance (data|information)"
    r"|((our|overall|self.?assessment) )*(score|rating)( ?\(.*)?"
    r"|evidence|how we know|what we know|narrative|what(.s| is) (going|working) well"
)


class Headings:
    """Ranks by style come first, then those that are only bold, the largest first."""

    def __init__(self, blocks: list[Block], areas: list[AreaWords]) -> None:
        self.areas = areas
        every = list(paragraphs(blocks))
        self.times = Counter(plain(without_page(block["text"])) for block in every)
        sizes = {block.get("size", 0) for block in every if looks_like_one(block)}
        self.sizes = sorted(sizes, reverse=True)
        self.of_areas = self._rank_of_areas(every)

    def rank(self, block: Block) -> int:
        if len(block["text"]) > LONGEST_HEADING:
            return NONE
        if block.get("level"):
            return int(block["level"]) * 10
        if block.get("style") in ("title", "subtitle"):
            return 5
        if looks_like_one(block):
            return 100 + self.sizes.index(block.get("size", 0))
        said = plain(block["text"])
        if len(said.split()) <= LONGEST and not block.get("list") and is_exact(said):
            return 200
        return NONE

    def _rank_of_areas(self, blocks: list[Block]) -> int:
        """The rank at which most areas have their heading."""
        found: dict[int, set[str]] = defaultdict(set)
        for block in blocks:
            rank = self.rank(block)
            if not 5 < rank < NONE:
                continue
            area, share = area_of(block["text"], self.areas)
            if area and share >= 0.3 and not is_contents(block):
                found[rank].add(area)
        return max(found, key=lambda rank: (len(found[rank]), -rank), default=NONE)

    def area(self, block: Block, rank: int) -> str:
        """The area whose chapter begins here; empty for none."""
        area, share = area_of(block["text"], self.areas)
        if rank == self.of_areas and share >= 0.2:
            return area
        return area if rank < self.of_areas and share >= 0.5 and rank > 5 else ""


def is_exact(said: str) -> bool:
    return bool(QUESTION.search(said) or EXACT.fullmatch(said))


def looks_like_one(block: Block) -> bool:
    """Bold or in capitals, and short; or a question that only a section's heading asks."""
    text = block["text"]
    if len(text) > LONGEST_HEADING:
        return False
    if block.get("level") or not (block.get("bold") or (text.isupper() and len(text) > 3)):
        return False
    said = plain(text)
    if QUESTION.search(said):
        return True
    listed = block.get("list") and not is_exact(said)
    return (
        not listed and len(said.split()) <= LONGEST and not text.rstrip().endswith((".", ";", ","))
    )


def is_contents(block: Block) -> bool:
    return bool(block.get("contents")) or block.get("style", "").startswith("toc")


def without_page(text: str) -> str:
    """A line of a table of contents without the number of its page."""
    if len(text) > LONGEST_LINE or not CONTENTS.fullmatch(text):
        return text
    return re.sub(r"(	|\.{3,}|…|·{3,}| {4,})\s*\d{1,3}$", "", text)


def is_guidance(block: Block) -> bool:
    """Words of the template, which are nobody's answer."""
    said = block["text"].strip().lower()
    if block.get("placeholder") or GUIDANCE_STYLE.search(block.get("style", "")):
        return True
    if said.startswith("[") and said.endswith("]"):
        return True
    if said.startswith("note") and not (block.get("italic") or block.get("grey")):
        return False
    return bool(GUIDANCE.match(said)) or bool(block.get("italic") and block.get("grey"))


def paragraphs(blocks: Iterable[Block]) -> Iterator[Block]:
    """All paragraphs that say something, also those in tables."""
    for block in blocks:
        if "rows" in block:
            for row in block["rows"]:
                for cell in row:
                    yield from paragraphs(cell["blocks"])
        elif block["text"].strip():
            yield block


def text_of(blocks: Iterable[Block]) -> str:
    return "\n".join(block["text"].strip() for block in paragraphs(blocks))


def section_in(text: str, *, exactly: bool) -> str:
    said = plain(text)
    return section_of(text) if not exactly or is_exact(said) else ""
