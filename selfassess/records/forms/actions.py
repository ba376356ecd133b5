"""The forms of an action: what it is, how it stands, who owns it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from selfassess.accounts.models import User
from selfassess.forms import CouncilForm, DayField, Radios, editable_data
from selfassess.quarters.models import Quarter
from selfassess.records.action_state import ActionState
from selfassess.records.models import (
    FINISHED,
    Action,
    ActionSource,
    ActionStatus,
    ActionUpdate,
)

from .fields import RecordText
from .owner import OwnerField, named, owner_from, refuse_unknown_address
from .record import RecordForm


class SeenActionsField(forms.CharField):
    """The actions that a page showed: number and version of each, as in `12.1 15.3`."""

    widget = forms.HiddenInput
    UNKNOWN = "The form does not say which actions it showed. Look at the list, and send it again."

    def __init__(self) -> None:
        super().__init__(error_messages={"required": self.UNKNOWN})

    @staticmethod
    def describe(actions: Iterable[Action]) -> str:
        return " ".join(f"{action.pk}.{action.version}" for action in actions)

    def clean(self, value: Any) -> dict[int, int]:
        words = super().clean(value).split()
        if not all(re.fullmatch(r"[0-9]{1,15}\.[0-9]{1,9}", word) for word in words):
            raise forms.ValidationError(self.UNKNOWN)
        pairs = (word.split(".") for word in words)
        return {int(number): int(version) for number, version in pairs}


class SeenActionsForm(CouncilForm):
    """Gives actions to somebody: those that its page showed, and no others."""

    seen = SeenActionsField()

    def __init__(self, *args: Any, actions: Iterable[Action], **kwargs: Any) -> None:
        self.newest = SeenActionsField.describe(actions)
        super().__init__(*args, initial={"seen": self.newest}, **kwargs)

    def show_newest(self) -> None:
        """Whatever was wrong, the page shows the list as it is now, and stands on that."""
        editable_data(self)["seen"] = self.newest


class HandOverForm(SeenActionsForm):
    owner = OwnerField(
        label="Who owns them from now on?",
        error_messages={"required": "Enter the new owner: a person, a role or a partner."},
    )

    def clean_owner(self) -> str:
        typed: str = self.cleaned_data["owner"]
        refuse_unknown_address(typed)
        return typed


class ActionForm(RecordForm):
    """Contract names: text, impact, owner, due. `owner` is a person's account or any words."""

    text = RecordText(label="What will you do?", rows=3)
    impact = RecordText(label="What will be different for children?", required=False, rows=3)
    owner = OwnerField(label="Who owns it?", required=False)
    due = DayField(label="Due on", required=False, help_text="For example, 30 September 2020")
    source = forms.ChoiceField(
        label="Where does it come from?",
        choices=[("", "The area’s own plan"), *ActionSource.choices],
        initial="",
        required=False,
        widget=Radios,
        help_text="The report follows recommendations of inspections in a list of their own.",
    )

    class Meta:
        model = Action
        fields = ("text", "impact", "source")

    def __init__(
        self, *args: Any, quarter: Quarter, instance: Action | None = None, **kwargs: Any
    ) -> None:
        self.quarter = quarter
        if instance:
            person = instance.owner_person
            kwargs["initial"] = {
                "owner": named(person, list(User.objects.active())) if person else instance.owner,
                "due": instance.first_due,
            }
        super().__init__(*args, instance=instance, **kwargs)
        if instance and instance.first_due:
            self.fields["due"].disabled = True
            self.fields["due"].help_text = "The first date stands. Move it with an update."

    def clean_source(self) -> str:
        """A page from before this was asked says nothing of it, and changes nothing."""
        asked = self.add_prefix("source") in self.data
        chosen: str = self.cleaned_data["source"] if asked else self.instance.source
        return chosen

    def clean_due(self) -> date | None:
        due = self.cleaned_data["due"]
        is_new = not (self.instance and self.instance.first_due)
        if due and is_new and due < self.quarter.period.starts:
            raise forms.ValidationError(
                f"{due:%-d %B %Y} is before {self.quarter.name} begins. Enter a date in the "
                "quarter or later, or leave it empty."
            )
        return due

    def clean_owner(self) -> str:
        typed: str = self.cleaned_data["owner"]
        if not self._keeps_owner(typed):
            refuse_unknown_address(typed)
        return typed

    def _keeps_owner(self, typed: str) -> bool:
        """Who has left meanwhile owns it until somebody else does."""
        return bool(self.instance.pk) and typed == self.initial["owner"]

    def values(self) -> dict[str, Any]:
        typed, stored = self.cleaned_data["owner"], self.instance
        owner = owner_from(typed)
        if self._keeps_owner(typed):
            owner = {"owner_person": stored.owner_person, "owner": stored.owner}
        return super().values() | owner | {"first_due": self.cleaned_data["due"]}


class UpdateForm(RecordForm):
    """How an action stands this quarter."""

    status = forms.ChoiceField(label="How does it stand?", choices=ActionStatus, widget=Radios)
    progress = RecordText(label="What was done this quarter?", required=False)
    due = DayField(
        label="New date, if it moves",
        required=False,
        help_text="Leave empty if the date stands.",
    )
    reason = RecordText(label="Why does the date move?", required=False, rows=2)
    difference = RecordText(
        label="What difference did it make for children?",
        required=False,
        rows=2,
        help_text="Needed when the action is done or stopped: one sentence.",
    )

    class Meta:
        model = ActionUpdate
        fields = ("status", "progress", "due", "reason", "difference")

    def __init__(self, *args: Any, state: ActionState, **kwargs: Any) -> None:
        self.state = state
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        due = cleaned.get("due")
        if due and due == self._date_before():
            cleaned["due"] = due = None  # written again, it has not moved
        if due and due < self.state.action.raised_in.period.starts:
            self.add_error("due", "Enter a date after the quarter in which the action was raised.")
        if due and not cleaned.get("reason"):
            self.add_error("reason", "Enter why the date moves. It is shown to the director.")
        if cleaned.get("status") in FINISHED and not cleaned.get("difference"):
            self.add_error("difference", "Enter one sentence on the difference it made.")
        return cleaned

    def _date_before(self) -> date | None:
        """The date that stood before this quarter's update."""
        previous = [u.due for u in self.state.action.updates.all() if u.due]
        own = self.state.update
        if own and own.due and previous:
            previous = previous[:-1]
        return previous[-1] if previous else self.state.action.first_due

    def _post_clean(self) -> None:
        """The constraints are told in this form's own words, above."""
