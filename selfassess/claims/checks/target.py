"""“Met the target”, “above our target”, “no backlog”: what the record says of it."""

import re
from collections.abc import Iterator

from performance.number_format import with_unit
from performance.rag import Status

from ..finding import Finding, Tier
from ..known import Known, KpiWords, Recorded, What
from ..reader.sentence import Sentence
from .base import ReadParagraph
from .subject import subject_of
from .target_in_words import Told, only_kpi_with_a_target, tells_of_others, told_beside
from .target_says import OF_A_TARGET, SAYS

KIND = "target"
UNSAID_BEFORE = re.compile(
    r"\b(?:will|should|must|need(?:s|ed)? to|to|expect\w*|aim\w*|would|could|if|until|unless"
    r"|ensure|hope\w*|may|"
    r"might|can|target(?:s)? of)\s(?:\w+\s){0,2}$|n[’']t\s(?:\w+\s)?$|\bnot\s(?:\w+\s)?$",
    re.IGNORECASE,
)
BACKLOG = re.compile(
    r"\b(?:eliminat(?:ed|ion of)|cleared|(?:is|there is|was|has) no)\s(?:the\s|our\s)?backlog"
    r"|\bbacklog\s(?:\w+\s){0,8}(?:eliminated|cleared|gone)\b",
    re.IGNORECASE,
)


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        if OF_A_TARGET.search(sentence.text):
            yield from _targets(text, sentence, before, known)
        if "backlog" in sentence.text.casefold():
            yield from _backlog(text, sentence, before, known)
        before = sentence


def _targets(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    told: set[str] = set()
    for match in SAYS.finditer(sentence.text):
        said = match.lastgroup or ""
        if said != "missed" and UNSAID_BEFORE.search(
            sentence.text, max(0, match.start() - 40), match.start()
        ):
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        subject = subject_of(sentence, end if said == "met" else start, end, before, known)
        code = subject.kpi if subject else only_kpi_with_a_target(sentence)
        if not code or code in told or _tells_of_earlier(sentence, code):
            continue
        told.add(code)
        kpi, now, target = known.kpis[code], known.now(code), _target(code, known)
        in_words = told_beside(sentence, kpi)
        if tells_of_others(sentence, known):
            continue
        if in_words:
            if in_words.is_wrong(said, target):
                yield _finding_in_words(text, sentence, start, end, match.group(), in_words, target)
        elif now and target and _is_wrong(said, now, target, kpi):
            yield finding_beside(text, sentence, start, end, match.group(), now, target)


def _tells_of_earlier(sentence: Sentence, kpi: str) -> bool:
    told = [one.role.value for one in sentence.numbers if one.kpi == kpi]
    return "before" in told and "now" not in told


def _target(kpi: str, known: Known) -> Recorded | None:
    """The one target in force; a band is judged by its status alone."""
    found = [one for one in known.of(kpi, What.TARGET) if one.adopted]
    newest = max((one.period for one in found), default="")
    found = [one for one in found if one.period == newest]
    return found[0] if len(found) == 1 else None


def _is_wrong(said: str, now: Recorded, target: Recorded, kpi: KpiWords) -> bool:
    """Neither by its value nor by its status is it as it is said."""
    above, below = now.value > target.value, now.value < target.value
    met = _is_met(now, target, kpi)
    if met is None:
        return False
    if said in ("met", "better"):
        return not met
    if said in ("missed", "worse"):
        return met
    if said in ("within", "beyond"):
        return above if said == "within" else below
    if kpi.direction == "lower":  # “above target” may mean better than it
        return False
    return not above if said == "above" else not below


def _is_met(now: Recorded, target: Recorded, kpi: KpiWords) -> bool | None:
    if kpi.status == Status.WITHIN_TOLERANCE:
        return None  # some call it met, and some do not
    if kpi.status in (Status.ON_TARGET, Status.OFF_TARGET):
        return kpi.status == Status.ON_TARGET
    if kpi.direction == "higher":
        return now.value >= target.value
    return now.value <= target.value if kpi.direction == "lower" else None


def _backlog(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    """“The backlog has been cleared.”"""
    for match in BACKLOG.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        subject = subject_of(sentence, start, end, before, known)
        kpi = known.kpis[subject.kpi] if subject else None
        now = known.now(kpi.code) if kpi else None
        if kpi and now and kpi.unit == "count" and kpi.direction == "lower" and now.value > 0:
            yield finding_beside(text, sentence, start, end, match.group(), now, None)


def _finding_in_words(
    text: ReadParagraph,
    sentence: Sentence,
    start: int,
    end: int,
    said: str,
    told: Told,
    target: Recorded | None,
) -> Finding:
    wanted = (
        told.target.written
        if told.target
        else with_unit(target.value, target.unit)
        if target
        else ""
    )
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=start,
        end=end,
        quoted=sentence.text,
        beside=f"You write “{said.strip()}”. The value is {told.value.written}, and the target is "
        f"{wanted}.",
        source=target.source if target and not told.target else "the sentence itself",
        kpi=told.kpi.code,
        values=(said.strip().lower(), told.value.written, wanted),
    )


def finding_beside(
    text: ReadParagraph,
    sentence: Sentence,
    start: int,
    end: int,
    said: str,
    now: Recorded,
    target: Recorded | None,
) -> Finding:
    beside = f"The record says {with_unit(now.value, now.unit)} ({now.source})"
    if target:
        beside += f", and the target is {with_unit(target.value, target.unit)}"
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=start,
        end=end,
        quoted=sentence.text,
        beside=f"You write “{said.strip()}”. {beside}.",
        source=now.source,
        kpi=now.kpi,
        address=now.address,
        values=(said.strip().lower(), str(now.value), str(target.value) if target else ""),
    )
