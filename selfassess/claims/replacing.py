"""Where the number of a finding stands now, and the sentence in which it was replaced."""

from .finding import Finding


def place_of_number(words: str, finding: Finding) -> tuple[int, int] | None:
    """Where the number stands in a text as people read it. It was found at `start`; others may have
    come before it since. None when the sentence is there no more."""
    written = finding.written
    if not written or finding.quoted not in words:
        return None
    if words[finding.start : finding.end] == written:
        return finding.start, finding.end
    sentence = words.index(finding.quoted)
    start = words.find(written, sentence, sentence + len(finding.quoted))
    return (start, start + len(written)) if start >= 0 else None


def is_made_of(sentence: str, quoted: str, written: str) -> bool:
    """Is it the sentence `quoted`, with something else in the place of the number `written`?"""
    before, number, after = quoted.partition(written)
    return (
        bool(number)
        and sentence != quoted
        and sentence.startswith(before)
        and sentence.endswith(after)
    )
