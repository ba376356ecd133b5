"""bin/bench files: what it costs to import files that people send, beside another commit. Both take
turns in the same rounds, and the least of the rounds counts, as for `pages`."""

import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from .compare import AFTER, BEFORE, Side, export, keep_least, side
from .files_side import DOCUMENT, FIGURES, QUARTERS
from .server import ROOT
from .tables import heading, pair, ratio, row


def run(*, against: str, rounds: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="selfassess-bench-")))
        checkouts = {BEFORE: export(against, folder / BEFORE)} if against else {}
        sides = [
            stack.enter_context(
                side(version, QUARTERS, checkout, folder, "", module="benchmarks.files_side")
            )
            for version, checkout in (checkouts | {AFTER: ROOT}).items()
        ]
        able = {one.version: one.answer() for one in sides}
        most = measure(sides, able, rounds)
    print(f"SQLite, the least of {rounds} rounds, processor time with children")
    heading("97 KPIs, 20 quarters, imported", "seconds", "after/before")
    for form in FIGURES:
        seconds = [one.seconds[form] for one in sides]
        row(form, pair(seconds, 2), ratio(seconds))
    heading("A document of 60 pages", "seconds")
    row("read and placed", pair([sides[-1].seconds[DOCUMENT]], 2))
    heading("The most memory of a child", "MB")
    for version, megabytes in most.items():
        row(version, pair([megabytes], 0))


def measure(sides: list[Side], able: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """Fill in the seconds of each side. Returns the most memory of any child, by version."""
    most: dict[str, float] = defaultdict(float)
    for number in range(rounds):
        order = sides if number % 2 else sides[::-1]
        for what in (*FIGURES, DOCUMENT):
            for one in order:
                if what in able[one.version]:
                    cost = one.ask(what)
                    keep_least(one.seconds, {what: cost["seconds"]})
                    most[one.version] = max(most[one.version], cost["child"])
    return most
