"""What the audit trail says of reports."""

from selfassess.audit.models import Event
from selfassess.audit.verbs import declare
from services.registry import find_area

from .editions.descriptions import EDITIONS, name_of


def _edition(event: Event) -> dict[str, str]:
    """An edition by its name; one whose area has left the settings by its key."""
    key = event.after.get("cut", "")
    is_known = key in EDITIONS or find_area(key).installed
    return {"cut": name_of(key)} if is_known else {}


declare(
    {
        "report.compile": "{by} asked for the report, {subject}.",
        "report.cancel": "{by} cancelled the report, {subject}.",
        "report.compiled": "The report, {subject}, was compiled.",
        "report.annual": "The self-evaluation of {subject} was drawn as a PDF for {by}.",
        "report.release": "{by} released words for the public edition of the report, {subject}.",
        "report.take_back": "{by} held words back from the public edition of the report, "
        "{subject}.",
        "report.carry_over": "Words stayed released in the report, {subject}, because they and "
        "their marks are the same.",
        "report.publish": "{by} let the next number of the public edition of the report, "
        "{subject}, go out.",
        "report.confirm": "{by} let the scrutiny edition of the report, {subject}, go out.",
    },
    kind="Reports",
    leaves_assessments=True,
)
declare({"report.issue": "{by} issued the report, {subject}."}, kind="Reports")
declare(
    {"report.cut": "The edition “{cut}” of the report, {subject}, was drawn for {by}."},
    words=_edition,
    kind="Reports",
    leaves_assessments=True,
)
