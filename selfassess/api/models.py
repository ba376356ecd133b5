"""The tokens with which programs read."""

from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from selfassess.access import Permission, Role, can
from selfassess.accounts.models import Assignment, User
from selfassess.assessments.models import person, who_and_when
from selfassess.quarters.clock import now, today


class Scope(models.TextChoices):
    FIGURES = "figures", "Figures, targets and their status"
    RATINGS = "ratings", "Ratings"
    ACTIONS = "actions", "Actions"
    OPEN = "open", "Quarters that are not issued yet, without ratings and words"


# As whom a program reads that belongs to no account. Neither reads words that are not issued.
READERS = (Role.ANALYST, Role.VIEWER)


def digest(secret: str) -> str:
    """As it is stored. A secret is as long as a key, so that nobody can try all there are."""
    return sha256(secret.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    def visible_to(self, user: User) -> Self:
        return self if can(user, Permission.ADMINISTER) else self.none()

    def not_revoked(self) -> Self:
        return self.filter(revoked_at=None)

    def with_people(self) -> Self:
        return self.select_related("account", "made_by", "revoked_by")

    def found_by(self, secret: str) -> "Token | None":
        """Whatever has become of it, with its reader's roles."""
        found = self.select_related("account").prefetch_related("account__assignments")
        return found.filter(digest=digest(secret)).first()


class Token(models.Model):
    """Lets one program read for a while. It belongs to an account, with whose roles it reads, or
    to the program itself, which then reads in a role."""

    name = models.CharField("what reads with it", max_length=100)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="tokens"
    )
    role = models.CharField(max_length=20, choices=Role, blank=True)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    ends_in = models.CharField(max_length=4)  # so that people can tell two of them apart
    expires_on = models.DateField()  # its last day, to the end in London
    made_at = models.DateTimeField(default=now)
    made_by = person()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = person(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, role="")
                | Q(account__isnull=True, role__in=READERS),
                name="a_token_reads_as_an_account_or_in_a_role",
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(revoked_at__isnull=True),
                name="a_token_in_use_has_its_own_name",
            ),
            who_and_when("revoked_at", "revoked_by", "revoking_has_a_person_and_a_time"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_good(self) -> bool:
        """May it still be used? An account that is closed takes its tokens along."""
        is_in_time = self.revoked_at is None and today() <= self.expires_on
        return is_in_time and (self.account is None or self.account.is_active)

    @property
    def reader(self) -> User:
        """Who reads: the account, or somebody who is nobody's account and has one role."""
        if self.account is not None:
            return self.account
        program = User(name=self.name, is_active=False)
        vars(program)["held_roles"] = [Assignment(role=self.role, area="")]
        return program

    @property
    def scope_names(self) -> list[str]:
        return [str(scope.label) for scope in Scope if scope in self.scopes]

    @property
    def reads_as(self) -> str:
        return str(self.account) if self.account else f"{Role(self.role).label}, without an account"

    @property
    def state(self) -> str:
        if self.revoked_at:
            return "Revoked"
        if today() > self.expires_on:
            return "Expired"
        return "In use" if self.is_good else "Account closed"
