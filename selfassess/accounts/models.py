"""People, and which role each has in which area."""

from typing import Self
from unicodedata import normalize

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from selfassess.access import ROLES_OF_AN_AREA, Permission, Role, can
from services.registry import area_choices, find_area

COMMAND_LINE = "command-line@localhost"


class UserQuerySet(models.QuerySet["User"]):
    def with_roles(self) -> Self:
        return self.prefetch_related("assignments")

    def locked(self, user: "User") -> "User":
        """The row as it is now, but not against those who only refer to it: the person may be
        saving at this moment, and two who change each other would wait for each other's event for
        ever."""
        return self.select_for_update(no_key=True).get(pk=user.pk)

    def visible_to(self, user: "User") -> Self:
        """Everybody but the system's account, for administrators; nobody, for all others."""
        if not can(user, Permission.ADMINISTER):
            return self.none()
        return self.filter(is_system=False)

    def active(self) -> Self:
        return self.filter(is_active=True)

    def holding(self, *roles: str, area: str = "") -> Self:
        """Active people with one of these roles in an area, or, without one, council-wide."""
        return self.active().filter(assignments__role__in=roles, assignments__area=area).distinct()


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the address in lower case, the form in which sign-in looks it up. PostgreSQL takes
        the long s and the Kelvin sign for s and k, so both are these."""
        return normalize("NFKC", email or "").strip().lower()

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def command_line(self) -> "User":
        """Return the account that acts when a command names no person; make it if need be.

        It may do everything, but cannot sign in: it is inactive and has no password.
        """
        user, created = self.get_or_create(
            email=COMMAND_LINE,
            defaults={"name": "Command line", "is_active": False, "is_system": True},
        )
        if created:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user


class User(AbstractBaseUser):
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    is_system = models.BooleanField(default=False, editable=False)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Signs in with a password where everybody else signs in at the council's provider
    is_break_glass = models.BooleanField(default=False, editable=False)

    objects = UserManager()

    # The code of the newest quarter that has begun and that she may see, where a page has found it
    # by the way; the navigation leads there
    newest_quarter: str | None = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_person"),
            models.CheckConstraint(
                condition=Q(is_system=False) | Q(is_active=False),
                name="the_system_account_cannot_sign_in",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def title(self) -> str:
        """Name the person in reports: by the job where possible, since reports outlive people."""
        return self.job_title or self.name

    @cached_property
    def held_roles(self) -> list["Assignment"]:
        """This person's roles, read once a request: a role taken away is gone at the next click."""
        return list(self.assignments.all())

    # Django's admin asks these; `access` answers.
    @property
    def is_staff(self) -> bool:
        return self.is_active and can(self, Permission.ADMINISTER)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def in_force(self) -> Self:
        """Roles of people who may sign in."""
        return self.filter(user__is_active=True)

    def writing_in(self, area: str) -> Self:
        """Roles of the heads and deputies of an area, with their accounts, by name."""
        return self.in_force().filter(area=area).select_related("user").order_by("user__name")


class Assignment(models.Model):
    """One role of one person: for one area (head, deputy) or for the whole council."""

    user = models.ForeignKey(User, models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=20, choices=Role)
    area = models.CharField(max_length=40, choices=area_choices, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["role", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "area"], name="nobody_holds_a_role_twice"
            ),
            models.CheckConstraint(
                condition=Q(role__in=ROLES_OF_AN_AREA) & ~Q(area="")
                | ~Q(role__in=ROLES_OF_AN_AREA) & Q(area=""),
                name="only_heads_and_deputies_have_an_area",
                violation_error_message="Heads and deputies need an area; other roles have none.",
            ),
        ]

    def __str__(self) -> str:
        role = Role(self.role).label
        return f"{role}, {find_area(self.area).verbose_name}" if self.area else role
