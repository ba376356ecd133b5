"""Whom an administrator invites, with which role and in which areas."""

import re
from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from selfassess import plain_text
from selfassess.access import ROLES_OF_AN_AREA, Role
from selfassess.accounts.models import User
from selfassess.edit_form import EditForm
from selfassess.forms import EMAIL, CouncilForm, LineField, Radios
from services.registry import area_choices

from .invited import Invited

MOST_AT_ONCE = 50
HINTS = {
    Role.HEAD: "Writes for an area and sends it to the director",
    Role.DEPUTY: "Writes for an area, and cannot send it",
    Role.DIRECTOR: "Reviews, approves and issues",
    Role.ANALYST: "Enters figures and targets of every area, and reads no words",
    Role.ADMINISTRATOR: "Keeps people, quarters and the audit trail",
    Role.VIEWER: "Reads what is issued",
}
LONGEST = 150  # characters of a name
ADDRESS = re.compile(r"<?([^\s<>,;]+@[^\s<>,;]+)>?")
SIGN = re.compile(r"[,;\t]")
SIGNS = ",;\t \"'"  # around a name
SURNAME_FIRST = re.compile(r"([^,;\t\"]+),\s*([^,;\t\"]+)")


class RoleForm(CouncilForm):
    """A role, and the areas in which a head of service or a deputy has it."""

    role = forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        widget=Radios(hints={role.value: hint for role, hint in HINTS.items()}),
        error_messages={"required": "Select a role"},
    )
    areas = forms.MultipleChoiceField(
        label="Areas",
        help_text="Of a head of service or a deputy. Other roles have all areas.",
        choices=area_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def layout(self) -> Layout:
        """The areas show once a role is chosen that has them (site.css)."""
        others = (name for name in self.fields if name != "areas")
        return Layout(*others, Field("areas", wrapper_class="sa-if-area"))

    def clean(self) -> dict[str, Any]:
        """Other roles have no area: what was ticked before the role was changed does not count."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("role") not in ROLES_OF_AN_AREA:
            cleaned["areas"] = []
        elif not cleaned.get("areas"):
            self.add_error("areas", "Select at least one area")
        return cleaned


class InviteForm(RoleForm):
    field_order = ("email", "name", "job_title", "role", "areas")

    email = forms.EmailField(label="E-mail address", error_messages={"required": EMAIL})
    name = LineField(label="Name", max_length=LONGEST)
    job_title = LineField(
        label="Job title",
        help_text="Reports name people by their job. It may be left out.",
        max_length=LONGEST,
        required=False,
    )

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if problem := why_not(email):
            raise ValidationError(problem)
        return email

    @property
    def invited(self) -> list[Invited]:
        given = self.cleaned_data
        return [Invited(given["email"], given["name"], given["job_title"])]


class InviteSeveralForm(RoleForm):
    """Several people with one role. Names may stand with the addresses, as e-mail programs and
    spreadsheets have them."""

    field_order = ("people", "role", "areas")

    people = forms.CharField(
        label="People",
        help_text=(
            "One person a line: e-mail address, name, job title. Names and jobs may be left out. "
            "You can paste rows of a spreadsheet."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Enter at least one e-mail address"},
    )

    def clean_people(self) -> list[Invited]:
        given = self.cleaned_data["people"]
        lines = [line for line in given.splitlines() if line.strip()]
        if max(len(lines), len(ADDRESS.findall(given))) > MOST_AT_ONCE:
            raise ValidationError(f"Invite {MOST_AT_ONCE} people at most at once.")
        found: dict[str, Invited] = {}
        problems: list[str] = []
        for line in lines:
            try:
                people = read_line(line)
            except ValidationError as error:
                problems += error.messages
                continue
            problems += [
                f"{one.email} stands in two lines that differ. Leave out one of them."
                for one in people
                if found.setdefault(one.email, one) != one
            ]
        if problems:
            raise ValidationError(problems)
        return list(found.values())

    @property
    def invited(self) -> list[Invited]:
        return self.cleaned_data["people"]


def read_line(line: str) -> list[Invited]:
    """`sam@example.org, Sam Jones, Team manager`, `Jones, Sam <sam@example.org>`, or several people
    as e-mail programs list them. What has no place is a problem, so that nobody is left out."""
    addresses = list(ADDRESS.finditer(line))
    if not addresses:
        raise ValidationError(f"“{line.strip()}” has no e-mail address.")
    if len(addresses) == 1:
        return [_person(addresses[0], line[: addresses[0].start()], line[addresses[0].end() :])]
    ends = [0, *(found.end() for found in addresses)]
    before = [line[end : one.start()] for end, one in zip(ends, addresses, strict=False)]
    named = (f[0] for f, one in zip(addresses, before, strict=True) if one.strip(SIGNS))
    if line[ends[-1] :].strip(SIGNS) or not all(one.startswith("<") for one in named):
        raise ValidationError(
            f"“{line.strip()}” has several addresses. Put each person on a line of their own."
        )
    return [_person(found, one, "") for found, one in zip(addresses, before, strict=True)]


def _person(found: re.Match[str], before: str, after: str) -> Invited:
    """Whose address stands between two pieces of a line."""
    email = User.objects.normalize_email(found[1])
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError(f"{email} is not an e-mail address.") from error
    if problem := why_not(email):
        raise ValidationError(problem)
    is_mail = found[0].startswith("<")
    if is_mail and after.lstrip().startswith(";") and after.strip(SIGNS):
        raise ValidationError(f"“{plain_text.line(after.strip(SIGNS))}” has no e-mail address.")
    before = before.strip(SIGNS)
    if is_mail and (name := SURNAME_FIRST.fullmatch(before)):
        before = f"{name[2]} {name[1]}"
    parts = [plain_text.line(part.strip(SIGNS)) for part in SIGN.split(f"{before}\t{after}")]
    parts = [part for part in parts if part]
    if len(parts) > 2:
        raise ValidationError(
            f"Beside {email} stand {len(parts)} things. Leave a name and a job title at most."
        )
    if any(len(part) > LONGEST for part in parts):
        raise ValidationError(f"The name or job title of {email} is too long.")
    name, job = [*parts, "", ""][:2]
    return Invited(email, name or email, job)


def why_not(email: str) -> str:
    """Why nobody can be invited at this address; empty when somebody can."""
    there = User.objects.filter(email__iexact=email).first()
    if there is None:
        return ""
    if there.is_system:
        return f"{email} is the system’s own account."
    if there.is_active:
        return f"{there} has an account with {email} already. Give the role on the person’s page."
    return f"{there} had an account with {email}. Open it again on the person’s page."


class PersonForm(EditForm):
    """Who somebody is."""

    email = forms.EmailField(
        label="E-mail address",
        help_text="Both addresses are told of a change.",
        error_messages={"required": EMAIL},
    )
    name = LineField(label="Name", max_length=LONGEST)
    job_title = LineField(label="Job title", max_length=LONGEST, required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.person.pk).exists():
            raise ValidationError("Another person has this address.")
        return email
