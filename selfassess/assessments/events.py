"""What the audit trail says of answers, and of an assessment's way to the report."""

from selfassess.access import OVERVIEW
from selfassess.audit.models import Event
from selfassess.audit.verbs import declare
from services.registry import Area, find_area

from .models import KeptText
from .overview import DIRECTORS_OVERVIEW, DirectorsOverview


def _form(event: Event) -> Area | DirectorsOverview:
    return DIRECTORS_OVERVIEW if event.area == OVERVIEW else find_area(event.area)


def _words_of(event: Event, question: str) -> str:
    """The words of a question, where it is still declared."""
    try:
        return _form(event).question(question).text
    except LookupError:
        return question


def _question(event: Event) -> dict[str, str]:
    return {"subject": _words_of(event, event.subject)}


def _section(event: Event) -> dict[str, str]:
    """A section's title, where it is still declared."""
    try:
        return {"subject": _form(event).section(event.subject).title}
    except LookupError:
        return {}


declare(
    {
        "assessment.start": "{by} started writing.",
        "assessment.send": "{by} sent the assessment to the director.",
        "assessment.recall": "{by} took the assessment back before the director had opened it.",
        "assessment.view": "{by} opened the review.",
        "assessment.return": "{by} returned the assessment for changes.",
        "assessment.approve": "{by} approved the assessment.",
        "assessment.reopen": "{by} reopened the assessment.",
        "assessment.longer": "{by} gave the area until {until}.",
    },
    kind="Assessments",
)
declare({"rating.save": "{by} saved the rating."}, kind="Answers and ratings")
declare(
    {
        "section.complete": "{by} said that the section “{subject}” is completed.",
        "section.resume": "{by} said that the section “{subject}” is not completed.",
    },
    words=_section,
    kind="Answers and ratings",
)
declare(
    {
        "answer.save": "{by} saved version {version} of “{subject}”.",
        "answer.keep": "A text of {by} for “{subject}” could not be saved and was kept.",
        "answer.settle": "{by} decided about the kept text for “{subject}”.",
    },
    models=(KeptText,),
    words=_question,
    kind="Answers and ratings",
)
declare(
    {"answer.restore": "{by} brought back version {earlier} of “{subject}”, as version {version}."},
    words=_question,
    kind="Answers and ratings",
    hidden={"earlier"},
)
# The fields of a request for changes are the questions it asks about.
declare(
    {
        "comment.add": "{by} asked for changes.",
        "comment.write": "{by} commented on “{subject}”.",
        "comment.reply": "{by} said why “{subject}” stays as it is.",
    },
    words=_question,
    name_field=_words_of,
    kind="Comments",
)
