"""Whom an administrator invites, with which role and in which areas."""

import re
from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

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
ADDRESS = re.compile(r"<?([^\s<>,;]+@[^\s<>,;]+)>?")


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
    name = LineField(label="Name", max_length=150)
    job_title = LineField(
        label="Job title",
        help_text="Reports name people by their job. It may be left out.",
        max_length=150,
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
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) > MOST_AT_ONCE:
            raise ValidationError(f"Invite {MOST_AT_ONCE} people at most at once.")
        found: dict[str, Invited] = {}
        problems: list[str] = []
        for line in lines:
            try:
                person = read_line(line)
                if found.setdefault(person.email, person) != person:
                    problems.append(
                        f"{person.email} stands in two lines that differ. Leave out one of them."
                    )
            except ValidationError as error:
                problems += error.messages
        if problems:
            raise ValidationError(problems)
        return list(found.values())

    @property
    def invited(self) -> list[Invited]:
        return self.cleaned_data["people"]


def read_line(line: str) -> Invited:
    """`sam@example.org, Sam Jones, Team manager`, `Sam Jones <sam@example.org>` and the like."""
    found = ADDRESS.search(line)
    if found is None:
        raise ValidationError(f"“{line.strip()}” has no e-mail address.")
    email = User.objects.normalize_email(found[1])
    try:
        validate_email(email)
    except ValidationError as error:
        raise ValidationError(f"{email} is not an e-mail address.") from error
    if problem := why_not(email):
        raise ValidationError(problem)
    rest = [" ".join(part.split()) for part in re.split(r"[,;\t]", line.replace(found[0], "\t"))]
    name, job, *_ = [*(part.strip('"') for part in rest if part.strip('"')), "", ""]
    if max(len(name), len(job)) > 150:
        raise ValidationError(f"The name or job title of {email} is too long.")
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
    name = LineField(label="Name", max_length=150)
    job_title = LineField(label="Job title", max_length=150, required=False)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email = User.objects.normalize_email(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.person.pk).exists():
            raise ValidationError("Another person has this address.")
        return email
