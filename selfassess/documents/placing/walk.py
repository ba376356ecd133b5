"""Goes through a document once and gives each piece its place."""

import re
from collections.abc import Iterable
from typing import Any

from .headings import (
    NONE,
    Block,
    Headings,
    is_contents,
    is_guidance,
    paragraphs,
    section_in,
    without_page,
)
from .items import item_piece, items_in, unmarked
from .numbers import LABEL, is_unscored, score_in
from .pieces import FIGURES, LISTS, NOWHERE, SCORE, Piece, Surroundings
from .tables import table
from .vocabulary import OTHER_CHAPTERS, area_of, plain

CONTENTS, GUIDANCE = "It is in the table of contents", "It is guidance of the template"
NO_AREA, NO_SECTION = "No heading says of which area it is", "No heading says to what it belongs"
INTRODUCTION = "It introduces a list"
MOST_WORDS_OF_BOTH = 8  # of a heading that names an area and a section
FEWEST_WORDS = 15  # of an answer that stands under no heading of its own
REASON = "rating"  # the section whose question asks for a rating's reason


def place(document: dict[str, Any], surroundings: Surroundings, *, only: str = "") -> list[Piece]:
    """The document's pieces in its order. `only`: the area it is about, if no heading names any."""
    walk = Walk(document["blocks"], surroundings, only=only)
    walk.through(document["blocks"])
    walk.flush()
    walk.answer_without_headings()
    for note in document["notes"]:
        walk.leave(note["text"], f"It is a {note['kind']}", area="")
    return walk.pieces


