"""Evidence and actions as they are set beside words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from django.urls import reverse

from performance.number_format import share
from performance.rag import Status
from performance.reading import Indicator
from selfassess.assessments.models import Assessment
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.models import GRADES, Audit, Fact, Unit, Voice

from .known import ActionOnRecord, AuditOnRecord, Recorded, VoiceOnRecord, What
from .reader.rounding import either_way
from .recorded import HUNDRED, recorded

# Grades that people count together
TOGETHER = {
    "good or better": ("outstanding", "good"),
    "requires improvement or worse": ("requires_improvement", "inadequate"),
}


@dataclass
class Evidence:
    """The rows of an area's evidence: audits and further figures of a year, voices of a quarter."""

    audits: list[Audit] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)

    @property
    def figures(self) -> tuple[Recorded, ...]:
        graded = (one for audit in self.audits for one in _graded(audit))
        return (*graded, *(one for fact in self.facts for one in _further(fact)))

    @property
    def audits_on_record(self) -> tuple[AuditOnRecord, ...]:
        """Oldest first."""
        return tuple(map(_audit, sorted(self.audits, key=lambda a: (a.month, a.pk))))

    @property
    def voices_on_record(self) -> tuple[VoiceOnRecord, ...]:
        return tuple(map(_voice, self.voices))

    def of(self, assessment: Assessment) -> list[Audit | Fact | Voice]:
        """Those of one assessment, a kind after the other."""
        found: list[Audit | Fact | Voice] = [*self.audits, *self.voices, *self.facts]
        return [one for one in found if one.assessment_id == assessment.pk]

    def audits_of(self, assessment: Assessment) -> list[Audit]:
        return [one for one in self.audits if one.assessment_id == assessment.pk]


def evidence_of(quarter: Quarter, areas: Collection[str]) -> dict[str, Evidence]:
    """Area → its evidence, in three queries."""
    of_a_year = {
        "assessment__area__in": areas,
        "assessment__quarter__gte": quarter.period.year_before.code,
        "assessment__quarter__lte": quarter.code,
    }
    of_now = {"assessment__area__in": areas, "assessment__quarter": quarter}
    found: dict[str, Evidence] = defaultdict(Evidence)
    for audit in Audit.objects.filter(**of_a_year).select_related("assessment"):
        found[audit.assessment.area].audits.append(audit)
    for fact in Fact.objects.filter(**of_a_year).select_related("assessment"):
        found[fact.assessment.area].facts.append(fact)
    for voice in Voice.objects.filter(**of_now).select_related("assessment"):
        found[voice.assessment.area].voices.append(voice)
    return found


def _page(record: Audit | Fact | Voice, kind: str) -> str:
    about = record.assessment
    return _page_of(about.quarter_id, about.area, kind, record.pk)


@lru_cache(maxsize=4096)
def _page_of(quarter: str, area: str, kind: str, number: int) -> str:
    return reverse("record-edit", args=[quarter, area, "evidence", kind, number])


def _audit(audit: Audit) -> AuditOnRecord:
    return AuditOnRecord(
        theme=str(audit),
        month=audit.month,
        quarter=audit.assessment.quarter_id,
        cases=audit.cases,
        grades=audit.grades,
        is_percent=audit.unit == Unit.PERCENT,
        number=audit.pk,
        address=_page(audit, "audits"),
    )


def _voice(voice: Voice) -> VoiceOnRecord:
    return VoiceOnRecord(voice.whose, voice.changed, voice.pk, _page(voice, "voices"))


def _graded(audit: Audit) -> Iterator[Recorded]:
    """The cases of an audit and of its grades, as numbers and as shares, also of grades that
    people count together."""
    grades, cases = audit.grades, Decimal(audit.cases) if audit.cases is not None else None
    counted = {GRADES[field].lower(): value for field, value in grades.items()}
    for name, fields in TOGETHER.items():
        counted[name] = sum((grades.get(field, Decimal(0)) for field in fields), Decimal(0))
    is_percent = audit.unit == Unit.PERCENT
    if cases is not None:
        yield _of_audit(audit, cases, "count", "cases")
    for name, value in counted.items() if grades else ():
        yield _of_audit(audit, value, "%" if is_percent else "count", name)
        if cases and not is_percent:
            yield _of_audit(audit, share(value, cases), "%", name)
        elif cases:
            for count in either_way(cases * value / HUNDRED, 0):
                yield _of_audit(audit, count, "count", name)


def _of_audit(audit: Audit, value: Decimal | int, unit: str, name: str) -> Recorded:
    return recorded(
        Decimal(value),
        What.AUDIT,
        unit=unit,
        period=audit.assessment.quarter_id,
        source=f"audit “{audit}”, {audit.month:%B %Y}",
        name=name,
        area=audit.assessment.area,
        address=_page(audit, "audits"),
        denominator=Decimal(audit.cases) if audit.cases else None,
    )


def _further(fact: Fact) -> Iterator[Recorded]:
    """A further figure, and what it is out of."""
    if fact.value is None:
        return
    yield _of_fact(fact, fact.value, fact.unit)
    if fact.out_of:
        yield _of_fact(fact, fact.out_of, fact.unit)
        yield _of_fact(fact, fact.out_of - fact.value, fact.unit)
        yield _of_fact(fact, share(fact.value, fact.out_of), "%")


def _of_fact(fact: Fact, value: Decimal, unit: str) -> Recorded:
    source = ", ".join(filter(None, ("further figure", fact.source, fact.period)))
    return recorded(
        value,
        What.FACT,
        unit=unit,
        period=fact.assessment.quarter_id,
        source=source,
        name=fact.label,
        area=fact.assessment.area,
        address=_page(fact, "facts"),
        denominator=fact.out_of,
    )


def counted(
    area: str, quarter: Quarter, read: list[Indicator], states: Iterable[ActionState]
) -> Iterator[Recorded]:
    """What the portal counts by itself: indicators by their status, and actions."""
    states = list(states)
    known = [one for one in read if one.status not in (Status.NO_DATA, Status.NOT_DUE)]
    numbers = {
        "indicators": len(read),
        "indicators with a figure": len(known),
        "open actions": sum(not state.is_finished for state in states),
        "actions finished": sum(state.is_finished for state in states),
        "actions overdue": sum(state.overdue for state in states),
        "actions": len(states),
    }
    for status in (Status.ON_TARGET, Status.WITHIN_TOLERANCE, Status.OFF_TARGET):
        numbers[f"indicators {status.lower()}"] = sum(one.status == status for one in read)
    for name, number in numbers.items():
        yield recorded(
            Decimal(number),
            What.FACT,
            unit="count",
            period=quarter.code,
            source="counted by the portal",
            name=name,
            area=area,
        )


def actions_on_record(states: Iterable[ActionState]) -> tuple[ActionOnRecord, ...]:
    return tuple(
        ActionOnRecord(
            number=state.action.pk,
            text=state.action.text,
            due=state.due,
            status=state.status,
            is_finished=state.is_finished,
            overdue=state.overdue,
            moved=state.moved,
            difference=state.update.difference if state.update else "",
            address=reverse("action", args=[state.action.pk]),
        )
        for state in states
    )
