"""Who appears in tests. MASH is the area most of them are about."""

from dataclasses import dataclass

from selfassess.access import Role
from selfassess.accounts.models import User

from .factories import make_users

FIRST = 1_000_001  # in every test, so that rows that name somebody can be kept (tests/rows.py)


@dataclass
class Cast:
    """In the order of `make_cast`."""

    head: User
    deputy: User
    other_head: User
    director: User
    analyst: User
    administrator: User
    viewer: User
    nobody: User


def make_cast() -> Cast:
    return Cast(
        *make_users(
            ("Head of MASH", (Role.HEAD, "mash")),
            ("Deputy of MASH", (Role.DEPUTY, "mash")),
            ("Head of Early Help", (Role.HEAD, "early-help")),
            ("Director", Role.DIRECTOR),
            ("Analyst", Role.ANALYST),
            ("Administrator", Role.ADMINISTRATOR),
            ("Viewer", Role.VIEWER),
            ("Nobody in particular", None),
            first=FIRST,
        )
    )
