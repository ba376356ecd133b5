"""What is decided when a person leaves or comes back."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms

from selfassess.access import Role
from selfassess.accounts.models import Assignment, User, UserQuerySet
from selfassess.forms import CouncilForm
from selfassess.records.forms.actions import SeenActionsField, SeenActionsForm
from selfassess.records.models import Action


class PersonField(forms.ModelChoiceField):
    """Somebody who may sign in, by name and job."""

    def __init__(self, *, queryset: UserQuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(User.objects.active() if queryset is None else queryset, **kwargs)

    def label_from_instance(self, person: User) -> str:
        title = person.job_title
        return f"{person}, {title}" if title and title != person.name else str(person)


class LeaveForm(SeenActionsForm):
    """A new head for each area that would have none, a new owner for what she owns.
    Both may wait."""

    actions_to = PersonField(
        label="Who owns the open actions from now on?",
        required=False,
        empty_label="Nobody yet: they stay as they are",
    )

    def __init__(
        self,
        *args: Any,
        leaver: User,
        headless: Mapping[str, str],
        actions: Sequence[Action],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, actions=actions, **kwargs)
        others = User.objects.active().exclude(pk=leaver.pk)
        for slug, name in headless.items():
            self.fields[f"head-{slug}"] = PersonField(
                label=f"Who heads {name} from now on?",
                required=False,
                empty_label="Nobody yet",
                queryset=others,
            )
        if actions:
            self.fields["actions_to"] = self.fields.pop("actions_to")  # asked last
            cast(PersonField, self.fields["actions_to"]).queryset = others
            self.fields["seen"].required = False  # only who hands them on has to say it
        else:
            del self.fields["actions_to"], self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("actions_to") and cleaned.get("seen") == {}:
            self.add_error("seen", SeenActionsField.UNKNOWN)
        return cleaned

    @property
    def heads(self) -> dict[str, User]:
        fields = self.cleaned_data.items()
        return {n.removeprefix("head-"): p for n, p in fields if n.startswith("head-") and p}


class HandOnForm(SeenActionsForm):
    actions_to = PersonField(
        label="Who owns them from now on?",
        empty_label="Choose a person",
        error_messages={"required": "Choose the new owner"},
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.active().exclude(pk=owner.pk)
        cast(PersonField, self.fields["actions_to"]).queryset = others


class ReturnForm(CouncilForm):
    """Which of the roles that ended begin again. An area that has a head keeps the one it has."""

    roles = forms.MultipleChoiceField(
        label="Roles that begin again",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, roles: list[tuple[str, str]], **kwargs: Any) -> None:
        self.held = {f"{role} {area}".strip(): (role, area) for role, area in roles}
        heads = Assignment.objects.in_force().filter(role=Role.HEAD)
        taken = {(Role.HEAD, area) for area in heads.values_list("area", flat=True)}
        begin = [key for key, pair in self.held.items() if pair not in taken]
        super().__init__(*args, initial={"roles": begin}, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["roles"]).choices = [
            (key, str(Assignment(role=role, area=area))) for key, (role, area) in self.held.items()
        ]
        if not roles:
            del self.fields["roles"]

    @property
    def wanted(self) -> list[tuple[str, str]]:
        return [self.held[key] for key in self.cleaned_data.get("roles", [])]
