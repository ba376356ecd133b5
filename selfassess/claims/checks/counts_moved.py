"""“Eighty-two cases lacked supervision, an increase of thirty-three”: the counts behind a
percentage, which may have gone another way than the percentage itself."""

import re

from ..known import COUNT, PERCENT, Known, KpiWords, What, kind_of
from ..reader.sentence import Role, Sentence
from .subject import figures_about

PARTS = (What.PART, What.WHOLE, What.REST)
NUMBER_OF = re.compile(
    r"\b(?:numbers?\sof|volumes?\sof|demand|fewer|(?<!or\s)more\s(?!than|of|common|prevalent|frequent|likely|often))\b",
    re.IGNORECASE,
)


def tells_of_counts(sentence: Sentence, kpi: KpiWords, ways: tuple[str, ...], known: Known) -> bool:
    """“Eighty-two cases lacked supervision, an increase”: is it the counts that went that way?"""
    if kpi.unit != PERCENT or not any(way in ("up", "down") for way in ways):
        return False
    shares = figures_about(sentence, kpi.code, Role.NOW, Role.BEFORE)
    if shares and not NUMBER_OF.search(sentence.text):
        return False
    parts = {one.value for one in known.of(kpi.code, *PARTS) if one.unit == COUNT}
    counts = [one for one in sentence.figures if kind_of(one.unit) == COUNT and one.value in parts]
    return bool(counts or NUMBER_OF.search(sentence.text)) and any(
        _parts_fit(way, kpi.code, known, what) for way in ways for what in PARTS
    )


def _parts_fit(way: str, kpi: str, known: Known, what: What) -> bool:
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
