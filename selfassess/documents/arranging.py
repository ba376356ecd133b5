"""What a hand does to pieces: move, leave out, join. Pure."""

from collections.abc import Collection, Sequence

from .placing import Piece
from .placing.pieces import FIGURES, SCORE

UNFIT = "Only a table’s row with a known KPI can be a figure, and only a number can be a rating."
BY_HAND = "Left out by hand"


def move(pieces: Sequence[Piece], chosen: Collection[int], area: str, place: str) -> list[Piece]:
    """Give the chosen their place; none leaves them out. Only figures can be figures."""
    moved = [Piece(**vars(piece)) for piece in pieces]
    for number in chosen:
        piece = moved[number]
        is_figure = bool(piece.kpi) and bool(piece.value)
        unfit = (place == FIGURES and not is_figure) or (place == SCORE and not piece.value)
        if unfit:
            raise ValueError(UNFIT)
        if place and place != piece.place:
            _say_all_in_its_text(piece)
        piece.area, piece.place = area or piece.area, place
        piece.why = "" if place else BY_HAND
    return moved


def _say_all_in_its_text(piece: Piece) -> None:
    """Another place has no box for an action's owner, or for how a strength is known."""
    boxes = {
        "evidence": "How we know",
        "impact": "Impact",
        "owner": "Owner",
        "due_printed": "Timescale",
    }
    for name, title in boxes.items():
        if said := getattr(piece, name):
            piece.text += f"\n{title}: {said}"
            setattr(piece, name, "")


def join(pieces: Sequence[Piece], chosen: Collection[int]) -> list[Piece]:
    """Put the chosen into the first of them, one below the other."""
    first, *rest = sorted(chosen)
    joined = [Piece(**vars(piece)) for piece in pieces]
    into = joined[first]
    for number in rest:
        other = joined[number]
        into.text += f"\n{other.text}"
        for name in ("evidence", "impact", "owner", "due_printed"):
            both = filter(None, (getattr(into, name), getattr(other, name)))
            setattr(into, name, "; ".join(both))
        into.due = into.due or other.due
    return [piece for number, piece in enumerate(joined) if number not in rest]
