"""The lists that an area keeps: evidence, strengths and areas for development."""

from datetime import date
from typing import Annotated

from msgspec import field

from selfassess.schema_fields import ContentPart, Prose, Typed, about

from .tested import OTHERWISE

INSPECTION = "inspection"  # a code of `records.models.ActionSource`


class AuditContent(ContentPart, kw_only=True):
    """An audit, with the cases at each grade as they were reported."""

    theme: Annotated[Typed, about("Audit")]
    aspect: Annotated[Typed, about("What was graded")] = Typed("")
    month: Annotated[str, about("Month")] = ""
    method: Annotated[Typed, about("Method")] = Typed("")
    unit: Annotated[str, about("Code of what grades are given as", since=2)] = ""
    cases: Annotated[int | None, about("Cases")] = None
    grades: Annotated[dict[str, str], about("Cases at each grade")] = field(default_factory=dict)
    oddity: Annotated[str, about("What does not add up", passed_over=1)] = ""
    learning: Annotated[Prose, about("Learning")] = Prose("")
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")


class VoiceContent(ContentPart, kw_only=True):
    """What people said, and what came of it."""

    whose: Annotated[str, about("Whose voice", passed_over=2)]
    whose_code: Annotated[str, about("Code of whose voice", since=2)] = ""
    how: Annotated[Typed, about("How it was heard")]
    said: Annotated[Prose, about("What they said")] = Prose("")
    changed: Annotated[Prose, about("What changed because of it")] = Prose("")
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")


class FactContent(ContentPart, kw_only=True):
    """A figure that is evidence and no indicator."""

    label: Annotated[Typed, about("What is counted")]
    group: Annotated[Typed, about("One of a set")] = Typed("")
    set_key: Annotated[str, about("Key of the set", since=2)] = ""
    shown: Annotated[str, about("Figure")] = ""
    period: Annotated[Typed, about("Period")] = Typed("")
    source: Annotated[Typed, about("Source")] = Typed("")
    earlier: Annotated[Typed, about("Earlier figure")] = Typed("")
    note: Annotated[Prose, about("Note")] = Prose("")
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")


class Evidence(ContentPart, kw_only=True):
    """How an area knows what it says."""

    audits: Annotated[list[AuditContent], about("Audits", public=True)] = field(
        default_factory=list
    )
    voices: Annotated[list[VoiceContent], about("What people said", public=True)] = field(
        default_factory=list
    )
    facts: Annotated[list[FactContent], about("Further figures", public=True)] = field(
        default_factory=list
    )


class StrengthContent(ContentPart, kw_only=True):
    """A strength, and how the area knows of it."""

    text: Annotated[Prose, about("Strength", release=True)]
    evidence: Annotated[Prose, about("How we know", release=True)] = Prose("")
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")


class ActionContent(ContentPart, kw_only=True):
    """An area for development, as it stood in the quarter."""

    text: Annotated[Prose, about("Action", release=True, column=50)]
    impact: Annotated[Prose, about("For children", release=True, column=40, detail=True)] = Prose(
        ""
    )
    owner: Annotated[Typed, about("Owner", column=20)] = Typed("")
    owner_role: Annotated[Typed, about("Owner’s role")] = Typed("")
    due: Annotated[date | None, about("Due", public=True, column=12)] = None
    first_due: Annotated[date | None, about("First due", public=True, column=12)] = None
    moved: Annotated[int, about("Times moved", public=True, column=9)] = 0
    status: Annotated[str, about("Status", public=True, column=14, passed_over=2)]
    status_code: Annotated[str, about("Code of the status", public=True, since=2)] = ""
    is_finished: Annotated[bool, about("Finished", public=True, passed_over=1)] = False
    overdue: Annotated[bool, about("Overdue", public=True, column=9, passed_over=1)] = False
    carried: Annotated[int, about("Carried forward", public=True, column=9)] = 0
    needs_update: Annotated[bool, about("No update this quarter", public=True, passed_over=1)] = (
        False
    )
    progress: Annotated[Prose, about("Progress", release=True, column=50, detail=True)] = Prose("")
    reason: Annotated[Prose, about("Why the date moved", release=True, column=40, detail=True)] = (
        Prose("")
    )
    difference: Annotated[Prose, about("Difference made", release=True, column=40, detail=True)] = (
        Prose("")
    )
    source_code: Annotated[str, about("Code of where it comes from", public=True, since=4)] = ""
    source: Annotated[str, about("Comes from", public=True, since=4, column=20, passed_over=4)] = ""
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, detail=True, passed_over=4)] = Prose("")
    number: Annotated[
        int | None, about("Its number, the same in every quarter", since=5, passed_over=5)
    ] = None

    @property
    def is_recommendation(self) -> bool:
        """Did an inspection recommend it?"""
        return self.source_code == INSPECTION
