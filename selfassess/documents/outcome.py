"""What a document would bring, as data."""

from collections.abc import Iterable
from typing import Any

from selfassess.plain_text import tidy
from selfassess.quarters.dates import QuarterPeriod

from .placing import Piece
from .placing.pieces import ACTIONS, FIGURES, SCORE, STRENGTHS


def answers_of(pieces: Iterable[Piece]) -> dict[str, str]:
    """Question → the text of its pieces, one below the other."""
    texts: dict[str, str] = {}
    was_bullet = False
    for piece in pieces:
        if piece.heading or piece.place in ("", STRENGTHS, ACTIONS, FIGURES, SCORE):
            continue
        said = f"- {piece.text}" if piece.bullet else piece.text
        before = texts.get(piece.place)
        between = "\n" if piece.bullet and was_bullet else "\n\n"
        texts[piece.place] = said if before is None else f"{before}{between}{said}"
        was_bullet = piece.bullet
    return {question: tidy(text) for question, text in texts.items()}


def as_json(pieces: list[Piece], period: QuarterPeriod | None) -> dict[str, Any]:
    """By area, as `import_document --dry-run` prints it; what found no place is listed."""
    told: dict[str, Any] = {}
    for area in dict.fromkeys(piece.area for piece in pieces if piece.area and piece.place):
        own = [piece for piece in pieces if piece.area == area]
        scores = [float(piece.value) for piece in own if piece.place == SCORE]
        told[area] = {
            "answers": answers_of(own),
            "strengths": [_strength(piece) for piece in own if piece.place == STRENGTHS],
            "actions": [_action(piece) for piece in own if piece.place == ACTIONS],
            "figures": [
                {"kpi": p.kpi, "value": float(p.value), "period": period.code if period else None}
                for p in own
                if p.place == FIGURES
            ],
            "rating": scores[0] if scores else None,
        }
    left = [piece for piece in pieces if not piece.place and not piece.heading]
    told["left_over"] = [piece.text for piece in left]
    return told


def _strength(piece: Piece) -> str:
    return "\n".join(filter(None, (tidy(piece.text), tidy(piece.evidence))))


def _action(piece: Piece) -> dict[str, str | None]:
    return {
        "text": tidy(piece.text),
        "impact": tidy(piece.impact) or None,
        "owner": tidy(piece.owner) or None,
        "due": piece.due or None,
    }
