"""The people of the demo: one for each role, called by their jobs."""

from dataclasses import dataclass

from selfassess.access import Role


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
