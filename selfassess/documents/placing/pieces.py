"""What a document is taken apart into, and what the portal knows when it does so."""

from dataclasses import asdict, dataclass, field
from typing import Any

from selfassess.quarters.dates import QuarterPeriod

NOWHERE = ""
STRENGTHS, ACTIONS, FIGURES, SCORE = "strengths", "development", "indicators", "score"
LISTS = (STRENGTHS, ACTIONS)


@dataclass
class Piece:
    """A paragraph, an item or a row. `place`: the key of a question, or one of those above."""

    text: str
    area: str = ""
    place: str = NOWHERE
    why: str = ""  # why it has no place
    heading: bool = False  # it says where others belong, and is itself brought nowhere
    evidence: str = ""  # of a strength
    impact: str = ""  # of an action, as the next three
    owner: str = ""
    due: str = ""  # a day, 2020-09-30
    due_printed: str = ""  # where that says more
    kpi: str = ""  # of a figure, as the next three; `value` also of a score
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    bullet: bool = False  # an item of a list inside an answer

    @property
    def words(self) -> list[str]:
        """All that people may have typed."""
        return [self.text, self.evidence, self.impact, self.owner]

    def as_json(self) -> dict[str, Any]:
        return {name: said for name, said in asdict(self).items() if said}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Piece":
        return cls(**stored)


@dataclass(frozen=True)
class AreaWords:
    """How documents may call an area, and what it asks and measures."""

    slug: str
    names: tuple[str, ...]
    questions: dict[str, list[tuple[str, str]]]  # section → (key, first words) of its questions
    kpis: dict[str, str] = field(default_factory=dict)  # code → name


@dataclass(frozen=True)
class Surroundings:
    areas: list[AreaWords]
    around: QuarterPeriod  # the document's own quarter, or about when it was written
    period: QuarterPeriod | None = None  # its own quarter, where that was said

    def area(self, slug: str) -> AreaWords | None:
        return next((area for area in self.areas if area.slug == slug), None)
