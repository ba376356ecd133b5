"""How long each kind of request took, from the moment at which it was meant to be sent, and how
much of the server's processor."""

from collections import Counter, defaultdict
from collections.abc import Awaitable
from math import ceil, inf
from time import perf_counter

from .asking import Answered, Failed


class Tally:
    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)  # seconds; without an answer, inf
        self.processor: dict[str, list[float]] = defaultdict(list)  # seconds
        self.problems: Counter[str] = Counter()

    async def measure(
        self, kind: str, meant: float, asking: Awaitable[Answered]
    ) -> Answered | None:
        """The answer; None when there was none, or another one than is wanted."""
        try:
            answered = await asking
        except Failed as problem:
            self.times[kind].append(inf)
            self.problems[f"{kind}: {problem}"] += 1
            return None
        self.times[kind].append(perf_counter() - meant)
        self.processor[kind].append(answered.processor)
        return answered

    def forget(self) -> None:
        self.times.clear()
        self.processor.clear()
        self.problems.clear()

    @property
    def all_times(self) -> list[float]:
        return [one for times in self.times.values() for one in times]

    @property
    def errors(self) -> int:
        return self.problems.total()


def within(times: list[float], share: float) -> float:
    """The time in which this share of them was done; endless if too many had no answer."""
    return sorted(times)[ceil(share * len(times)) - 1]


def show(tally: Tally) -> None:
    columns = ("requests", "p50", "p95", "p99", "most", "errors", "processor")
    print(f"  {'milliseconds':24}", *(f"{column:>9}" for column in columns))
    for kind in sorted(tally.times):
        row(kind, tally.times[kind], tally.processor[kind])
    row("all", tally.all_times, [one for times in tally.processor.values() for one in times])
    for problem, number in tally.problems.most_common(10):
        print(f"  {number} × {problem}")


def row(kind: str, times: list[float], processor: list[float]) -> None:
    slow = [1000 * within(times, share) for share in (0.5, 0.95, 0.99, 1)]
    mean = 1000 * sum(processor) / len(processor) if processor else 0
    print(
        f"  {kind:24} {len(times):9}",
        *(f"{one:9.0f}" for one in slow),
        f"{times.count(inf):9} {mean:9.1f}",
        flush=True,
    )
