"""python -m benchmarks.side QUARTERS: one version of the portal with one council, which measures
what standard input asks, a line each, and answers in JSON on standard output.

It ends when its input does, and after an hour in any case.
"""

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from time import process_time
from unittest.mock import patch

from . import portal

LONGEST = 3600  # seconds
TODAY = "2020-11-02"  # the day that suits the sample
WORKERS = "workers"


def main() -> None:
    for number in (signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(143))  # it still tidies up
    signal.alarm(LONGEST)
    answers, sys.stdout = sys.stdout, sys.stderr
    os.environ["TODAY"] = TODAY
    load(int(sys.argv[1]))
    from . import visits

    for answer in answered(visits.subjects(), sys.stdin):
        print(json.dumps(answer), file=answers, flush=True)


def load(quarters: int) -> None:
    """The sample, grown. Its reports are not laid out: nothing here reads a PDF."""
    portal.set_up(os.environ["DATABASE_URL"])
    from django.core.management import call_command

    from . import growth

    with patch("selfassess.reporting.pdf.draw", lambda content: b"%PDF"):
        call_command("load_demo", "--sample", stdout=io.StringIO(), stderr=io.StringIO())
    growth.grow(quarters)
    growth.refresh_statistics()


def answered(subjects: dict[str, Callable[[], str]], asked: Iterable[str]) -> Iterable:
    """First what each page is, then whatever is asked: a page's name, or `workers`."""
    from . import visits

    yield {name: visits.described(subject) for name, subject in subjects.items()}
    for name in map(str.strip, asked):
        yield start_workers() if name == WORKERS else seconds_of(subjects[name])


def seconds_of(subject: Callable[[], object]) -> float:
    """Of processor."""
    begun = process_time()
    subject()
    return process_time() - begun


def start_workers() -> dict[str, float]:
    from . import visits, workers

    def visit(account: str, path: str) -> workers.Visit:
        return workers.Visit(path, visits.sign_in(account).cookies["sessionid"].value)

    return workers.start([visit(*asked) for asked in visits.addresses().values()])


if __name__ == "__main__":
    main()
