"""Putting the record's figure where a number stands. Pure."""

from collections.abc import Callable

from .finding import Finding


def use_figure(
    text: str, finding: Finding, put: Callable[[int, int, str], str] | None = None
) -> str | None:
    """The text with the record's figure in place of the number that the finding is about, as a live
    figure where there is one. None when the sentence is there no more. `put` puts it into the text
    as it is stored, where live figures of `text` stand as they are written."""
    instead = finding.live_figure or finding.instead
    place = _place(text, finding)
    if not instead or place is None:
        return None
    if put:
        return put(*place, instead)
    return f"{text[: place[0]]}{instead}{text[place[1] :]}"


def _place(text: str, finding: Finding) -> tuple[int, int] | None:
    """Where the number stands now. It was found at `start`; words may have come before it since."""
    written = finding.written
    if not written or finding.quoted not in text:
        return None
    if text[finding.start : finding.end] == written:
        return finding.start, finding.end
    sentence = text.index(finding.quoted)
    start = text.find(written, sentence, sentence + len(finding.quoted))
    return (start, start + len(written)) if start >= 0 else None
