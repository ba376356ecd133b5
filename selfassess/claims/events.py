"""What the audit trail says of decisions about findings. It holds the sentence and what stands
beside it, and prints neither where words of an assessment must not stand."""

from selfassess.audit.models import Event
from selfassess.audit.verbs import declare
from services.registry import find_area

from .lists import NAMES, list_of


def _question(event: Event) -> dict[str, str]:
    """The words of a question, where it is declared; an entry of a list is named as such."""
    if kind := list_of(event.subject):
        return {"subject": NAMES[kind]}
    try:
        return {"subject": f"“{find_area(event.area).question(event.subject).text}”"}
    except LookupError:
        return {"subject": f"“{event.subject}”"}


declare(
    {
        "finding.used": "{by} used the record’s figure in {subject}.",
        "finding.another_figure": "{by} said that {subject} gives another figure, and added it.",
        "finding.record_wrong": "{by} said that the record is wrong beside {subject}.",
        "finding.stays": "{by} said why a number in {subject} stays as it is.",
        "finding.taken_back": "{by} took back what was said of a number in {subject}.",
        "finding.record_right": "{by} said that the record beside {subject} is right.",
        "finding.asked": "{by} asked about a number in {subject}.",
        "finding.accepted": "{by} accepted what {subject} says beside the record.",
    },
    kind="What does not add up",
    words=_question,
    hidden={"kind"},
)
