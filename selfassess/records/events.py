"""What the audit trail says of records and actions."""

from selfassess.audit.verbs import declare

from .models import Action, ActionUpdate, Audit, Fact, Strength, Voice

declare(
    {
        "record.add": "{by} added an entry: {subject}.",
        "record.change": "{by} changed an entry: {subject}.",
        "record.remove": "{by} removed an entry: {subject}.",
        "record.move": "{by} changed the order of entries: {subject}.",
    },
    models=(Audit, Voice, Fact, Strength),
    kind="Evidence and strengths",
)
declare(
    {
        "action.raise": "{by} added the action “{subject}”.",
        "action.change": "{by} changed the action “{subject}”.",
        "action.update": "{by} updated the action “{subject}”.",
        "action.hand": "{by} gave the action “{subject}” a new owner.",
        "action.remove": "{by} removed the action “{subject}”.",
    },
    models=(Action, ActionUpdate),
    kind="Actions",
    quotes=("the action “{subject}”", "an action"),
)
