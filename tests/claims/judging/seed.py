"""What a council really published: its claims that are false, and those that are true, beside the
demo's record of the quarter of which it told, and of the open one."""

import csv
from collections import defaultdict
from pathlib import Path

from selfassess.claims.known_from_database import known_of
from selfassess.quarters.models import Quarter
from services.registry import all_areas

from .counting import contradicting, tested

QUARTERS = ("2020-21-q1", "2020-21-q2")
NUMBERS = ("arith", "kpi", "lait", "prev")  # checkable against numbers, by the labels


def lines(data: Path) -> list[str]:
    """One for each sentence with a label, and one for all."""
    quarters = Quarter.objects.filter(code__in=QUARTERS).order_by("code")
    if not quarters:
        return ["The seed is judged beside the demo; this database has none."]
    return [line for quarter in quarters for line in _of(quarter, data)]


def _of(quarter: Quarter, data: Path) -> list[str]:
    verdicts, sentences = _labelled(data)
    known = known_of(quarter, [area.slug for area in all_areas()])
    told, found = [], {"false": [0, 0], "true": [0, 0]}
    for sid, verdict in verdicts.items():
        area, text = sentences[sid]
        kinds = sorted({one.kind for one in contradicting(tested(text, known[area]).findings)})
        found[verdict][0] += bool(kinds)
        found[verdict][1] += 1
        if verdict == "false" or kinds:
            told.append(f"  {sid:>4} {area:<13} {verdict:<6} {', '.join(kinds) or '-'}")
    return [
        f"Seed in {quarter.name}: sentences with a false claim, found: {found['false'][0]} of "
        f"{found['false'][1]}; sentences with true claims, called wrong: {found['true'][0]} of "
        f"{found['true'][1]}",
        *told,
    ]


def _labelled(data: Path) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """A sentence is false if one of its claims is."""
    slugs = {str(area.verbose_name).casefold(): area.slug for area in all_areas()}
    verdicts: dict[str, set[str]] = defaultdict(set)
    sentences = {}
    with (data / "seed_claims.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            slug = next(
                (s for name, s in slugs.items() if name[:9] == row["area"].casefold()[:9]), ""
            )
            if slug and row["check"] in (*NUMBERS, "section") and row["verdict"] != "unclear":
                verdicts[row["sid"]].add(row["verdict"])
                sentences[row["sid"]] = (slug, row["sentence"])
    return {sid: "false" if "false" in of else "true" for sid, of in verdicts.items()}, sentences
