"""A whole report, and what it says before and after its chapters."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from msgspec import field

from selfassess.schema_fields import ContentPart, Prose, about

from .areas import DIRECTOR, AreaContent, Counts
from .tested import OTHERWISE, FindingContent, TestedContent

SCHEMA = 5


class QuarterContent(ContentPart, kw_only=True):
    """The quarter that is reported."""

    code: Annotated[str, about("Code", public=True)]
    name: Annotated[str, about("Quarter", public=True, passed_over=1)]
    long_name: Annotated[str, about("Quarter in full", public=True, passed_over=1)]
    months: Annotated[str, about("Months", public=True, passed_over=1)]
    starts: Annotated[date, about("First day", public=True)]
    ends: Annotated[date, about("Last day", public=True)]
    due: Annotated[date | None, about("Due", public=True)] = None
    note: Annotated[Prose, about("Note on the quarter’s data")] = Prose("")


class Version(ContentPart, kw_only=True):
    """Which version of the quarter’s report this is."""

    key: Annotated[str, about("Key", public=True)]
    kind: Annotated[str, about("Kind: draft or final", public=True)]
    number: Annotated[int, about("Number", public=True)]
    name: Annotated[str, about("Version", public=True)]
    compiled_at: Annotated[datetime, about("Compiled", public=True)]
    compiled_by: Annotated[str, about("Compiled by")] = ""


class PreviousQuarter(ContentPart, kw_only=True):
    """The quarter with which answers are compared."""

    code: Annotated[str, about("Code", public=True)]
    name: Annotated[str, about("Quarter", public=True, passed_over=1)]


class Overview(ContentPart, kw_only=True):
    """What the director says of the whole quarter."""

    first_page: Annotated[Prose, about("First page", release=True)] = Prose("")
    text: Annotated[Prose, about("Overview", release=True)] = Prose("")
    by: Annotated[str, about("Written by", instead=DIRECTOR)] = ""
    at: Annotated[datetime | None, about("Written", public=True)] = None
    otherwise: Annotated[Prose, about(OTHERWISE, since=4, passed_over=4)] = Prose("")
    tested: Annotated[
        TestedContent | None, about("Words set beside the record", since=4, passed_over=4)
    ] = None


class Heat(ContentPart, kw_only=True):
    """Ratings by area and quarter."""

    quarters: Annotated[list[str], about("Quarters, oldest first", public=True)] = field(
        default_factory=list
    )
    by_area: Annotated[
        dict[str, list[Decimal | None]], about("Ratings by the area’s slug", public=True)
    ] = field(default_factory=dict)


class CountsBefore(ContentPart, kw_only=True):
    """How many indicators had which status, now and in the quarter before. The second, beside what
    that quarter's public edition counts, would tell of what it holds back."""

    now: Annotated[Counts, about("This quarter", public=True, passed_over=1)]
    before: Annotated[Counts | None, about("The quarter before")] = None


class Issued(ContentPart, kw_only=True):
    """A final version before this one."""

    name: Annotated[str, about("Version", public=True)]
    compiled_at: Annotated[datetime, about("Compiled", public=True)]
    issued_at: Annotated[datetime | None, about("Issued", public=True)] = None
    sha256: Annotated[str, about("SHA-256 of the PDF", public=True)] = ""


class ReportContent(ContentPart, kw_only=True):
    """All that a report says. It is frozen once, and every form and edition is drawn from it."""

    schema: Annotated[int, about("Number of the schema", public=True, passed_over=1)]
    authority: Annotated[str, about("Council", public=True, passed_over=1)]
    marking: Annotated[str, about("Handling", public=True, passed_over=1)]
    quarter: Annotated[QuarterContent, about("Quarter", public=True)]
    version: Annotated[Version, about("Version", public=True, passed_over=1)]
    previous_quarter: Annotated[
        PreviousQuarter | None, about("Quarter that answers are compared with", public=True)
    ] = None
    overview: Annotated[Overview, about("Director’s overview", public=True)]
    areas: Annotated[list[AreaContent], about("Service areas", public=True)]
    heat: Annotated[Heat | None, about("Ratings over the quarters", public=True)] = None
    indicator_counts: Annotated[CountsBefore | None, about("Indicators by status", public=True)] = (
        None
    )
    between_areas: Annotated[
        list[FindingContent],
        about("What does not add up between areas", since=4, passed_over=4),
    ] = field(default_factory=list)
    missing: Annotated[
        list[str], about("Areas that are not approved", public=True, passed_over=1)
    ] = field(default_factory=list)
    history: Annotated[
        list[Issued], about("Versions before this one", public=True, passed_over=1)
    ] = field(default_factory=list)

    @property
    def has_lists(self) -> bool:
        """The oldest content has only answers, and must still be drawn."""
        return self.indicator_counts is not None

    @property
    def included(self) -> list[AreaContent]:
        return [area for area in self.areas if area.included]

    def ratings_of(self, slug: str) -> list[Decimal | None]:
        """Return an area's rating for each quarter of the ratings table; None where it has none."""
        if self.heat is None:
            return []
        return self.heat.by_area.get(slug) or [None] * len(self.heat.quarters)
