"""One part of the measurement, and what it prints."""

import asyncio
import os
from collections.abc import Awaitable, Iterable

from .desk import Desks
from .machine import Meter, children, memory_of
from .production import Running
from .tally import show, within
from .timetable import Plan, carry_out


class Phases:
    def __init__(self, running: Running, desks: Desks) -> None:
        self.running, self.desks = running, desks
        self.errors = 0

    async def run(
        self,
        title: str,
        seconds: float,
        *,
        plans: Iterable[Plan] | None = None,
        warm_up: float = 0,
        beside: Awaitable[list[float]] | None = None,
    ) -> list[float]:
        """Carries out the plans, or an ordinary day at all desks. Gives the times of all requests.
        `beside`: reports that are drawn meanwhile."""
        if warm_up:
            await carry_out(self.desks.plans(), warm_up)
        tally = self.desks.tally
        tally.forget()
        print(f"\n{title}, {seconds / 60:g} minutes. Load of the machine: {os.getloadavg()[0]:.1f}")
        running = self.running
        meter = Meter(
            {"web": running.web, "PostgreSQL": running.database, "worker": running.worker}
        )
        drawing = asyncio.ensure_future(beside) if beside else None
        late = await carry_out(self.desks.plans() if plans is None else plans, seconds)
        self._tell(meter, len(tally.all_times) / seconds)
        print(f"  the generator was late by {1000 * within(late, 0.99):.0f} ms in the worst 100th")
        if drawing:
            took = await drawing
            print(f"  {len(took)} reports, {sum(took) / len(took):.1f} s each")
        show(tally)
        self.errors += tally.errors
        return tally.all_times

    def _tell(self, meter: Meter, a_second: float) -> None:
        cores = ", ".join(f"{name} {had:.2f}" for name, had in meter.cores().items())
        private, shared = memory_of(children(self.running.web))
        print(f"  {a_second:.1f} requests a second; cores: {cores}")
        print(f"  memory of a web worker: {private:.0f} MB its own, {shared:.0f} with its part")
        print(f"  load of the machine at the end: {os.getloadavg()[0]:.1f}")
