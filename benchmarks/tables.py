"""The tables of bin/bench pages: one for each size of council, one for what grows, one for a web
worker."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .compare import Side

LISTS = ("explore", "quarters", "reports")  # they have a row for each quarter
NOT_IN_THE_SUM = ("quarters", "reports")
PROCESSES = {
    "first": ("first page after the start, ms", 1000),
    "private": ("private memory of a worker, MB", 1),
    "check": ("manage.py check, ms", 1000),
}


def show(sides: "list[Side]") -> None:
    by_size: dict[int, list[Side]] = {}
    for side in sides:
        by_size.setdefault(side.quarters, []).append(side)
    for quarters, versions in by_size.items():
        one_size(quarters, versions)
    if len(by_size) > 1:
        *_, smaller, larger = sorted(by_size)
        growth(by_size[smaller], by_size[larger])
    processes([side for side in sides if side.processes])


def heading(title: str, *columns: str) -> None:
    print(f"\n{title:32}", *(f"{column:>17}" for column in columns))


def row(title: str, *cells: str) -> None:
    print(f"  {title:30}", *(f"{cell:>17}" for cell in cells))


def pair(numbers: list[float], places: int = 1) -> str:
    return " → ".join(f"{number:.{places}f}" for number in numbers)


def ratio(numbers: list[float]) -> str:
    """Of after to before; nothing where there is no before."""
    return f"{numbers[1] / numbers[0]:.2f}" if len(numbers) == 2 else ""


def one_size(quarters: int, versions: "list[Side]") -> None:
    heading(f"{quarters} quarters", "queries", "ms of processor", "kB of HTML", "after/before")
    for page in versions[0].pages:
        times = [side.seconds[page] for side in versions]
        queries = pair([side.pages[page]["queries"] for side in versions], 0)
        size = pair([side.pages[page]["kilobytes"] for side in versions])
        row(page, queries, pair([1000 * time for time in times]), size, ratio(times))
    sums = [sum_of(side) for side in versions]
    row("sum, without both lists", "", pair([1000 * time for time in sums]), "", ratio(sums))


def sum_of(side: "Side") -> float:
    return sum(time for page, time in side.seconds.items() if page not in NOT_IN_THE_SUM)


def growth(smaller: "list[Side]", larger: "list[Side]") -> None:
    """How many times as long a page takes as in a council with a shorter past."""
    title = f"{larger[0].quarters} beside {smaller[0].quarters} quarters"
    heading(title, "times as long", "a quarter shown")
    both = list(zip(smaller, larger, strict=True))
    for page in smaller[0].pages:
        ratios = [large.seconds[page] / small.seconds[page] for small, large in both]
        a_quarter = [
            seconds_a_quarter(large, page) / seconds_a_quarter(small, page) for small, large in both
        ]
        row(page, pair(ratios, 2), pair(a_quarter, 2) if page in LISTS else "")


def seconds_a_quarter(side: "Side", page: str) -> float:
    return side.seconds[page] / max(1, side.pages[page]["quarters"])


def processes(versions: "list[Side]") -> None:
    heading("A web worker, as in deploy/", "", "after/before")
    for key, (title, unit) in PROCESSES.items():
        numbers = [unit * side.processes[key] for side in versions]
        row(title, pair(numbers), ratio(numbers))
