"""Where the ledger says that a figure is, and what is there."""

import re
from decimal import Decimal

from performance.models import Measure, Remark, Target
from selfassess.assessments.models import Answer, Assessment, Rating
from selfassess.demo.load import ISSUED
from selfassess.records.models import Action, Audit, Fact, Strength

WORDS = {2: "two", 3: "three", 5: "five", 8: "eight", 9: "nine"}


def measured(where: str) -> list[Decimal]:
    """`mash/MA03` → what all sources say about it in the issued quarter."""
    area, code = where.split("/")
    return [m.value for m in Measure.objects.filter(quarter=ISSUED, kpi=code, kpi__area=area)]


def aimed_at(where: str) -> Decimal | None:
    area, code = where.split("/")
    return Target.objects.get(kpi=code, kpi__area=area).value


def counted(where: str) -> Decimal | None:
    """`mash/evidence/facts/Posts filled` → its value."""
    area, label = where.split("/evidence/facts/")
    return Fact.objects.get(assessment=assessment(area), label=label).value


def graded(where: str) -> Decimal | int | None:
    """`mash/evidence/audits/Neglect: plans/good` → how many, or how much, at that grade."""
    audit, grade = where.rsplit("/", 1)
    return getattr(get_audit(audit), grade)


def rated(where: str) -> Rating:
    return assessment(where.removesuffix("/rating")).rating


def told(where: str) -> str:
    """What is told under a question, in an audit, a strength, an action, or about an indicator."""
    area, place, *rest = where.split("/", 2)
    match place, rest:
        case "evidence", [_]:
            return get_audit(where).learning
        case "indicators", [code]:
            remark = Remark.objects.get(assessment=assessment(area), kpi=code)
            assert remark.missing, f"{where} does not say that there is no figure"
            return remark.comment
        case "strengths", [number]:
            strength = Strength.objects.get(assessment=assessment(area), position=number)
            return f"{strength.text} {strength.evidence}"
        case "development", [number]:
            action = Action.objects.get(area=area, raised_in=ISSUED, position=number)
            progress = [update.progress for update in action.updates.filter(quarter=ISSUED)]
            return " ".join([action.text, *progress])
    return Answer.objects.get(assessment=assessment(area), question=place).text


def mentions(text: str, value: str) -> bool:
    """Is the number in the text, in figures or as a word?"""
    word = WORDS.get(int(value), value)
    return bool(re.search(rf"\b({value}|{word})\b", text, flags=re.IGNORECASE))


def assessment(area: str) -> Assessment:
    return Assessment.objects.get(quarter=ISSUED, area=area)


def get_audit(where: str) -> Audit:
    area, name = where.split("/evidence/audits/")
    return next(audit for audit in assessment(area).audits.all() if str(audit) == name)
