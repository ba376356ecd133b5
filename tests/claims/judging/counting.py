"""What the checks found, counted."""

from collections import Counter
from collections.abc import Iterable

from selfassess.claims.engine import Tested, check_texts
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.known import Known
from selfassess.claims.paragraph import Paragraph

ABOUT_NUMBERS = {"number", "own_numbers", "parts", "comparison", "trend", "target"}


def tested(text: str, known: Known) -> Tested:
    found = check_texts([Paragraph(text, known.area, "know")], known)
    assert not found.left_out, found.left_out
    return found


def contradicting(findings: Iterable[Finding]) -> list[Finding]:
    return [one for one in findings if one.tier is Tier.CONTRADICTS and one.kind in ABOUT_NUMBERS]


def count_true(text: str, known: Known, counts: Counter) -> Tested:
    """A true text: whatever contradicts in it is a false alarm."""
    found = tested(text, known)
    figures = sum(len(sentence.figures) for one in found.read for sentence in one.sentences)
    counts["texts"] += 1
    counts["numbers read"] += figures
    counts["false contradicts"] += len(contradicting(found.findings))
    counts["not on record"] += sum(one.tier is Tier.NOT_ON_RECORD for one in found.findings)
    return found


def count_altered(text: str, known: Known, before: Tested | None, counts: Counter, of: str) -> None:
    """A text in which one thing is wrong. `before`: what was found in it when it was true."""
    was = before.findings if before else ()
    found = [one for one in tested(text, known).findings if one.kind in ABOUT_NUMBERS]
    more = len(found) > len([one for one in was if one.kind in ABOUT_NUMBERS])
    more_contradict = len(contradicting(found)) > len(contradicting(was))
    counts[f"{of}: altered"] += 1
    counts[f"{of}: flagged"] += more or more_contradict
    counts[f"{of}: contradicts"] += more_contradict


def share(counts: Counter, part: str, whole: str) -> str:
    if not counts[whole]:
        return "none"
    return f"{counts[part]} of {counts[whole]} ({100 * counts[part] / counts[whole]:.1f}%)"
