"""What stands on the director's page of an area's words, as plain text: see `selfassess.seen`."""

from selfassess.seen import Shown

from .marking import MarkedSentence, MarkedText
from .standing import AreaWords


def of_words(words: AreaWords) -> Shown:
    """Every sentence with what is said of it, and what is decided about it: another director may
    have decided meanwhile, and a newer release of the program may mark others."""
    shown: dict[str, dict[str, list[str]]] = {}
    for number, text in enumerate(words.texts, start=1):
        said = [_said(sentence, _decision(words, text, sentence)) for sentence in text.sentences]
        shown.setdefault(text.place.title, {})[f"{number}"] = said
    return shown


def _said(sentence: MarkedSentence, decision: str) -> str:
    marks = [*sentence.why, sentence.tells and f"held back: {sentence.tells}", decision]
    return " ".join([sentence.text, *(f"({mark})" for mark in marks if mark)])


def _decision(words: AreaWords, text: MarkedText, sentence: MarkedSentence) -> str:
    if text.identity not in words.decided:
        return "to decide"
    return "released" if sentence.stretch in words.released_of(text) else "held back"
