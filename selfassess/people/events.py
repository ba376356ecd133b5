"""What the audit trail says of people and their roles."""

from selfassess.access import Role
from selfassess.audit.models import Event
from selfassess.audit.verbs import declare
from services.registry import find_area


def _role(event: Event) -> dict[str, str]:
    """A role is stored as a word, its area beside it."""
    role = (event.before | event.after).get("role", "")
    name = Role(role).label if role in Role.values else role
    return {"role": f"{name}, {find_area(event.area).verbose_name}" if event.area else name}


declare(
    {
        "person.assign": "{by} gave {subject} the role “{role}”.",
        "person.unassign": "{by} took the role “{role}” from {subject}.",
    },
    words=_role,
    kind="People",
)
declare(
    {
        "person.invite": "{by} invited {subject}.",
        "person.link": "{by} had a link to choose a password sent to {subject}.",
        "person.print_link": "{by} printed a link to choose the password of {subject}.",
        "person.end_sessions": "{by} ended the sessions of {subject}.",
        "person.forget_factor": "{by} took the lost second factor off the account {subject}.",
        "person.bind": "{subject} accepted the invitation, and signs in with single sign-on.",
        "person.unbind": "{by} ended the single sign-on of {subject}.",
        "person.break_glass": "{by} made {subject} a break-glass account, with a password.",
    },
    kind="People",
    tells_values=True,
    leaves_assessments=True,
)
# Pages of assessments name people.
declare(
    {
        "person.change": "{by} changed the account {subject}.",
        "person.leave": "{subject} left: {by} closed the account.",
        "person.return": "{subject} came back: {by} opened the account again.",
    },
    kind="People",
    tells_values=True,
)
