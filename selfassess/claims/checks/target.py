"""“Met the target”, “four points short of it”, “no backlog”: what the record says of it."""

import re
from collections.abc import Iterator

from ..finding import Finding, Tier
from ..known import Known, Recorded
from ..reader.sentence import Role, Sentence
from .base import ReadParagraph
from .subject import subject_of, tells_of_before
from .target_in_words import Told, only_kpi_told, target_of, tells_of_others, told_of
from .target_says import Claim, Way, claims

KIND = "target"
UNSAID_BEFORE = re.compile(
    r"(?:\b(?:will|should|must|(?<!continue )(?<!continues )(?<!continued )to"
    r"|expect\w*|aim\w*|would|could|if|until|unless|ensure|hope\w*|may"
    r"|might|can|targets?\sof|nearly|almost|towards?|reason\w*|thinking|rationale|work)"
    r"\s(?:\w+\s){0,2}"
    r"|\bto\s(?:lift|bring|raise|get|take|push|move|drive|return|reduce|keep|improve|increase|cut)\b[^,.;:]{0,40}"
    r"|\b(?:until|once|if|whether|whenever|unless)\b[^,.;:]{0,60})$",
    re.IGNORECASE,
)
WAS_SO = re.compile(
    r"\b(?:having\s(?:been|missed|met|exceeded|fallen)|from\s(?:being|having\sbeen)|used\sto\sbe"
    r"|had\s(?:\w+\s)?(?:been|missed|met|exceeded|hit)|which\swas\s(?:not\s)?(?:met|missed|exceeded)\sin)\b",
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
        yield from _targets(text, sentence, before, known)
        if "backlog" in sentence.text.casefold():
            yield from _backlog(text, sentence, before, known)
        before = sentence


def _targets(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    wrong: set[str] = set()
    for claim in claims(sentence):
        if UNSAID_BEFORE.search(sentence.text, max(0, claim.start - 70), claim.start):
            continue
        code = _kpi_of(claim, sentence, before, known)
        if not code or code in wrong or _tells_of_earlier(sentence, code):
            continue
        told = told_of(sentence, known.kpis[code], known)
        if (
            told is None
            or tells_of_others(sentence, known)
            or _is_over(sentence, claim, before, known)
        ):
            continue
        if _is_of_some(sentence, claim):
            continue
        meant = claim.where(told.kpi.direction)  # not a limit of days, within which a share is
        if meant and told.is_wrong(meant):
            wrong.add(code)
            yield _finding(text, sentence, claim, told, known)


def _is_of_some(sentence: Sentence, claim: Claim) -> bool:
    """“17 of 158 missed the standard” tells of these alone."""
    text, at = sentence.text, sentence.start
    before = [one for one in sentence.figures if one.end - at <= claim.start]
    if not before or before[-1].role not in (Role.PART, Role.WHOLE) or before[-1].unit == "%":
        return False
    return not any(mark in text[before[-1].end - at : claim.start] for mark in ",)–—")


def _is_over(sentence: Sentence, claim: Claim, before: Sentence | None, known: Known) -> bool:
    """“Having been above target, is now below it”: how it was."""
    text = sentence.text
    if WAS_SO.search(text, max(0, claim.start - 30), claim.end):
        return True
    return tells_of_before(sentence, claim.start, claim.end, before, known)


def _kpi_of(claim: Claim, sentence: Sentence, before: Sentence | None, known: Known) -> str:
    start, end = sentence.start + claim.start, sentence.start + claim.end
    subject = subject_of(sentence, end if claim.way is Way.MET else start, end, before, known)
    return subject.kpi if subject else only_kpi_told(sentence)


def _tells_of_earlier(sentence: Sentence, kpi: str) -> bool:
    told = [one.role.value for one in sentence.numbers if one.kpi == kpi]
    return "before" in told and "now" not in told


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
            yield finding_beside(text, sentence, start, end, match.group(), now)


def _finding(
    text: ReadParagraph, sentence: Sentence, claim: Claim, told: Told, known: Known
) -> Finding:
    said = sentence.text[claim.start : claim.end].strip()
    now, target = told.recorded, target_of(told.kpi.code, known)
    says = f"The record says {told.value} ({now.source})" if now else f"The value is {told.value}"
    source = now.source if now else "the sentence itself"
    if target and not (now or told.is_stated):
        source = target.source
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=sentence.start + claim.start,
        end=sentence.start + claim.end,
        quoted=sentence.text,
        beside=f"You write “{said}”. {says}, and the target is {told.target_in_words}.",
        source=source,
        kpi=told.kpi.code,
        address=now.address if now else "",
        values=(said.lower(), told.value, told.target_in_words),
    )


def finding_beside(
    text: ReadParagraph, sentence: Sentence, start: int, end: int, said: str, now: Recorded
) -> Finding:
    """What the record says of how many there are, beside “all” or “no backlog”."""
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=start,
        end=end,
        quoted=sentence.text,
        beside=f"You write “{said.strip()}”. The record says {now.shown} ({now.source}).",
        source=now.source,
        kpi=now.kpi,
        address=now.address,
        values=(said.strip().lower(), str(now.value), ""),
    )