class Walk:
    def __init__(self, blocks: list[Block], surroundings: Surroundings, *, only: str) -> None:
        self.around = surroundings
        self.headings = Headings(blocks, surroundings.areas)
        self.pieces: list[Piece] = []
        self.waiting: list[Block] = []  # paragraphs of a list whose items are not told apart yet
        self.area, self.section, self.question = "", "", ""
        self.area_rank = self.section_rank = NONE
        self.in_contents: set[str] | None = None
        if self.headings.of_areas == NONE:
            titles = (b["text"] for b in paragraphs(blocks) if self.headings.rank(b) == 5)
            named = (area_of(title, surroundings.areas)[0] for title in titles)
            self.area = only or next((area for area in named if area), "")

    # --- What a block is ------------------------------------------------------------------------

    def through(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if "rows" in block:
                table(self, block["rows"])
            elif block["text"].strip():
                self.paragraph(block)

    def paragraph(self, block: Block) -> None:
        text = block["text"].strip()
        if is_contents(block) or self._repeats_later(block):
            self._list_contents(text)
        elif is_guidance(block) and not block.get("level"):
            self.leave(text, GUIDANCE)
        elif LABEL.match(text) and self.area and self._gives_score(text):
            self.enter(SCORE, self.section_rank)
            self.score(text)
        elif not self._is_heading(block):
            self.content(block)

    def _repeats_later(self, block: Block) -> bool:
        """Is it a line of a table of contents that was typed by hand?"""
        said = plain(without_page(block["text"]))
        if said in ("contents", "table of contents"):
            self.in_contents = set()
            return True
        if self.in_contents is None:
            has_page = without_page(block["text"]) != block["text"]
            return has_page and self.headings.times[said] > 1
        if said in self.in_contents or self.headings.times[said] < 2:
            self.in_contents = None
            return False
        self.in_contents.add(said)
        return True

    def _list_contents(self, text: str) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and last.why == CONTENTS:
            last.text += f"\n{text}"
        else:
            self.pieces.append(Piece(text, why=CONTENTS))

    @staticmethod
    def _gives_score(text: str) -> bool:
        try:
            return score_in(text)[0] is not None or is_unscored(text)
        except ValueError:
            return True

    def _is_heading(self, block: Block) -> bool:
        """Follow a heading to where it leads; False for what is none, or one inside an answer."""
        rank, text = self.headings.rank(block), block["text"]
        if rank == NONE:
            return False
        deeper = bool(self.section) and rank > self.section_rank
        section = section_in(text, exactly=deeper or rank == 200)
        if rank == 5:
            self.pieces.append(Piece(text, heading=True))
            return True
        may_name_one = not section or len(plain(text).split()) <= MOST_WORDS_OF_BOTH
        if may_name_one and (area := self.headings.area(block, rank)):
            self._begin_area(area, rank)
            if section:
                self.enter(section, rank)
            self.pieces.append(Piece(text, self.area, heading=True))
            return True
        if section:
            self._begin_section(section, rank, text)
            return True
        closes = rank <= self.headings.of_areas if block.get("level") else False
        if closes or (OTHER_CHAPTERS.match(plain(text)) and rank <= max(self.area_rank, 100)):
            self.flush()
            self.area = self.section = self.question = ""
            self.area_rank = self.section_rank = NONE
            self.pieces.append(Piece(text, heading=True))
            return True
        return self._sub_heading(block, rank)

    def _begin_area(self, area: str, rank: int) -> None:
        self.flush()
        self.area, self.area_rank = area, rank
        if self.section_rank >= rank:
            self.section, self.section_rank = "", NONE
        self.enter(self.section, self.section_rank)

    def _begin_section(self, section: str, rank: int, text: str) -> None:
        self.flush()
        if self.area_rank != NONE and self.area_rank > rank and rank < 100:
            self.area, self.area_rank = "", NONE
        self.enter(section, rank)
        self.pieces.append(Piece(text, self.area, heading=True))
        if section == SCORE and re.search(r"\d\s*(/|out of)\s*10|[:=]\s*\d", text):
            self.score(text)

    def _sub_heading(self, block: Block, rank: int) -> bool:
        """A heading inside a section: of one of its questions, of a group, or a line of text."""
        for key, label in self._questions():
            if plain(block["text"]) == label:
                self.question = key
        if self.section in LISTS or self.section == SCORE or not self.section or not self.area:
            return False
        self.say(block["text"])
        return True

    # --- Where it goes --------------------------------------------------------------------------

    def enter(self, section: str, rank: int) -> None:
        self.flush()
        self.section, self.section_rank = section, rank
        asked = self._questions()
        self.question = asked[0][0] if asked else ""

    def _questions(self) -> list[tuple[str, str]]:
        area = self.around.area(self.area)
        return area.questions.get(self.section, []) if area else []

    def content(self, block: Block) -> None:
        if not self.area:
            self.leave(block["text"], NO_AREA)
        elif self.section in LISTS:
            self.waiting.append(block)
        elif self.section == SCORE:
            self.score(block["text"])
        elif self.section == FIGURES:
            self.leave(block["text"], "It stands beside a table of figures")
        elif self.question:
            text, marked = unmarked(block["text"])
            self.say(text, bullet=bool(marked or block.get("list")))
        else:
            self.leave(block["text"], NO_SECTION)

    def say(self, text: str, *, bullet: bool = False) -> None:
        self.pieces.append(Piece(text.strip(), self.area, self.question, bullet=bullet))

    def leave(self, text: str, why: str, *, area: str | None = None) -> None:
        self.flush()
        self.pieces.append(Piece(text.strip(), self.area if area is None else area, NOWHERE, why))

    def flush(self) -> None:
        """Tell apart the items that wait."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        found = items_in(waiting)
        for text in found.others:
            self.pieces.append(Piece(text, self.area, NOWHERE, INTRODUCTION))
        for text in found.items:
            self.item(text)

    def item(self, text: str) -> None:
        around = self.around.around
        self.pieces.append(item_piece(text, area=self.area, place=self.section, around=around))

    def score(self, text: str) -> None:
        """Take a score for the area's own, once; what else is said gives its reason."""
        try:
            value, rest = score_in(text)
        except ValueError as unclear:
            self.leave(text, str(unclear))
            return
        if value is None:
            if is_unscored(text):
                self.leave(text, "It gives no score")
            else:
                self._reason(rest)
        elif any(one.place == SCORE and one.area == self.area for one in self.pieces):
            self.leave(text, "The area has a score already")
        elif not self.around.period:
            self.leave(text, "Say of which quarter the document is: its score goes there")
            self.pieces[-1].value = f"{value.normalize():f}"
        else:
            shown = text if not rest else text[: text.find(rest)].strip(" –:;,-\n")
            self.pieces.append(Piece(shown, self.area, SCORE, value=f"{value.normalize():f}"))
            if rest:
                self._reason(rest)

    def _reason(self, text: str) -> None:
        area = self.around.area(self.area)
        asked = area.questions.get(REASON) if area else None
        if asked and text:
            self.pieces.append(Piece(text, self.area, asked[0][0]))
        elif text:
            self.leave(text, NO_SECTION)

    def answer_without_headings(self) -> None:
        """An area that says nothing under “What do you know?” says it right under its name."""
        for area in self.around.areas:
            asked = area.questions.get("know", [])
            keys = {key for key, _ in asked}
            of_area = [piece for piece in self.pieces if piece.area == area.slug]
            if not asked or any(piece.place in keys for piece in of_area):
                continue
            loose = [piece for piece in of_area if piece.why == NO_SECTION]
            if sum(len(piece.text.split()) for piece in loose) >= FEWEST_WORDS:
                for piece in loose:
                    piece.place, piece.why = asked[0][0], ""
