"""What the record says and the words do not: off target, overdue, inadequate, unusual. One finding
an area, because nothing in it is wrong."""

from collections.abc import Iterator, Sequence

from performance.rag import Status

from ..finding import Finding, Tier
from ..known import Known
from .base import ReadParagraph

KIND = "silence"
ANSWER = "know"  # what an area says of itself as a whole begins here
ABOUT_GRADES = ("inadequate", "poor", "weak", "not good enough")
ABOUT_DELAY = ("overdue", "delay", "late", "slipped", "postponed", "behind")


def check(texts: Sequence[ReadParagraph], known: Known) -> Iterator[Finding]:
    """Ask once its first question is answered: before, nothing can be missing."""
    if not any(text.paragraph.question == ANSWER for text in texts):
        return
    missing = [*_figures(texts, known), *_grades(texts, known), *_overdue(texts, known)]
    if missing:
        yield Finding(
            kind=KIND,
            tier=Tier.QUESTION,
            area=known.area,
            question=ANSWER,
            start=0,
            end=0,
            quoted="",
            beside=f"Nothing is said about {_listed(missing)}.",
            source="figures, audits and actions of this quarter",
            values=tuple(missing),
        )


def _figures(texts: Sequence[ReadParagraph], known: Known) -> Iterator[str]:
    """Those off target, and those that are not as usual, which no sentence names."""
    named = {code for text in texts for one in text.sentences for code in one.kpis}
    for kpi in known.kpis.values():
        if kpi.area != known.area or kpi.code in named or kpi.comment:
            continue
        figure = known.now(kpi.code)
        if kpi.status == Status.OFF_TARGET and figure:
            yield f"“{kpi.name}” ({figure.shown}, off target)"
        elif kpi.unusual and figure:
            yield f"“{kpi.name}” ({figure.shown}, not as usual)"


def _grades(texts: Sequence[ReadParagraph], known: Known) -> Iterator[str]:
    if _says_any(texts, ABOUT_GRADES):
        return
    for audit in known.audits or ():
        if audit.quarter == known.quarter and audit.grades.get("inadequate"):
            yield f"inadequate grades in the audit “{audit.theme}”"


def _overdue(texts: Sequence[ReadParagraph], known: Known) -> Iterator[str]:
    """Actions past their date that have no word of this quarter, here or in their update."""
    if _says_any(texts, ABOUT_DELAY):
        return
    told = {text.paragraph.question for text in texts}
    number = sum(
        one.overdue and f"action-{one.number}-progress" not in told for one in known.actions or ()
    )
    if number:
        yield "an action past its date" if number == 1 else f"{number} actions past their dates"


def _says_any(texts: Sequence[ReadParagraph], words: Sequence[str]) -> bool:
    return any(word in text.paragraph.text.casefold() for text in texts for word in words)


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
