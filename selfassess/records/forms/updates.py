"""One form for what is said of all of an area's actions this quarter."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from selfassess.edit_form import ShowsWhatItSaw
from selfassess.forms import DayField
from selfassess.records.action_state import ActionState
from selfassess.records.models import ActionStatus

from .actions import UpdateForm
from .fields import RecordText

SAID = ("status", "progress", "due", "reason", "difference")


class RowForm(ShowsWhatItSaw, UpdateForm):
    """An action's update in a row of the page: saved where its author touched it."""

    status = forms.ChoiceField(label="How does it stand?", choices=ActionStatus)
    progress = RecordText(label="What was done this quarter?", required=False, rows=2)
    due = DayField(label="New date, if it moves", required=False)
    reason = RecordText(label="Why does the date move?", required=False, rows=1)
    difference = RecordText(
        label="What difference did it make for children?", required=False, rows=1
    )

    def __init__(self, *args: Any, state: ActionState, **kwargs: Any) -> None:
        initial = {} if state.update else {"status": state.status}
        super().__init__(
            *args,
            state=state,
            instance=state.update,
            initial=initial,
            prefix=f"action-{state.action.pk}",
            **kwargs,
        )
        self.remember(SAID)
        for field in self.fields.values():
            field.about = str(state.action)  # type: ignore[attr-defined]

    def add_error(self, field: str | None, error: Any) -> None:
        """What is said of the whole row stands at the first box of words."""
        super().add_error(field or "progress", error)

    @property
    def is_touched(self) -> bool:
        """A form that no page of ours has sent counts as touched where it says anything."""
        return self.is_bound and any(
            name in self.changed_data for name in SAID if self.add_prefix(name) in self.data
        )

    @property
    def is_moving(self) -> bool:
        """Its date is moved, or was to be: then it stands unfolded."""
        return any(self[name].value() or self[name].errors for name in ("due", "reason"))


class UpdatesForm:
    """The rows as one form, so that pages draw and summarise it like any other."""

    def __init__(self, rows: Iterable[RowForm]) -> None:
        self.rows = list(rows)

    @classmethod
    def of(cls, states: Iterable[ActionState], data: QueryDict | None) -> "UpdatesForm":
        """Rows that nobody typed in show what is stored now."""
        rows = [RowForm(data, state=state) for state in states]
        return cls(row if row.is_touched else RowForm(None, state=row.state) for row in rows)

    def __iter__(self) -> Iterator[BoundField]:
        return chain.from_iterable(self.rows)

    @property
    def touched(self) -> list[RowForm]:
        return [row for row in self.rows if row.is_touched]

    @property
    def errors(self) -> list[Any]:
        return [row.errors for row in self.rows if row.errors]

    def non_field_errors(self) -> list[str]:
        return []  # each row's stand in its row

    @property
    def is_stale(self) -> bool:
        return any(row.is_stale or row.is_removed for row in self.rows)

    def stand_on(self, states: Iterable[ActionState]) -> "UpdatesForm":
        """Rows with something wrong as they are, and all others anew."""
        wrong = {row.state.action.pk: row for row in self.rows if row.errors}
        return UpdatesForm(
            wrong.get(state.action.pk) or RowForm(None, state=state) for state in states
        )
