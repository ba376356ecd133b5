"""A quarter and its state: planned, open, closed, issued."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfassess.accounts.models import User
from datetime import date, datetime, timedelta
from typing import Self

from dateutil.easter import easter
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from selfassess.access import Permission, can, has_any
from selfassess.tones import Tone, TonedChoices

from .dates import QuarterPeriod, end_of_day


class QuarterState(TonedChoices):
    PLANNED = "planned", Tone.RESTING, "Planned"
    OPEN = "open", Tone.MOVING, "Open"
    CLOSED = "closed", Tone.RESTING, "Closed"
    ISSUED = "issued", Tone.MOVING, "Issued"


# Each move: its name → the states from which it is allowed, the state to which it leads
QUARTER_MOVES = {
    "open": ({QuarterState.PLANNED}, QuarterState.OPEN),
    "close": ({QuarterState.OPEN}, QuarterState.CLOSED),
    "reopen": ({QuarterState.CLOSED}, QuarterState.OPEN),
    "issue": ({QuarterState.CLOSED}, QuarterState.ISSUED),
    "revise": ({QuarterState.ISSUED}, QuarterState.CLOSED),
}
UNDER_WAY = (QuarterState.OPEN, QuarterState.CLOSED)  # answers and reports may still change


def validate_code(code: str) -> None:
    try:
        QuarterPeriod.parse(code)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def default_due(period: QuarterPeriod) -> date:
    """Return the first Friday that is two weeks or more after the quarter's end, and no Good
    Friday, on which nobody works."""
    day = period.ends + timedelta(days=14)
    day += timedelta(days=(4 - day.weekday()) % 7)
    is_good_friday = day == easter(day.year) - timedelta(days=2)
    return day + timedelta(days=7) if is_good_friday else day


class QuarterQuerySet(models.QuerySet["Quarter"]):
    def issued(self) -> Self:
        return self.filter(state=QuarterState.ISSUED)

    def begun(self) -> Self:
        """Quarters that have been opened, whatever their state is now."""
        return self.exclude(state=QuarterState.PLANNED)

    def newest_for(self, user: "User") -> Self:
        """The newest that has begun and that this person may see."""
        return self.visible_to(user).begun()[:1]

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def before(self, code: str) -> Self:
        return self.filter(code__lt=code)

    def visible_to(self, user: "User") -> Self:
        """Quarters that this person may see.

        Planned ones are for administrators, unissued ones for people who work on them, issued ones
        for all readers.
        """
        if can(user, Permission.ADMINISTER):
            return self
        if has_any(user, [Permission.READ_WORDS, Permission.READ_FIGURES]):
            return self.exclude(state=QuarterState.PLANNED)
        if has_any(user, [Permission.READ_ISSUED]):
            return self.issued()
        return self.none()


class Quarter(models.Model):
    code = models.CharField(max_length=10, primary_key=True, validators=[validate_code])
    state = models.CharField(max_length=10, choices=QuarterState, default=QuarterState.PLANNED)
    due = models.DateField("due on")  # the areas' last day, to its end in London
    note = models.CharField(max_length=300, blank=True)  # for every reader, about its data

    objects = QuarterQuerySet.as_manager()

    class Meta:
        ordering = ["-code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuarterState.values), name="a_quarter_is_in_a_known_state"
            )
        ]

    def __str__(self) -> str:
        return self.period.name

    def get_absolute_url(self) -> str:
        return reverse("quarter", args=[self.code])

    @property
    def period(self) -> QuarterPeriod:
        return QuarterPeriod.parse(self.code)

    @property
    def name(self) -> str:
        return self.period.name

    @property
    def deadline(self) -> datetime:
        return end_of_day(self.due)

    @property
    def tone(self) -> Tone:
        return QuarterState(self.state).tone

    @property
    def is_issued(self) -> bool:
        return self.state == QuarterState.ISSUED

    @property
    def stays_closed_because(self) -> str:
        """Return why a closed quarter cannot be reopened, as a sentence; empty when it can.

        Once a version is issued, words change only in areas that the director has reopened.
        """
        if self.is_issued:
            return (
                f"{self.name} is issued, and what is issued stays as it is. The director can "
                "reopen one of its areas."
            )
        if self.reports.issued().exists():
            return (
                f"{self.name} was issued and is being revised. Only the areas that the director "
                "reopened can be changed."
            )
        return ""

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY
