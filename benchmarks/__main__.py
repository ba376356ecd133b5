"""python -m benchmarks: the demo in a database that is thrown away, measured in one process; with
`pages` the processor time of pages, also before a change; with `load` 500 people on a deadline
day; with `at-once` clients that wait for nothing; with `audit` the audit trail of a hundred
thousand events; with `files` imports, also before a change; with `jobs` how many pages
people wait for until a job is done; with `search` searches over forty quarters on PostgreSQL;
with `sign-in` what signing in costs and whether its time tells who has an account; with `words`
what setting an answer beside the record costs; with `report` what drawing one costs, beside bare
WeasyPrint.

Ratios are what counts. Both sides of each are measured in the same run, turn by turn, so a slow
or busy machine is slow for both.
"""

import argparse
import os
import platform
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from . import at_once, compare, files, load, portal, searching, sign_in, trail
from .timing import Times, take_turns


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument(
        "what",
        nargs="?",
        choices=[
            "pages",
            "load",
            "at-once",
            "audit",
            "files",
            "jobs",
            "search",
            "sign-in",
            "words",
            "report",
        ],
        help="instead of everything",
    )
    parser.add_argument("--rounds", type=int, default=0, help="60, or 10 of `pages`, 5 of `files`")
    of_pages = parser.add_argument_group("of bin/bench pages and files")
    of_pages.add_argument("--against", default="", metavar="COMMIT", help="measured in turn")
    of_pages.add_argument("--quarters", type=int, nargs="+", default=[8, 16, 40])
    parser.add_argument(
        "--postgres", action="store_true", help="of `pages`, `audit`: its own server"
    )
    of_load = parser.add_argument_group("of bin/bench load")
    of_load.add_argument("--minutes", type=float, default=10)
    of_load.add_argument("--people", type=int, default=500)
    return parser.parse_args()


def main() -> None:
    given = asked()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # it still tidies up
    if given.what == "load":
        load.run(minutes=given.minutes, people=given.people)
    elif given.what == "at-once":
        at_once.run()
    elif given.what == "files":
        files.run(against=given.against, rounds=given.rounds or 5)
    elif given.what == "jobs":
        jobs()
    elif given.what == "sign-in":
        sign_in.run()
    elif given.what == "words":
        of_demo(of_words)
    elif given.what == "report":
        of_demo(of_report)
    elif given.what == "search":
        searching.run()
    elif given.what == "audit":
        trail.run(postgres=given.postgres)
    elif given.what == "pages":
        compare.run(
            against=given.against,
            sizes=given.quarters,
            rounds=given.rounds or 10,
            postgres=given.postgres,
        )
    else:
        of_demo(partial(everything, given.rounds or 60))


def jobs() -> None:
    """The tests count them, so that no page comes between unseen."""
    import pytest

    sys.exit(
        pytest.main(["-q", "-n", "0", "-p", "no:randomly", "tests/journeys/test_page_loads.py"])
    )


def of_demo(measure: Callable[[], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="selfassess-bench-") as folder:
        load_demo(Path(folder))
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores, SQLite, medians")
        measure()


def of_words() -> None:
    from . import words

    words.run()


def of_report() -> None:
    from . import report

    table("The report", report.BARE, take_turns(report.subjects(), rounds=5, seconds=60))
    print(f"  {report.size()}")
    table("The report, as it grows", report.ONCE, report.growth())
    print(f"  {'the most memory of a drawing process':40} {report.memory():9.0f} MB")
    table("A page beside it", report.IDLE, report.beside())


def everything(rounds: int) -> None:
    from . import figures, pages, words

    table("Pages", pages.FLOOR, take_turns(pages.subjects(), rounds=rounds, seconds=30))
    pages.check_what_was_saved()
    for against, make in figures.SUBJECTS.items():
        subjects = make()
        table("Figures", against, take_turns(subjects, rounds=7, seconds=15))
        for name, subject in subjects.items():
            print(f"  {name:46} {figures.memory_of(subject):6.1f} MB")
    table("Words", words.AN_ANSWER, take_turns(words.subjects(), rounds=20, seconds=30))
    for name, (seconds, most) in figures.lait().items():
        print(f"  {name:40} {1000 * seconds:12.1f} {most:7.0f} MB")
    of_report()


def load_demo(folder: Path) -> None:
    """A new database with the demo in it."""
    portal.set_up(f"sqlite:///{folder / 'db.sqlite3'}")
    from selfassess.demo import load as demo

    demo.load()


def table(title: str, against: str, times: Times) -> None:
    print(f"\n{title:42} {'milliseconds':>12} {'ratio':>7}")
    for name, seconds in times.items():
        print(f"  {name:40} {1000 * seconds:12.1f} {seconds / times[against]:7.2f}")


main()
