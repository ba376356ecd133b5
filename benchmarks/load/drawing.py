"""A director has one report after the other drawn, and waits for each."""

from asyncio import sleep
from time import perf_counter

from selfassess.demo.sample.calendar import LAST

from .asking import Failed, Portal, expected, fields
from .people import Person

LOOKS_EVERY = 2  # seconds, as the page says on which she waits


async def draw_reports(portal: Portal, director: Person, seconds: float) -> list[float]:
    """How long each took, in seconds."""
    end, took = perf_counter() + seconds, []
    while perf_counter() < end:
        begun = perf_counter()
        await _draw(portal, director)
        took.append(perf_counter() - begun)
    return took


async def _draw(portal: Portal, director: Person) -> None:
    form = fields({"csrfmiddlewaretoken": director.token, "kind": "draft"})
    asked = await expected(portal.post(director, f"/reports/{LAST}/", form), 302)
    while True:
        await sleep(LOOKS_EVERY)
        answered = await portal.get(director, asked.headers["Location"])
        if answered.status == 302:
            return
        if "Refresh" not in answered.headers:
            raise Failed("The report was not drawn.")
