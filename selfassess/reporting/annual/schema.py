"""What the annual document says, as typed classes. It is made from issued reports, never stored."""

from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct, field

from selfassess.reporting.content.schema import (
    ActionContent,
    Comparison,
    Evidence,
    StrengthContent,
)
from selfassess.schema_fields import Prose

TOO_FEW = "Too few to compare"


class Change(Struct, frozen=True):
    """How something moved over the year."""

    shape: str  # names the arrow that is drawn beside the words; empty for none
    words: str

    @property
    def is_told(self) -> bool:
        """In a table of figures, gaps show by themselves that there are too few."""
        return self.words != TOO_FEW


class RatingCell(Struct):
    """The rating of one quarter, or in words why there is none."""

    value: Decimal | None
    shown: str
    reported: bool = True  # is there a report of this quarter?


class FigureCell(Struct):
    """An indicator's figure in one quarter; blank where it has none."""

    shown: str = ""
    provisional: bool = False


class IndicatorRow(Struct, kw_only=True):
    """An indicator over the year; target and status are those of the newest report that has it."""

    code: str
    name: str
    unit: str
    target: str
    target_due: date | None = None
    other_targets: list[tuple[str, str]]  # quarter and target, where it was another
    cells: list[FigureCell]
    status: str
    status_code: str
    status_of: str  # the quarter that said so
    reason: str
    over_the_year: Change
    is_better: bool | None = None  # None: nothing to compare, no change, or no good direction
    moved_by: Decimal = Decimal(0)  # beside other indicators: a share
    official: Comparison | None = None  # the newest official figures beside it


class EarlierAnswer(Struct):
    """An answer that the newest one replaced."""

    quarters: list[str]
    answer: Prose
    change: str


class AnswerRow(Struct, kw_only=True):
    """The newest answer to a question. `since`: from which quarter on it has been the same."""

    question: str
    section: str
    asked: str
    answer: Prose
    since: str = ""
    earlier: list[EarlierAnswer] = field(default_factory=list)


class AnnualArea(Struct, kw_only=True):
    """What one area says of the year. `quarter`: of its newest report; empty if it has none."""

    slug: str
    name: str
    quarter: str
    ratings: list[RatingCell]
    over_the_year: Change
    know: list[AnswerRow]
    how: list[AnswerRow]
    plans: list[AnswerRow]
    strengths: list[StrengthContent]
    evidence: Evidence
    open: list[ActionContent]
    closed: list[ActionContent]
    indicators: list[IndicatorRow]
    counts: dict[str, int]


class Year(Struct):
    code: str
    name: str
    months: str


class Source(Struct, kw_only=True):
    """An issued report from which the document is made."""

    quarter: str
    code: str
    months: str
    key: str
    version: str
    issued_at: datetime
    sha256: str


class Note(Struct):
    """A note on the data of some quarters."""

    text: str
    quarters: list[str]


class Annual(Struct, kw_only=True):
    """A year."""

    authority: str
    marking: str
    year: Year
    quarters: list[str]
    missing: list[str]
    sources: list[Source]
    notes: list[Note]
    newest: str
    made_at: datetime
    areas: list[AnnualArea]
