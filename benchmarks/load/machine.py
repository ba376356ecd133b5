"""Who had the processors, and how much memory web workers hold: read in /proc."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from ..workers import private_memory

TICKS = os.sysconf("SC_CLK_TCK")


def parent_of(process: int) -> int:
    return int(_stat(process)[1])


def _stat(process: int | str) -> list[str]:
    """The fields after the name, which may hold anything."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def children(process: int) -> list[int]:
    """Of all its threads."""
    found = []
    for listed in Path(f"/proc/{process}/task").glob("*/children"):
        found += [int(child) for child in listed.read_text().split()]
    return found


def family(process: int) -> Iterator[int]:
    yield process
    for child in children(process):
        yield from family(child)


def processor_seconds(root: int) -> float:
    """Of a process and of all that it has started, those that have ended among them."""
    total = 0
    for process in family(root):
        try:
            total += sum(int(ticks) for ticks in _stat(process)[11:15])
        except FileNotFoundError:
            continue  # ended this moment
    return total / TICKS


def busy_seconds() -> float:
    """Of all cores, whoever had them."""
    user, nice, system, _idle, _wait, irq, soft, *_ = map(int, _first_line())
    return (user + nice + system + irq + soft) / TICKS


def _first_line() -> list[str]:
    return Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]


@dataclass
class Meter:
    """Reads the processor time of some processes, with all that they have started, of this one
    alone, and of the whole machine."""

    roots: dict[str, int]

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.begun, self.busy = perf_counter(), busy_seconds()
        self.seconds = self._seconds()

    def _seconds(self) -> dict[str, float]:
        had = {name: processor_seconds(root) for name, root in self.roots.items()}
        return had | {"generator": process_time()}

    def cores(self) -> dict[str, float]:
        """How many each had on average since the start; `others`: who has no part in it."""
        elapsed = perf_counter() - self.begun
        had = {
            name: (seconds - self.seconds[name]) / elapsed
            for name, seconds in self._seconds().items()
        }
        return had | {"others": max(0, (busy_seconds() - self.busy) / elapsed - sum(had.values()))}


def memory_of(workers: list[int]) -> tuple[float, float]:
    """MB a worker: its own, and with its part of what it shares with the others."""
    private = sum(map(private_memory, workers)) / len(workers)
    return private, sum(map(_proportional, workers)) / len(workers)


def _proportional(process: int) -> float:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    [line] = [line for line in lines if line.startswith("Pss:")]
    return int(line.split()[1]) / 1024
