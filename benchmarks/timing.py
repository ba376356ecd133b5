from collections.abc import Callable
from statistics import median
from time import perf_counter

Subjects = dict[str, Callable[[], object]]
Times = dict[str, float]  # seconds


def take_turns(subjects: Subjects, *, rounds: int, seconds: int) -> Times:
    """The median time of each, after as many rounds, or after the one in which time runs out."""
    times: dict[str, list[float]] = {name: [] for name in subjects}
    until = perf_counter() + seconds
    for _ in range(rounds):
        for name, subject in subjects.items():
            begun = perf_counter()
            subject()
            times[name].append(perf_counter() - begun)
        if perf_counter() > until:
            break
    return {name: median(taken) for name, taken in times.items()}
