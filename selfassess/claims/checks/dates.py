"""Dates that do not fit: evidence older than a year, a day that was still to come and has passed,
a quarter's number beside a year's."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from performance.models import Period

from ..finding import Finding, Tier
from ..known import Known
from ..reader.periods import periods
from ..reader.sentence import Role, Sentence
from .base import ReadParagraph

KIND = "dates"
MONTHS = calendar.month_name[1:]
DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?({'|'.join(MONTHS)}),? (20\d\d)\b")
EVIDENCE = re.compile(r"evidence(?:-.*)?|strength-\d+-evidence|audit-\d+")
ITSELF = re.compile(
    r"\b(?:this|our|the)\s(?:quarterly\s|self-?\s?)?(?:assessment|evaluation|self-?assessment|report|document)"
    r"\s(?:is|covers?|runs?|goes|reports?|describes?|relates?)\s(?:up\sto|to|for|on|of|from|the|as\sat|about)\b",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|shall|to be|is due|are due|due (?:by|in|to)|by the end of|planned for|expected)\b",
    re.IGNORECASE,
)
A_WHOLE_YEAR = re.compile(
    r"\b(?:last|previous|whole|full|in the|for the) year\b|\b20\d\d[/–-]\d\d\b(?! q)"
    r"|\bannual(?:ly)?\b|\bin 20\d\d\b",
    re.IGNORECASE,
)
NOT_A_YEAR = re.compile(r"year to date|so far this year|Q[1-4]|quarter", re.IGNORECASE)
COMPARED = re.compile(
    r"\b(?:compared|against|than|from|up|down|beside|instead of)\b", re.IGNORECASE
)


def check(text: ReadParagraph, known: Known) -> Iterator[Finding]:
    for sentence in text.sentences:
        beside = (
            _is_of_another_quarter(sentence, known)
            or _has_passed(sentence, known)
            or _is_old(text, sentence, known)
            or _beside_a_year(sentence, known)
        )
        if beside:
            yield Finding(
                kind=KIND,
                tier=Tier.QUESTION,
                area=known.area,
                question=text.paragraph.question,
                start=sentence.start,
                end=sentence.end,
                quoted=sentence.text,
                beside=beside,
                source=f"{known.period.name}, {known.period.months}",
                values=(beside,),
            )


def days_in(words: str) -> list[tuple[int, date]]:
    """Where a sentence names a month with its year, and the month's first or named day."""
    found = []
    for match in DATE.finditer(words):
        day, month, year = match.groups()
        try:
            found.append((match.start(), date(int(year), MONTHS.index(month) + 1, int(day or 1))))
        except ValueError:  # 31 September
            continue
    return found


def _is_of_another_quarter(sentence: Sentence, known: Known) -> str:
    """“This self-assessment is up to the end of the fourth quarter”, left from an earlier one."""
    said = ITSELF.search(sentence.text)
    told = list(periods(sentence.text, known.period)) if said else []
    if not said or not told or any(one.last >= known.period.starts for one in told):
        return ""
    return f"This is the self-assessment of {known.period.name}."


def _has_passed(sentence: Sentence, known: Known) -> str:
    """A day that is told as to come, and lies before the quarter's end."""
    for at, day in days_in(sentence.text):
        if TO_COME.search(sentence.text[:at]) and _month_ends(day) < known.period.starts:
            return f"{day:%B %Y} had passed when {known.period.name} began."
    return ""


def _month_ends(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _is_old(text: ReadParagraph, sentence: Sentence, known: Known) -> str:
    """Evidence that is of no date within twelve months of the quarter's end."""
    if not EVIDENCE.fullmatch(text.paragraph.question):
        return ""
    days = [day for _, day in days_in(sentence.text)]
    ends = known.period.ends
    oldest = date(ends.year - 1, ends.month, 1)
    if not days or max(days) >= oldest:
        return ""
    return f"{max(days):%B %Y} is more than twelve months before the end of {known.period.name}."


def _beside_a_year(sentence: Sentence, known: Known) -> str:
    """Counts of a quarter and of a year are not alike: the year's is larger anyway."""
    words = sentence.text
    if not (A_WHOLE_YEAR.search(words) and COMPARED.search(words)) or NOT_A_YEAR.search(words):
        return ""
    for number in sentence.numbers:
        now = known.now(number.kpi) if number.kpi and number.role == Role.NOW else None
        if now and now.unit == "count" and now.of == Period.QUARTER and now.value == number.value:
            return f"{number.written} is of one quarter: a year’s number is larger anyway."
    return ""
