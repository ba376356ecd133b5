"""“Improved”, “fell”, “for the third quarter running”: what the record's series says of it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from performance.number_format import with_unit

from ..finding import Finding, Tier
from ..known import Known, KpiWords, Recorded, What
from ..reader.cues import Cue
from ..reader.periods import periods
from ..reader.sentence import Role, Sentence
from ..reader.vocabulary import own_words_of
from ..reader.words import words
from .base import ReadParagraph
from .counts_moved import tells_of_counts
from .subject import figures_about, subject_after, subject_of
from .trend_says import (
    AND_TO,
    HOW_MANY,
    RUNNING,
    SINCE,
    SINCE_LAST,
    YEAR,
    has_another_subject,
    is_of_what_follows,
    moves,
)

KIND = "trend"
# Points, or twice as many per cent of a value, up to which it may be called so
STILL = {"same": Decimal(5), "unmoved": Decimal(2)}


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    before: Sentence | None = None
    for sentence in text.sentences:
        if sentence.named or sentence.meant or before:
            yield from _in(text, sentence, before, known)
        before = sentence


def _in(
    text: ReadParagraph, sentence: Sentence, before: Sentence | None, known: Known
) -> Iterator[Finding]:
    told: set[str] = set()
    for cue in moves(sentence.text, known.period):
        start, end = sentence.start + cue.start, sentence.start + cue.end
        code = _kpi_of(sentence, cue, before, known)
        if not code or code in told:
            continue
        kpi, said = known.kpis[code], sentence.text[cue.start : cue.end]
        ways = _ways(cue.says, kpi)
        if not ways:
            continue
        if cue.says not in STILL:
            told.add(kpi.code)  # “held steady …, exactly as it was” says two things
        beside = _numbers_beside(sentence, kpi, ways) or _series_beside(sentence, kpi, ways, known)
        if beside and not tells_of_counts(sentence, kpi, ways, known):
            told.add(kpi.code)
            yield _finding(text, sentence, start, end, kpi, said, beside)


def _of_the_number_after(sentence: Sentence, end: int) -> str:
    """The KPI of the number that something rose or fell to."""
    to = AND_TO.match(sentence.text, end - sentence.start)
    place = sentence.start + to.end() if to else -1
    number = next((one for one in sentence.numbers if one.start == place), None)
    return number.kpi if number and number.link and number.link.sure else ""


def _kpi_of(sentence: Sentence, cue: Cue, before: Sentence | None, known: Known) -> str:
    start, end = sentence.start + cue.start, sentence.start + cue.end
    if is_of_what_follows(sentence.text, cue):
        subject = subject_after(sentence, end, known)
    else:
        subject = subject_of(sentence, start, end, before, known)
    if (
        subject
        and cue.how == "verb"
        and has_another_subject(sentence.text, cue, known.kpis[subject.kpi])
    ):
        return ""
    return subject.kpi if subject else _of_the_number_after(sentence, end)


def _ways(said: str, kpi: KpiWords) -> tuple[str, ...]:
    """up, down or same; more than one where the word may mean either; none if the KPI has no good
    direction and the word is “improved”."""
    if said in ("up", "down", *STILL):
        return (said,)
    good = {"higher": "up", "lower": "down"}.get(kpi.direction)
    if good is None:
        return {"gain": ("up",), "slip": ("down",)}.get(said, ())
    bad = {"up": "down", "down": "up"}[good]
    of = {"better": (good,), "worse": (bad,), "gain": (good, "up"), "slip": (bad, "down")}
    return of[said]


Beside = tuple[str, tuple[str, ...], str]  # what stands beside, its values, its source


def _numbers_beside(sentence: Sentence, kpi: KpiWords, ways: tuple[str, ...]) -> Beside | None:
    """The sentence's own numbers, if it says both: “worsened from 55% to 81%”."""
    now = figures_about(sentence, kpi.code, Role.NOW)
    was = figures_about(sentence, kpi.code, Role.BEFORE)
    if len(now) != 1 or len(was) != 1 or ways[0] in STILL:
        return None
    if _goes(was[0].value, now[0].value) in (*ways, "same"):
        return None
    if not any(one.link and one.link.role_is_said for one in (*now, *was)):
        return None
    gone = {"up": "up", "down": "down"}[_goes(was[0].value, now[0].value)]
    beside = f"From {was[0].written} to {now[0].written} it went {gone}{_good(kpi, gone)}."
    return beside, (was[0].written, now[0].written), "the sentence itself"


