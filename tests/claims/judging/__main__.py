"""python -m tests.claims.judging [--data DIR] [--without-sample]"""

import argparse
import os
from collections import Counter
from pathlib import Path

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfassess.settings")
    django.setup()
    parser = argparse.ArgumentParser(description="Judge the checks by labelled sentences.")
    parser.add_argument("--data", type=Path, help="a folder with council_*.csv and seed_claims.csv")
    parser.add_argument("--without-sample", action="store_true")
    asked = parser.parse_args()

    from . import council, sample, seed, seed_contradictions

    if asked.data:
        for developed in (True, False):
            half = "developed on" if developed else "unseen"
            _print_council(half, council.judged(asked.data, developed=developed))
        print("\n".join(seed.lines(asked.data)))
        print("\n".join(seed_contradictions.lines(asked.data)))
    if not asked.without_sample:
        _print_sample(sample.judged())


def _print_council(half: str, counts: Counter) -> None:
    from .counting import share

    print(f"Council prose, {half}")
    print(
        f"  false contradicts per number read: {share(counts, 'false contradicts', 'numbers read')}"
    )
    for of in ("all", *sorted({key.partition(": ")[0] for key in counts if ": " in key} - {"all"})):
        flagged, contradict = (share(counts, f"{of}: {w}", f"{of}: altered") for w in WAYS)
        print(f"  altered, {of}: flagged {flagged}, contradicts {contradict}")


WAYS = ("flagged", "contradicts")


def _print_sample(counts: Counter) -> None:
    from .counting import share

    print("Own sample")
    print(
        f"  false contradicts per number read: {share(counts, 'false contradicts', 'numbers read')}"
    )
    print(f"  not on record an answer: {counts['not on record'] / max(1, counts['texts']):.2f}")
    for of in ("percentages and rates", "counts"):
        flagged, contradict = (share(counts, f"{of}: {w}", f"{of}: altered") for w in WAYS)
        print(f"  altered {of}: flagged {flagged}, contradicts {contradict}")


if __name__ == "__main__":
    main()
