"""Turning an event into a sentence for people."""

from datetime import date

from selfassess.access import OVERVIEW, Role
from selfassess.assessments.overview import DIRECTORS_OVERVIEW
from selfassess.quarters.dates import QuarterPeriod
from services.registry import find_area

from .models import Event

# {by}, {subject}, {quarter} and what the event says of before and after are filled in.
SENTENCES = {
    "quarter.plan": "{by} planned the quarter.",
    "quarter.due": "{by} moved the quarter’s due date to {due}.",
    "quarter.open": "{by} opened the quarter.",
    "quarter.extend": "{by} added assessments for new areas.",
    "quarter.close": "{by} closed the quarter.",
    "quarter.reopen": "{by} reopened the quarter.",
    "quarter.issue": "The quarter was issued by {by}.",
    "quarter.revise": "{by} put the quarter back to closed.",
    "assessment.start": "{by} started writing.",
    "assessment.send": "{by} sent the assessment to the director.",
    "assessment.return": "{by} returned the assessment for changes.",
    "assessment.approve": "{by} approved the assessment.",
    "assessment.reopen": "{by} reopened the assessment.",
    "assessment.remind": "{by} sent a reminder.",
    "assessment.longer": "{by} gave the area until {until}.",
    "answer.save": "{by} saved version {version} of “{subject}”.",
    "answer.keep": "A text of {by} for “{subject}” could not be saved and was kept.",
    "answer.settle": "{by} decided about the kept text for “{subject}”.",
    "form.keep": "A form of {by} arrived signed out and was kept: {subject}.",
    "form.use": "{by} saved the kept form {subject}.",
    "form.discard": "{by} discarded the kept form {subject}.",
    "rating.save": "{by} saved the rating.",
    "section.complete": "{by} said that the section “{subject}” is completed.",
    "section.resume": "{by} said that the section “{subject}” is not completed.",
    "comment.add": "{by} asked for changes.",
    "comment.write": "{by} commented on “{subject}”.",
    "comment.reply": "{by} said why “{subject}” stays as it is.",
    "record.add": "{by} added an entry: {subject}.",
    "record.change": "{by} changed an entry: {subject}.",
    "record.remove": "{by} removed an entry: {subject}.",
    "record.move": "{by} changed the order of entries: {subject}.",
    "action.raise": "{by} added the action “{subject}”.",
    "action.change": "{by} changed the action “{subject}”.",
    "action.update": "{by} updated the action “{subject}”.",
    "action.hand": "{by} gave the action “{subject}” a new owner.",
    "action.remove": "{by} removed the action “{subject}”.",
    "measure.save": "{by} entered a figure for {subject}.",
    "measure.add": "{by} entered what another source says about {subject}.",
    "measure.adopt": "{by} chose which source counts for {subject}.",
    "measure.settle": "{by} settled which source is right for {subject}.",
    "measure.remove": "{by} removed what a source said about {subject}.",
    "outturn.add": "{by} entered a whole year’s figure for {subject}.",
    "remark.save": "{by} commented on {subject}.",
    "target.set": "{by} set the target of {subject} from {quarter} on.",
    "import.apply": "{by} imported {subject}: {added} added, {changed} changed.",
    "import.undo": "{by} undid the import of {subject}.",
    "benchmarks.import": "{by} imported official figures for {subject}.",
    "kpi.add": "{by} added the KPI {subject}.",
    "kpi.change": "{by} changed the KPI {subject}.",
    "kpi.choose": "{by} chose {subject} to be reported from {quarter} on.",
    "kpi.retire": "{by} chose {subject} to be reported no longer, from {quarter} on.",
    "catalogue.load": "{by} loaded the catalogue of KPIs.",
    "report.compile": "{by} asked for the report, {subject}.",
    "report.cancel": "{by} cancelled the report, {subject}.",
    "report.compiled": "The report, {subject}, was compiled.",
    "report.cut": "{by} was the first to ask for the cut “{cut}” of the report, {subject}.",
    "report.annual": "{by} was the first to ask for the self-evaluation of {subject} as a PDF.",
    "report.confirm": "{by} let the scrutiny edition of the report, {subject}, go out.",
    "report.issue": "{by} issued the report, {subject}.",
    "person.invite": "{by} invited {subject}.",
    "person.change": "{by} changed the account {subject}.",
    "person.assign": "{by} gave {subject} the role “{role}”.",
    "person.unassign": "{by} took the role “{role}” from {subject}.",
    "person.leave": "{subject} left: {by} closed the account.",
    "person.return": "{subject} came back: {by} opened the account again.",
}


def sentence(event: Event) -> str:
    """One sentence; a verb from an older version of the program is shown as it is."""
    told = {name: as_said(value) for name, value in (event.before | event.after).items()}
    words = told | {
        "by": event.by,
        "subject": _subject(event),
        "quarter": quarter_name(event.quarter),
        "role": _role(event, str(told.get("role", ""))),
    }
    try:
        return SENTENCES[event.verb].format_map(words)
    except KeyError:
        return f"{event.by}: {event.verb} {event.subject}".strip()


def as_said(value):
    """A date is stored as 2020-10-16 and said as 16 October 2020."""
    try:
        return f"{date.fromisoformat(value):%-d %B %Y}"
    except (TypeError, ValueError):
        return value


def quarter_name(code: str) -> str:
    """2020-21-q2 is said as Q2 2020/21; anything else as it is."""
    try:
        return QuarterPeriod.parse(code).name
    except ValueError:
        return code


def _role(event: Event, role: str) -> str:
    """A role is stored as a word, its area beside it."""
    name = Role(role).label if role in Role.values else role
    return f"{name}, {find_area(event.area).verbose_name}" if event.area else name


def _subject(event: Event) -> str:
    """A question's words or a section's title, where they are still declared."""
    if event.verb.startswith("section."):
        try:
            return _form(event).section(event.subject).title
        except LookupError:
            return event.subject
    return asked(event, event.subject)


def asked(event: Event, question: str) -> str:
    """The words of a question, where it is still declared."""
    try:
        return _form(event).question(question).text
    except LookupError:
        return question


def _form(event: Event):
    return DIRECTORS_OVERVIEW if event.area == OVERVIEW else find_area(event.area)
