"""A chart as plain data, which a report can freeze: what stands on it, and the words for it. Pure.

`bars`: rows with a label, a value and perhaps a target. `lines`: one value a quarter for each line.
The same data is the chart's table, so that chart and table cannot disagree.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from performance.numbers import with_unit

Drawing = dict[str, Any]
OWN, TARGET, OTHER = "own", "target", "other"


def plain(value: Decimal | None) -> float | None:
    return None if value is None else float(round(value, 4))


def shown(value: Decimal | None, unit: str) -> str:
    return "–" if value is None else with_unit(round(value, 2), unit)


def bars(
    key: str,
    title: str,
    rows: Iterable[tuple[str, Decimal, Decimal | None]],
    *,
    unit: str,
    note: str = "",
    mark: str = "Target",
) -> Drawing:
    """`rows` are label, value and what is marked beside it, most often the target (None for none);
    `mark` is its name."""
    found = [
        {
            "label": label,
            "value": plain(value),
            "shown": shown(value, unit),
            "target": plain(target),
            "target_shown": shown(target, unit) if target is not None else "",
        }
        for label, value, target in rows
    ]
    told = "; ".join(
        f"{row['label']} {row['shown']}"
        + (f", {mark.lower()} {row['target_shown']}" if row["target_shown"] else "")
        for row in found
    )
    return {
        "key": key,
        "kind": "bars",
        "title": title,
        "unit": unit,
        "rows": found,
        "mark": mark,
        "note": note,
        "alt": f"{title}. {told}.",
    }


def lines(
    key: str,
    title: str,
    quarters: Sequence[str],
    series: Iterable[tuple[str, str, Sequence[Decimal | None]]],
    *,
    unit: str,
    note: str = "",
) -> Drawing:
    """`quarters` are names, oldest first; a series is its role (OWN, TARGET or OTHER), its name and
    a value for each quarter, None for a gap."""
    found = [
        {
            "role": role,
            "name": name,
            "values": [plain(value) for value in values],
            "shown": [shown(value, unit) for value in values],
        }
        for role, name, values in series
    ]
    return {
        "key": key,
        "kind": "lines",
        "title": title,
        "unit": unit,
        "quarters": list(quarters),
        "series": found,
        "note": note,
        "alt": f"{title}. {_told(quarters, found)}",
    }


def _told(quarters: Sequence[str], series: list[dict[str, Any]]) -> str:
    """First and last value of each line, in words."""
    told = []
    for one in series:
        known = [
            (name, text)
            for name, text, value in zip(quarters, one["shown"], one["values"], strict=True)
            if value is not None
        ]
        if not known:
            continue
        (first, was), (last, now) = known[0], known[-1]
        level = len({text for _, text in known}) == 1
        told.append(
            f"{one['name']}: {now} throughout."
            if level and len(known) > 1
            else f"{one['name']}: {now} in {last}."
            if len(known) == 1
            else f"{one['name']}: from {was} in {first} to {now} in {last}."
        )
    return " ".join(told)


def table(drawing: Drawing) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of the table that says the same."""
    if drawing["kind"] == "bars":
        targets = any(row["target_shown"] for row in drawing["rows"])
        head = ["", "Figure", *([drawing["mark"]] if targets else [])]
        return head, [
            [row["label"], row["shown"], *([row["target_shown"] or "–"] if targets else [])]
            for row in drawing["rows"]
        ]
    head = ["Quarter", *(one["name"] for one in drawing["series"])]
    columns = [one["shown"] for one in drawing["series"]]
    return head, [list(row) for row in zip(drawing["quarters"], *columns, strict=True)]
