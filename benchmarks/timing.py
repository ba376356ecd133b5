from collections.abc import Callable
from statistics import median
from time import perf_counter

Subjects = dict[str, Callable[[], object]]
Times = dict[str, float]  # seconds


def take_turns(subjects: Subjects, *, rounds: int, seconds: int) -> Times:
    """The median time of each, after as many rounds, or as many as fit into the seconds.

    A first round is for warming up and is not counted; one that counts there is always.
    """
    times: dict[str, list[float]] = {name: [] for name in subjects}
    late = perf_counter() + seconds
    for turn in range(rounds + 1):
        for name, subject in subjects.items():
            begun = perf_counter()
            subject()
            if turn:
                times[name].append(perf_counter() - begun)
        if turn and perf_counter() > late:
            break
    return {name: median(taken) for name, taken in times.items()}