def _series_beside(
    sentence: Sentence, kpi: KpiWords, ways: tuple[str, ...], known: Known
) -> Beside | None:
    now = known.now(kpi.code)
    series = _series(kpi.code, known) if now else _years(kpi.code, known)
    if len(series) < (1 if now else 2) or _tells_of_another_quarter(sentence, known):
        return None
    running = RUNNING.search(sentence.text)
    if now is None:
        steps = series[-2:]
    elif running:
        steps = [*series, now][-HOW_MANY[(running["n"] or running["m"]).lower()] - 1 :]
    elif tells_of_a_year(sentence, kpi):
        return None  # it is compared with another time than the quarter before
    elif series[-1].period != known.period.before.code:
        return None
    else:
        steps = [series[-1], now]
    if all(
        any(_fits(one.value, then.value, way, kpi) for way in ways) for one, then in pairwise(steps)
    ):
        return None
    return _told(steps, kpi), tuple(str(one.value) for one in steps), _source(steps[-1])


def tells_of_a_year(sentence: Sentence, kpi: KpiWords) -> bool:
    """Not where it is a piece of a KPI's name: “annual health assessments”."""
    own = own_words_of(kpi)
    return any(
        own.isdisjoint(word.stem for word in words(match[0]))
        and not any(one.start <= match.start() + sentence.start < one.end for one in sentence.named)
        for match in YEAR.finditer(sentence.text)
    )


def _series(kpi: str, known: Known) -> list[Recorded]:
    """Its values of earlier quarters, oldest first, the one that counts of each."""
    found = [one for one in known.of(kpi, What.BEFORE) if one.adopted and one.alike]
    return sorted(found, key=lambda one: one.period)


def _years(kpi: str, known: Known) -> list[Recorded]:
    """Its values of whole years, where this quarter has none."""
    return sorted(known.of(kpi, What.OUTTURN), key=lambda one: one.period)


def _tells_of_another_quarter(sentence: Sentence, known: Known) -> bool:
    """“It improved in Q1”; not “it improved since Q1”."""
    told = list(periods(sentence.text, known.period))
    running = RUNNING.search(sentence.text)  # “the third quarter running” is no third quarter
    if running:
        told = [one for one in told if one.end <= running.start() or running.end() <= one.start]
    ends = {one.start for one in told if one.last == known.period.ends}
    return any(
        one.last < known.period.starts
        and not any(one.end < start <= one.end + 5 for start in ends)  # “from Q1 to Q2”
        and not SINCE.search(sentence.text, max(0, one.start - 50), one.start)
        and not (one.holds(known.period.before.code) and SINCE_LAST.match(one.written))
        for one in told
    )


def _goes(was: Decimal, now: Decimal) -> str:
    return "same" if was == now else "up" if now > was else "down"


def _fits(was: Decimal, now: Decimal, way: str, kpi: KpiWords) -> bool:
    if way in STILL:
        bound = STILL[way] if kpi.unit == "%" else abs(was) * STILL[way] / 50
        return abs(now - was) <= bound
    return _goes(was, now) == way


def _told(steps: list[Recorded], kpi: KpiWords) -> str:
    values = ", ".join(f"{with_unit(one.value, one.unit)} in {one.when}" for one in steps)
    gone = _goes(steps[0].value, steps[-1].value)
    return f"The record says {values}{_good(kpi, gone)}."


def _good(kpi: KpiWords, gone: str) -> str:
    good = {"higher": "up", "lower": "down"}.get(kpi.direction)
    if good is None or gone == "same":
        return ""
    return ", which is better" if gone == good else ", which is worse"


def _source(one: Recorded) -> str:
    return f"{one.when}, {one.source}"


def _finding(
    text: ReadParagraph,
    sentence: Sentence,
    start: int,
    end: int,
    kpi: KpiWords,
    said: str,
    beside: Beside,
) -> Finding:
    words, values, source = beside
    return Finding(
        kind=KIND,
        tier=Tier.CONTRADICTS,
        area=text.paragraph.area,
        question=text.paragraph.question,
        start=start,
        end=end,
        quoted=sentence.text,
        beside=f"You write “{said.strip()}”. {words}",
        source=source,
        kpi=kpi.code,
        values=(said.strip().lower(), *values),
    )
