"""The people of the demo: one for each role, named after their jobs."""

from dataclasses import dataclass

from selfassess.access import OVERVIEW, Role
from selfassess.accounts.models import User
from selfassess.people.operations.accounts import invite
from services.registry import all_areas


@dataclass(frozen=True)
class Person:
    account: str
    title: str
    role: Role
    areas: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.account}@example.org"


CAST = (
    Person("head.early-help", "Head of Early Help", Role.HEAD, ("early-help",)),
    Person("head.mash", "Head of MASH & Assessment", Role.HEAD, ("mash",)),
    Person("deputy.mash", "Deputy, MASH & Assessment", Role.DEPUTY, ("mash",)),
    Person("head.safeguarding", "Head of Safeguarding & Review", Role.HEAD, ("safeguarding",)),
    Person("head.cp-court", "Head of Child Protection & Court", Role.HEAD, ("cp-court",)),
    Person("head.lac", "Head of Looked After Children", Role.HEAD, ("lac", "care-leavers")),
    Person("head.cwd", "Head of Children with Disabilities", Role.HEAD, ("cwd",)),
    Person("head.performance", "Performance Lead", Role.HEAD, ("performance",)),
    Person("director", "Director of Children’s Services", Role.DIRECTOR),
    Person("analyst", "Performance Analyst", Role.ANALYST),
    Person("admin", "Improvement Manager", Role.ADMINISTRATOR),
    Person("viewer", "Lead Member for Children", Role.VIEWER),
)

People = dict[str, User]  # account → person


def everybody() -> list[Person]:
    """Return the cast, and a head for each area that is newer than the demo."""
    headed = {area for person in CAST for area in person.areas}
    newer = [area for area in all_areas() if area.slug not in headed]
    return [
        *CAST,
        *(
            Person(f"head.{area.slug}", f"Head of {area.verbose_name}", Role.HEAD, (area.slug,))
            for area in newer
        ),
    ]


def invite_cast(*, by: User) -> People:
    """Invite everybody who has no account yet. Returns all, by the name of the account."""
    return {
        person.account: invite(
            email=person.email,
            role=person.role,
            areas=person.areas,
            name=person.title,
            job_title=person.title,
            by=by,
        )
        for person in everybody()
    }


def account_of(area: str) -> str:
    """Return the name of the account of an area's head."""
    return next(p.account for p in everybody() if area in p.areas and p.role == Role.HEAD)


def writer_of(area: str, people: People) -> User:
    """Return who writes an area: its head, or the director for the overview."""
    if area == OVERVIEW:
        return people["director"]
    return people[account_of(area)]
