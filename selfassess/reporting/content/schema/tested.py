"""What came of setting an area's words beside the record."""

from typing import Annotated

from msgspec import field

from selfassess.claims.finding import Tier
from selfassess.schema_fields import ContentPart, Prose, Typed, about

OTHERWISE = "Official figures say otherwise"
SINCE = 4  # reports of before say nothing of it: their words were not tested


class FindingContent(ContentPart, kw_only=True):
    """Something in the words of an area that does not add up and stands. Another release may find
    more or less, so a final is not outdated by it."""

    kind: Annotated[str, about("Kind", since=SINCE, column=16)] = ""
    tier: Annotated[str, about("How much it says", since=SINCE, column=14)] = ""
    where: Annotated[Typed, about("Where it stands", since=SINCE, column=30)] = Typed("")
    quoted: Annotated[Prose, about("What is written", since=SINCE, column=50)] = Prose("")
    written: Annotated[Typed, about("The number as it is written", since=SINCE)] = Typed("")
    beside: Annotated[Typed, about("What stands beside it", since=SINCE, column=50)] = Typed("")
    source: Annotated[Typed, about("Source", since=SINCE, column=30)] = Typed("")
    kpi: Annotated[str, about("Code of the indicator", since=SINCE, column=10)] = ""
    explained: Annotated[bool, about("Explained", since=SINCE, column=10)] = False
    accepted: Annotated[bool, about("Accepted", since=SINCE, column=10)] = False
    reason: Annotated[Prose, about("Explanation", since=SINCE, column=40)] = Prose("")

    @property
    def contradicts(self) -> bool:
        return self.tier == Tier.CONTRADICTS


class TestedContent(ContentPart, kw_only=True):
    """How many numbers in the words of an area agree with the record, contradict it, or cannot be
    checked."""

    numbers: Annotated[int, about("Numbers in the text", since=SINCE)] = 0
    agree: Annotated[int, about("Agree with the record", since=SINCE)] = 0
    # Two counts that the first reports of this schema have not
    contradict: Annotated[int | None, about("Contradict the record", since=SINCE)] = None
    unchecked: Annotated[int | None, about("Cannot be checked", since=SINCE)] = None
    not_on_record: Annotated[int, about("Not on record", since=SINCE)] = 0
    explained: Annotated[int, about("Do not agree and are explained", since=SINCE)] = 0
    open: Annotated[int, about("Do not agree and stand open", since=SINCE)] = 0
    left_out: Annotated[list[str], about("Checks that failed", since=SINCE)] = field(
        default_factory=list
    )
    findings: Annotated[list[FindingContent], about("What does not add up", since=SINCE)] = field(
        default_factory=list
    )
