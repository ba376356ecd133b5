"""What people do at their desks: type, look who else is there, and turn pages."""

from collections.abc import Iterator
from functools import partial
from itertools import count
from random import Random
from time import perf_counter
from uuid import uuid4

from selfassess.access import Role
from selfassess.demo.sample.calendar import LAST, QUARTERS

from .asking import Answered, Portal, expected, parts
from .people import Box, Person
from .tally import Tally
from .timetable import Do, Plan

SAVE_EVERY, HERE_EVERY, PAGE_EVERY = 20, 30, 60  # seconds
ISSUED = QUARTERS[-2]
AREA = f"/{LAST}/{{area}}/"
OLD_AREA, OLD_REPORT = f"/{ISSUED}/{{area}}/", f"/reports/{ISSUED}/v1/"

# What a person of each role opens in turn. {area}: her own, or each in turn.
WRITERS = (
    ("section", f"{AREA}know/"),
    ("area", AREA),
    ("section", f"{AREA}evidence/"),
    ("home, head", "/"),
    ("section", f"{AREA}development/"),
    ("indicators", f"{AREA}indicators/"),
    ("check", f"{AREA}check/"),
    ("actions", "/actions/"),
    ("section", f"{AREA}rating/"),
    ("area, issued", OLD_AREA),
)
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    Role.HEAD: WRITERS,
    Role.DEPUTY: WRITERS,
    Role.DIRECTOR: (
        ("home, director", "/"),
        ("review", f"{AREA}review/"),
        ("areas", f"/{LAST}/"),
        ("findings", f"/{LAST}/findings/"),
        ("review", f"{AREA}review/"),
        ("actions", "/actions/"),
        ("report page", OLD_REPORT),
    ),
    Role.ANALYST: (
        ("home, analyst", "/"),
        ("indicators", f"{AREA}indicators/"),
        ("explore area", f"{AREA}explore/"),
        ("indicators", f"{AREA}indicators/"),
        ("KPIs", "/kpis/"),
    ),
    Role.ADMINISTRATOR: (
        ("home, administrator", "/"),
        ("people", "/people/"),
        ("audit", "/audit/"),
        ("quarters", "/quarters/"),
    ),
    Role.VIEWER: (
        ("home, viewer", "/"),
        ("report page", OLD_REPORT),
        ("area, issued", OLD_AREA),
        ("reports", "/reports/"),
        ("search", "/search/?q=visits"),
    ),
}


class Desks:
    """All people, at one portal."""

    def __init__(self, portal: Portal, people: list[Person], tally: Tally) -> None:
        self.portal, self.people, self.tally = portal, people, tally
        self.random = Random(19)  # noqa: S311 (the same people do the same at the same moments)
        self.numbers = count(1)
        self.areas = sorted({one.area for one in people if one.area})

    def plans(self) -> Iterator[Plan]:
        """Everybody begins at a moment of her own. Those who share a box save in turn."""
        writers: dict[int, list[tuple[Person, Box]]] = {}
        for person in self.people:
            yield Plan(self.random.uniform(0, PAGE_EVERY), self.turning_pages(person), PAGE_EVERY)
            if person.box:
                writers.setdefault(person.box.answer, []).append((person, person.box))
        for sharing in writers.values():
            offset = self.random.uniform(0, SAVE_EVERY)
            for number, (writer, box) in enumerate(sharing):
                first = (offset + number * SAVE_EVERY / len(sharing)) % SAVE_EVERY
                yield Plan(first, partial(self.type, writer, box, str(uuid4())), SAVE_EVERY)
                looks = self.random.uniform(0, HERE_EVERY)
                yield Plan(looks, partial(self.look_who_is_here, writer, box), HERE_EVERY)

    async def type(self, person: Person, box: Box, page: str, meant: float) -> None:
        """A save, and what static/findings.js asks as soon as that has its reply."""
        async with box.lock:
            text = f"{box.text}\n\nWe looked at {next(self.numbers)} more cases with their teams."
            sent = {"question": box.question, "text": text, "version": box.version}
            sent |= {"save_id": uuid4(), "page": page, "author": person.author}
            path, form = f"{box.path}autosave/", parts(sent)
            asking = self.portal.post(person, path, form, **by_script(person))
            wanted = expected(asking, 200, has=f'"version": {box.version + 1},')
            reply = await self.tally.measure("autosave", meant, wanted)
            if not reply:
                return
            box.version, box.saved = box.version + 1, text
        asking = self.portal.get(person, f"{box.path}findings/", **by_script(person))
        await self.tally.measure("findings", perf_counter(), expected(asking, 200))

    async def look_who_is_here(self, person: Person, box: Box, meant: float) -> None:
        path, nothing = f"{box.path}here/", ("text/plain", b"")
        asking = self.portal.post(person, path, nothing, **by_script(person))
        await self.tally.measure("who else is here", meant, expected(asking, 200))

    def turning_pages(self, person: Person) -> Do:
        pages = PAGES[person.role]
        turn = count(self.random.randrange(len(pages) * len(self.areas)))

        async def open_next(meant: float) -> None:
            number = next(turn)
            kind, path = pages[number % len(pages)]
            area = person.area or self.areas[number % len(self.areas)]
            await self.open(person, kind, path.format(area=area), meant)

        return open_next

    async def open(self, person: Person, kind: str, path: str, meant: float) -> Answered | None:
        asking = self.portal.get(person, path)
        return await self.tally.measure(kind, meant, expected(asking, 200, has="</html>"))


def by_script(person: Person) -> dict[str, str]:
    """What the scripts of a page send with each request."""
    return {"X-CSRFToken": person.token, "X-Author": person.author}
