"""Makes answers of paragraphs that stay, change slowly, or alternate from quarter to quarter."""

from collections.abc import Iterator, Mapping
from typing import Self

from .building_blocks import blocks, in_turn
from .calendar import number_of
from .figures import figure, shown

STAGES = 3  # early, middle, late
STAGE_LENGTH = 3  # quarters


class Words(Mapping[str, str]):
    """Figures for texts: {MA03} is this quarter's, {MA03.was} last quarter's, {MA03.way} both."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __getitem__(self, code: str) -> "Told":
        return Told(code, self.number)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Told(str):
    def __new__(cls, code: str, number: int) -> Self:
        return super().__new__(cls, shown(code, number))

    def __init__(self, code: str, number: int) -> None:
        self.was = shown(code, number - 1)
        now, before = figure(code, number).value, figure(code, max(number - 1, 0)).value
        way = "up" if now > before else "down"
        self.way = "as in the quarter before" if now == before else f"{way} from {self.was}"


def texts(area: str, quarter: str) -> dict[str, str]:
    """Map question's keys to answers of an area or the overview. Some repeat last quarter's."""
    found, number = blocks(f"texts/{area}.toml"), number_of(quarter)
    unchanged = found.get("same", {})
    return {
        question: _answer(paragraphs, number - (number in unchanged.get(question, [])))
        for question, paragraphs in found.items()
        if question not in ("ratings", "causes", "same")
    }


def _answer(paragraphs: list[list[str]], number: int) -> str:
    """Join paragraphs. Three variants are early, middle and late; any other number alternate."""
    chosen = [
        variants[min(number // STAGE_LENGTH, STAGES - 1)]
        if len(variants) == STAGES
        else in_turn(variants, number)
        for variants in paragraphs
    ]
    return "\n\n".join(chosen).format_map(Words(number))


def rating(area: str, quarter: str) -> str:
    return blocks(f"texts/{area}.toml")["ratings"][number_of(quarter)]
