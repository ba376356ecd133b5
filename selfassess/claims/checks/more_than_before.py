"""“Fewer children went missing than last quarter”: what went up or down, and of which KPI."""

import re
from collections.abc import Iterator

from ..known import COUNT, Known, What
from ..reader.doubts import NOT
from ..reader.sentence import Sentence

_SHARE = r"(?:share|proportion|percentage|number)\sof"
MORE = re.compile(
    rf"(?:^|[;:]\s|,\s(?:and\s|but\s)?)(?:(?P<up>more|an?\s(?:greater|higher|larger)\s{_SHARE})"
    rf"|(?P<down>fewer|a\s(?:smaller|lower)\s{_SHARE}))\s[^.;:\d]{{3,110}}?"
    r"\bthan\s(?:(?:in|at|during)\s)?(?:the\s)?"
    r"(?:last\squarter|previous\squarter|quarter\sbefore|q[1-4]\b)",
    re.IGNORECASE,
)
NONE = re.compile(r"\b(?:no|none|nobody)\b", re.IGNORECASE)
LEAST_WEIGHT = 2


def parts_fit(way: str, kpi: str, known: Known, what: What = What.PART) -> bool:
    """Fewer may be in work of whom a greater share is: do the counts fit, as far as there are?"""
    parts = {
        one.period: one.value
        for one in known.of(kpi, what)
        if one.adopted and (what is not What.REST or one.unit == COUNT)
    }
    now, was = parts.get(known.quarter), parts.get(known.period.before.code)
    if now is None or was is None:
        return False
    return now > was if way == "up" else now < was


def _is_denied(text: str) -> bool:
    return NOT.search(text) is not None or NONE.search(text) is not None


def changes_told(sentence: Sentence, known: Known) -> Iterator[tuple[re.Match[str], str]]:
    """Each such claim, and the one KPI that it names."""
    for match in MORE.finditer(sentence.text):
        start, end = match.start() + sentence.start, match.end() + sentence.start
        named = [one for one in sentence.named if start <= one.start and one.end <= end]
        own = [one for one in named if known.kpis[one.kpi].area == known.area] or named
        most = max((one.weight for one in own), default=0)
        codes = {one.kpi for one in own if one.weight == most}
        if most >= LEAST_WEIGHT and len(codes) == 1 and not _is_denied(match.group()):
            yield match, codes.pop()
