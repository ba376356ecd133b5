"""What stands on the director's page of an area's words, as plain text: see `selfassess.seen`."""

from collections.abc import Sequence

from selfassess.seen import Shown

from .marking import MarkedText


def of_texts(texts: Sequence[MarkedText]) -> Shown:
    """Every sentence with what is said of it. A newer release of the program may mark others."""
    shown: dict[str, dict[str, list[str]]] = {}
    for number, text in enumerate(texts, start=1):
        said = [_said(text, at) for at in range(len(text.sentences))]
        shown.setdefault(text.place.title, {})[f"{number}"] = said
    return shown


def _said(text: MarkedText, at: int) -> str:
    sentence = text.sentences[at]
    marks = [*sentence.why, sentence.tells and f"held back: {sentence.tells}"]
    return " ".join([sentence.text, *(f"({mark})" for mark in marks if mark)])
