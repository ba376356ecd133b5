"""Doing things at moments that are set beforehand, whether what was done before has ended or not:
people at other desks do not wait for a slow portal, and so nothing that it delays is left out."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from math import inf
from time import perf_counter
from typing import Any

Do = Callable[[float], Coroutine[Any, Any, None]]  # gets the moment that was meant


@dataclass(frozen=True)
class Plan:
    """The same thing again and again: first so many seconds after the beginning, then every so
    many; or once."""

    first: float
    do: Do
    every: float = inf


async def carry_out(plans: Iterable[Plan], seconds: float) -> list[float]:
    """All that is planned for so many seconds, until everything that was begun has ended. Gives the
    seconds by which each was begun late: the generator's own fault."""
    begin, late = perf_counter(), list[float]()
    async with asyncio.TaskGroup() as tasks:

        async def carry_out_one(plan: Plan) -> None:
            after = plan.first  # from 0, as a clock that has run for hours would round each step
            while after < seconds:
                moment = begin + after
                await asyncio.sleep(moment - perf_counter())
                late.append(perf_counter() - moment)
                tasks.create_task(plan.do(moment))
                after += plan.every

        for plan in plans:
            tasks.create_task(carry_out_one(plan))
    return late
