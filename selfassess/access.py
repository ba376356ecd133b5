"""Decides who may do what. Nothing else does.

GRANTS maps each role to its permissions. The roles of an area (head, deputy) grant them for that
area alone; the permissions in EVERYWHERE do not depend on an area at all.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from selfassess.accounts.models import Assignment, User
from collections.abc import Iterable
from enum import StrEnum, auto

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices

from services.registry import all_areas

OVERVIEW = "overview"  # used like an area's slug: the director's own part of the assessment


class Role(TextChoices):
    HEAD = "head", "Head of service"
    DEPUTY = "deputy", "Deputy"
    DIRECTOR = "director", "Director"
    ANALYST = "analyst", "Performance analyst"
    ADMINISTRATOR = "administrator", "Administrator"
    VIEWER = "viewer", "Viewer"


ROLES_OF_AN_AREA = (Role.HEAD, Role.DEPUTY)


class Permission(StrEnum):
    READ_WORDS = auto()  # an unissued quarter's words, rating and comments
    WRITE_WORDS = auto()
    SEND = auto()  # and take back what no director has opened yet
    REVIEW = auto()  # comment, return, approve, reopen
    READ_FIGURES = auto()
    WRITE_FIGURES = auto()
    READ_ISSUED = auto()
    READ_DRAFTS = auto()
    READ_AREA_DRAFT = auto()  # an area's own edition of a draft
    COMPILE = auto()
    ISSUE = auto()
    RELEASE = auto()  # confirm what the public edition of a report holds back
    ARCHIVE = auto()  # download everything of a quarter, drafts and audit trail too
    REMIND = auto()
    WRITE_OVERVIEW = auto()
    READ_TARGETS = auto()
    WRITE_TARGETS = auto()
    IMPORT = auto()
    IMPORT_DOCUMENTS = auto()  # bring in an earlier self-assessment, where nothing is written
    READ_ACTIONS = auto()
    ADMINISTER = auto()  # people, quarters, audit


P = Permission
_DEPUTY = {
    P.READ_WORDS,
    P.WRITE_WORDS,
    P.READ_FIGURES,
    P.WRITE_FIGURES,
    P.READ_ISSUED,
    P.READ_AREA_DRAFT,
    P.READ_TARGETS,
    P.READ_ACTIONS,
}
GRANTS: dict[str, set[Permission]] = {
    Role.DEPUTY: _DEPUTY,
    Role.HEAD: _DEPUTY | {P.SEND, P.IMPORT_DOCUMENTS},
    Role.DIRECTOR: {
        P.READ_WORDS,
        P.REVIEW,
        P.READ_FIGURES,
        P.READ_ISSUED,
        P.READ_DRAFTS,
        P.COMPILE,
        P.ISSUE,
        P.RELEASE,
        P.ARCHIVE,
        P.REMIND,
        P.WRITE_OVERVIEW,
        P.READ_TARGETS,
        P.READ_ACTIONS,
    },
    Role.ANALYST: {
        P.READ_FIGURES,
        P.WRITE_FIGURES,
        P.READ_ISSUED,
        P.READ_TARGETS,
        P.WRITE_TARGETS,
        P.IMPORT,
        P.READ_ACTIONS,
    },
    Role.ADMINISTRATOR: {
        P.READ_WORDS,
        P.READ_FIGURES,
        P.READ_ISSUED,
        P.READ_DRAFTS,
        P.READ_TARGETS,
        P.WRITE_TARGETS,
        P.READ_ACTIONS,
        P.ARCHIVE,
        P.REMIND,
        P.IMPORT_DOCUMENTS,
        P.ADMINISTER,
    },
    Role.VIEWER: {P.READ_ISSUED},
}
EVERYWHERE = {P.READ_ISSUED}


def can(user: "User | AnonymousUser", permission: Permission, area: str = "") -> bool:
    """May this person do this, in this area (its slug) or, without one, for the whole council?

    The system's own account, which acts for commands and cannot sign in, may do everything.
    """
    if not user.is_authenticated:
        return False
    return user.is_system or any(
        permission in GRANTS[held.role] and _reaches(held, permission, area)
        for held in user.held_roles
    )


def _reaches(held: "Assignment", permission: Permission, area: str) -> bool:
    return held.area in ("", area) or permission in EVERYWHERE


def require(user: "User", permission: Permission, area: str = "") -> None:
    """Raise PermissionDenied (a 403 page) unless `can` allows it."""
    if not can(user, permission, area):
        raise PermissionDenied(f"{user} may not {permission.replace('_', ' ')} {area}".strip())


def areas_where(user: "User", permission: Permission) -> list[str]:
    """Return the slugs of all areas, OVERVIEW among them, in which this person may do this."""
    held = user.held_roles if user.is_authenticated else ()
    slugs = {OVERVIEW} | {a.slug for a in all_areas()} | {r.area for r in held} - {""}
    return sorted(slug for slug in slugs if can(user, permission, slug))


def heads(user: "User", area: str) -> bool:
    """Is this person the head or a deputy of the area?"""
    return any(held.area == area for held in user.held_roles)


def require_second_person(user: "User", area: str) -> None:
    """Raise PermissionDenied for an area of one's own: nobody reviews her own work."""
    if heads(user, area):
        raise PermissionDenied("You head this area, so another director must review it.")


def has_any(user: "User", permissions: Iterable[Permission]) -> bool:
    """May this person do one of these in at least one area?"""
    return user.is_authenticated and any(
        permission in GRANTS[held.role] for held in user.held_roles for permission in permissions
    )
