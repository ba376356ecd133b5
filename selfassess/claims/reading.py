"""What the checks find in the words of areas: read from the database, and made anew each time."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from django.db.models import prefetch_related_objects

from performance.reading import Indicator, indicators
from selfassess.assessments.models import Assessment, share_figures
from selfassess.records.action_state import ActionState
from selfassess.records.reading import action_states

from . import rating_evidence
from .checks.base import ReadParagraph
from .counted import Counted
from .engine import KeptTexts, check_area, check_council
from .finding import Finding
from .known import Known
from .known_from_database import areas_read, known_of
from .lists_on_record import Evidence, evidence_of
from .paragraph import Paragraph
from .paragraphs import answers_of, texts_of_lists
from .suggested_rating import Evidence as RatingEvidence


@dataclass(frozen=True)
class TextPlace:
    """Where a text stands: “What do you know?”, “Strength 2”, and the page that changes it."""

    title: str
    address: str


@dataclass(frozen=True)
class AreaFindings:
    """What reading the words of one area in one quarter gives."""

    findings: tuple[Finding, ...] = ()
    counted: Mapping[str, Counted] = field(default_factory=dict)  # by question, as Finding has it
    places: Mapping[str, TextPlace] = field(default_factory=dict)  # by question
    left_out: tuple[str, ...] = ()  # checks that failed, so that nobody takes silence for a yes
    read: tuple[ReadParagraph, ...] = field(default=(), repr=False)
    known: Known | None = field(default=None, repr=False)

    def title_of(self, question: str) -> str:
        """Of the text: “What do you know?”, “Strength 2”."""
        place = self.places.get(question)
        return place.title if place else question

    @property
    def in_all(self) -> Counted:
        return Counted.of(self.counted.values())


@dataclass
class Beside:
    """All that the answers of an area are set beside. It holds as long as nothing but its answers
    changes."""

    known: Known
    texts: Sequence[Paragraph]  # of its lists
    before: Mapping[str, str]  # last quarter's answers, by question
    last: Assessment | None
    evidence: RatingEvidence | None  # for its rating
    read: Mapping[str, list[Indicator]]  # for the live figures in its answers
    kept: KeptTexts = field(default_factory=dict)


def findings_of(
    assessments: Iterable[Assessment],
    *,
    previous: Mapping[str, Assessment] | None = None,
    read: Mapping[str, list[Indicator]] | None = None,
    states: Mapping[str, list[ActionState]] | None = None,
    left_out: Collection[str] = (),
    beside: Callable[[], Mapping[str, Beside]] | None = None,
) -> dict[str, AreaFindings]:
    """Of these assessments of one quarter, by area, in as many queries for one as for all.

    From who has read them already: `previous`, last quarter’s assessments `with_answers`; `read`,
    the indicators, and `states`, the actions of all that is read for them (see `areas_read`); or
    all of it together, `beside`. `left_out`: areas of which the overview is told nothing.
    """
    assessments = list(assessments)
    if beside is None:
        beside = partial(
            beside_of,
            assessments,
            previous=previous,
            read=read,
            states=states,
            left_out=left_out,
        )
    return findings_beside(assessments, beside())


def beside_of(
    assessments: Sequence[Assessment],
    *,
    previous: Mapping[str, Assessment] | None = None,
    read: Mapping[str, list[Indicator]] | None = None,
    states: Mapping[str, list[ActionState]] | None = None,
    left_out: Collection[str] = (),
) -> dict[str, Beside]:
    """Area → what its answers are set beside."""
    if not assessments:
        return {}
    quarter, areas = assessments[0].quarter, [one.area for one in assessments]
    prefetch_related_objects(assessments, "strengths")
    wanted = areas_read(quarter, areas, left_out)
    states = states if states is not None else action_states(wanted, quarter)
    evidence = evidence_of(quarter, wanted)
    read = read if read is not None else indicators(wanted, quarter.code)
    known = known_of(quarter, areas, read=read, states=states, evidence=evidence, left_out=left_out)
    previous = previous if previous is not None else _last_assessed(areas, quarter.code)
    share_figures([*assessments, *previous.values()], {quarter.code: read})
    found = {}
    for one in assessments:
        rows, actions = evidence.get(one.area, Evidence()), states.get(one.area, [])
        last, records = previous.get(one.area), [*one.strengths.all(), *rows.of(one)]
        found[one.area] = Beside(
            known=known[one.area],
            texts=texts_of_lists(one, known[one.area], states=actions, records=records),
            before={a.question: a.words for a in last.answers.all()} if last else {},
            last=last,
            evidence=None
            if one.is_overview
            else rating_evidence.evidence_of(read.get(one.area, []), rows.audits_of(one), actions),
            read=read,
        )
    return found


def findings_beside(
    assessments: Sequence[Assessment], beside: Mapping[str, Beside]
) -> dict[str, AreaFindings]:
    """Area → what is found in its words, set beside what is there already."""
    if not assessments:
        return {}
    prefetch_related_objects(assessments, "answers", "rating")
    read = {area: of for one in beside.values() for area, of in one.read.items()}
    share_figures(assessments, {assessments[0].quarter_id: read})
    return {one.area: _findings(one, beside[one.area]) for one in assessments}


def between_areas(found: Mapping[str, AreaFindings]) -> tuple[Finding, ...]:
    """One thing with two values in two of these areas: for those alone who may read both. Once,
    where it stands in two texts of the other area."""
    found_between = check_council(
        {area: one.read for area, one in found.items()},
        {area: one.known for area, one in found.items() if one.known},
    )
    return tuple({one.key: one for one in reversed(found_between)}.values())[::-1]


def _findings(assessment: Assessment, beside: Beside) -> AreaFindings:
    paragraphs = [*answers_of(assessment, beside.before), *beside.texts]
    if beside.evidence is not None:
        rated = rating_evidence.rating_on_record(assessment, beside.last, beside.evidence)
        if rated != beside.known.rating:
            beside.known = replace(beside.known, rating=rated)
    tested = check_area(paragraphs, beside.known, beside.kept)
    return AreaFindings(
        findings=tested.findings,
        counted=tested.counted,
        places={one.question: TextPlace(one.title, one.address) for one in paragraphs},
        left_out=tested.left_out,
        read=tested.read,
        known=beside.known,
    )


def _last_assessed(areas: Sequence[str], quarter: str) -> dict[str, Assessment]:
    """Area → its assessment in the last quarter before this one in which any was assessed."""
    earlier = Assessment.objects.filter(area__in=areas)
    last = earlier.before(quarter).values("quarter_id")[:1]
    return {one.area: one for one in earlier.filter(quarter_id__in=last).with_answers()}
