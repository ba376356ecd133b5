"""One service area's chapter: who answers for it, what it says, and its lists."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from msgspec import field

from performance.charts.chart_data import Drawing
from selfassess.schema_fields import ContentPart, Prose, Typed, about

from .figures import IndicatorContent
from .records import ActionContent, Evidence, StrengthContent
from .tested import OTHERWISE, TestedContent

Counts = dict[str, int]
"""How many indicators have which status, by its code (performance.rag.Status)."""

HEAD, DIRECTOR = "Head of service", "Director of Children’s Services"


class Answer(ContentPart, kw_only=True):
    """A question, and what the area answered."""

    question: Annotated[str, about("Key of the question", public=True)]
    text: Annotated[str, about("Question", public=True)]
    answer: Annotated[Prose, about("Answer", release=True)] = Prose("")
    words: Annotated[int, about("Number of words", public=True, passed_over=1)] = 0
    last_quarter: Annotated[str, about("Compared with last quarter", public=True)] = "none"
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")

    @property
    def is_unchanged(self) -> bool:
        return self.last_quarter == "same"


class Section(ContentPart, kw_only=True):
    """A section of the form."""

    key: Annotated[str, about("Key", public=True)]
    title: Annotated[str, about("Title", public=True, passed_over=1)]
    answers: Annotated[list[Answer], about("Answers", public=True)] = field(default_factory=list)


class Rating(ContentPart, kw_only=True):
    """The area's own judgement, from 0 to 10."""

    value: Annotated[Decimal | None, about("Rating", public=True, column=12)] = None
    shown: Annotated[str, about("As printed", public=True, passed_over=1)] = ""
    previous: Annotated[str, about("Last quarter", public=True)] = ""
    change: Annotated[Decimal | None, about("Change", public=True)] = None
    suggested: Annotated[
        str, about("What figures, audits and actions suggest", since=4, passed_over=4)
    ] = ""
    why_apart: Annotated[Prose, about("Why the rating is apart from that", since=4)] = Prose("")


class Anchors(ContentPart, kw_only=True):
    """What the ends of the scale mean in this area."""

    ten: Annotated[str, about("10 means", public=True)] = ""
    zero: Annotated[str, about("0 means", public=True)] = ""


REASON_HELD_BACK = "The full report gives the reason."


class AreaContent(ContentPart, kw_only=True):
    """A service area's chapter. One that a final leaves out has its name and the reason alone."""

    slug: Annotated[str, about("Slug", public=True)]
    name: Annotated[str, about("Area", public=True, column=21)]
    order: Annotated[int, about("Order", public=True, passed_over=1)] = 0
    state: Annotated[str, about("Code of the state", public=True)]
    state_name: Annotated[str, about("State", public=True, passed_over=1)]
    included: Annotated[bool, about("In this version", public=True)]
    left_out_reason: Annotated[Typed, about("Left out because", instead=REASON_HELD_BACK)] = Typed(
        ""
    )
    heads: Annotated[list[str], about("Heads of service", instead=HEAD, passed_over=1)] = field(
        default_factory=list
    )
    sent_at: Annotated[datetime | None, about("Sent", public=True)] = None
    sent_by: Annotated[str, about("Sent by", instead=HEAD)] = ""
    approved_at: Annotated[datetime | None, about("Approved", public=True)] = None
    approved_by: Annotated[str, about("Approved by", instead=DIRECTOR)] = ""
    questions_asked: Annotated[int, about("Questions asked", public=True, passed_over=1)] = 0
    questions_answered: Annotated[int, about("Questions answered", public=True, passed_over=1)] = 0
    words: Annotated[int, about("Number of words", public=True, passed_over=1)] = 0
    same_as_last_quarter: Annotated[
        int, about("Answers not changed", public=True, passed_over=1)
    ] = 0
    anchors: Annotated[Anchors, about("Ends of the rating scale", public=True, passed_over=1)] = (
        field(default_factory=Anchors)
    )
    sections: Annotated[list[Section], about("Sections", public=True)] = field(default_factory=list)
    rating: Annotated[Rating | None, about("Rating", public=True)] = None
    evidence: Annotated[Evidence, about("Evidence", public=True)] = field(default_factory=Evidence)
    strengths: Annotated[list[StrengthContent], about("Strengths", public=True)] = field(
        default_factory=list
    )
    actions: Annotated[list[ActionContent], about("Areas for development", public=True)] = field(
        default_factory=list
    )
    indicators: Annotated[list[IndicatorContent], about("Indicators", public=True)] = field(
        default_factory=list
    )
    indicator_counts: Annotated[
        Counts, about("Indicators by status", public=True, passed_over=1)
    ] = field(default_factory=dict)
    charts: Annotated[list[Drawing], about("Charts", public=True, passed_over=1)] = field(
        default_factory=list
    )

    tested: Annotated[
        TestedContent | None, about("Words set beside the record", since=4, passed_over=4)
    ] = None

    @property
    def is_approved(self) -> bool:
        return self.state == "approved"

    @property
    def reason_is_held_back(self) -> bool:
        return self.left_out_reason == REASON_HELD_BACK

    @property
    def overdue_actions(self) -> int:
        return sum(action.overdue for action in self.actions)

    @property
    def open_actions(self) -> list[ActionContent]:
        return [action for action in self.actions if not action.is_finished]

    @property
    def actions_without_owner_or_date(self) -> int:
        """Of how many open actions nobody has said who will do it by when."""
        return sum(not (action.owner and action.due) for action in self.open_actions)
