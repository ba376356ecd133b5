"""A sentence in which one number is replaced is another sentence, and so has other findings: what
was said about its other numbers would be asked once more."""

from collections.abc import Iterable, Iterator

from selfassess.assessments.models import Assessment
from selfassess.claims import reading
from selfassess.claims.finding import Finding
from selfassess.claims.models import Decision
from selfassess.claims.replacing import is_made_of
from selfassess.claims.standing import Standing, standings


def explained_in_its_sentence(assessment: Assessment, finding: Finding) -> list[Standing]:
    """What else was found in the sentence of a finding, and explained."""
    return [
        one
        for one in _found_in(assessment)
        if one.explanation
        and one.finding.key != finding.key
        and (one.finding.question, one.finding.quoted) == (finding.question, finding.quoted)
    ]


def said_again(
    assessment: Assessment, said: Iterable[Standing], used: Finding
) -> Iterator[Decision]:
    """The explanations for the sentence with the number of `used` replaced, where the same is found
    there beside the same values. They stay their authors', and as old as they are."""
    explained = {_what(one.finding): one.explanation for one in said}
    for one in _found_in(assessment) if explained else ():
        finding, why = one.finding, explained.get(_what(one.finding))
        if why and not one.decisions and is_made_of(finding.quoted, used.quoted, used.written):
            why.pk, why.key, why.quoted = None, finding.key, finding.quoted
            yield why


def _what(finding: Finding) -> tuple[object, ...]:
    return finding.kind, finding.question, finding.kpi, finding.written, finding.values


def _found_in(assessment: Assessment) -> list[Standing]:
    """As it is now: what was read of an assessment stays as it was."""
    now = Assessment.objects.select_related("quarter").get(pk=assessment.pk)
    found = reading.findings_of([now])[assessment.area].findings
    return standings(found, Decision.objects.filter(assessment=assessment).with_people())
