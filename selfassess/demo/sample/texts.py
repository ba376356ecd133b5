"""Makes answers of paragraphs that stay, change slowly, or alternate from quarter to quarter."""

from collections.abc import Iterator
from functools import partial

from selfassess.live_figures.notation import LiveFigure, Part, When, read, replace

from .building_blocks import blocks, in_turn
from .calendar import number_of
from .figures import figure, is_on_record, shown

STAGES = 3  # early, middle, late
STAGE_LENGTH = 3  # quarters


def texts(area: str, quarter: str) -> dict[str, str]:
    """Map question's keys to answers of an area or the overview, as they read. Some repeat last
    quarter's."""
    return {
        question: replace(text, partial(_said, number=number))
        for question, text, number in _written(area, quarter)
    }


def with_live_figures(area: str, quarter: str, *, first: str) -> dict[str, str]:
    """The same as people type them: figures that are on record stand there as live figures. `first`
    is the first quarter of the sample that is loaded. An answer that repeats last quarter's repeats
    its figures too."""
    here, since = number_of(quarter), number_of(first)

    def typed(written: str) -> str:
        return f"{{{written}}}" if _is_on_record(written, here, since) else _said(written, here)

    return {
        question: replace(text, typed if number == here else partial(_said, number=number))
        for question, text, number in _written(area, quarter)
    }


def _written(area: str, quarter: str) -> Iterator[tuple[str, str, int]]:
    """Question, text and the number of the quarter that it is of."""
    found, number = blocks(f"texts/{area}.toml"), number_of(quarter)
    unchanged = found.get("same", {})
    for question, paragraphs in found.items():
        if question not in ("ratings", "causes", "same"):
            of = number - (number in unchanged.get(question, []))
            yield question, _answer(paragraphs, of), of


def _answer(paragraphs: list[list[str]], number: int) -> str:
    """Join paragraphs. Three variants are early, middle and late; any other number alternate."""
    chosen = [
        variants[min(number // STAGE_LENGTH, STAGES - 1)]
        if len(variants) == STAGES
        else in_turn(variants, number)
        for variants in paragraphs
    ]
    return "\n\n".join(chosen)


def _read(written: str) -> LiveFigure:
    if (one := read(written)) is None:
        raise ValueError(f"The sample has no figure {written}.")
    return one


def _said(written: str, number: int) -> str:
    """What a live figure of the fixtures says in a quarter. Before the first there is none: then
    the first counts."""
    one = _read(written)
    if one.when == When.LAST_QUARTER:
        return shown(one.code, number - 1)
    if one.part != Part.CHANGE:
        return shown(one.code, number)
    now, before = figure(one.code, number).value, figure(one.code, max(number - 1, 0)).value
    if now == before:
        return "as in the quarter before"
    return f"{'up' if now > before else 'down'} from {shown(one.code, number - 1)}"


def _is_on_record(written: str, number: int, first: int) -> bool:
    one = _read(written)
    wanted = {number - (one.when == When.LAST_QUARTER)}
    if one.part == Part.CHANGE:
        wanted = {number, number - 1}
    return min(wanted) >= first and all(is_on_record(one.code, each) for each in wanted)


def rating(area: str, quarter: str) -> str:
    return blocks(f"texts/{area}.toml")["ratings"][number_of(quarter)]
