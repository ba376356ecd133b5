"""Charts as plain data, which a report can freeze: their values, and the words for them.

`bars` have rows with a label, a value and perhaps a target; `lines` have one value for each
quarter. The chart's table is made of the same data, so that chart and table cannot disagree.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from performance.number_format import with_unit

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
    """Make a chart of bars.

    `rows`: label, value, and the value of a mark on the bar (None for none), most often the target.
    `mark`: the name of that mark.
    """
    shown_rows = [
        {
            "label": label,
            "value": plain(value),
            "shown": shown(value, unit),
            "target": plain(target),
            "target_shown": shown(target, unit) if target is not None else "",
        }
        for label, value, target in rows
    ]
    spoken = "; ".join(
        f"{row['label']} {row['shown']}"
        + (f", {mark.lower()} {row['target_shown']}" if row["target_shown"] else "")
        for row in shown_rows
    )
    return {
        "key": key,
        "kind": "bars",
        "title": title,
        "unit": unit,
        "rows": shown_rows,
        "mark": mark,
        "note": note,
        "alt": f"{title}. {spoken}.",
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
    """Make a chart of lines over quarters.

    `quarters`: names, oldest first. `series`: role (OWN, TARGET or OTHER), name, and a value for
    each quarter, None for a gap.
    """
    shown_lines = [
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
        "series": shown_lines,
        "note": note,
        "alt": f"{title}. {_told(quarters, shown_lines)}",
    }


def _told(quarters: Sequence[str], series: list[dict[str, Any]]) -> str:
    """Say the first and the last value of each line, as the text alternative of the chart."""
    sentences = []
    for line in series:
        known = [
            (name, text)
            for name, text, value in zip(quarters, line["shown"], line["values"], strict=True)
            if value is not None
        ]
        if not known:
            continue
        (first, was), (last, now) = known[0], known[-1]
        level = len({text for _, text in known}) == 1
        sentences.append(
            f"{line['name']}: {now} throughout."
            if level and len(known) > 1
            else f"{line['name']}: {now} in {last}."
            if len(known) == 1
            else f"{line['name']}: from {was} in {first} to {now} in {last}."
        )
    return " ".join(sentences)


def table(drawing: Drawing) -> tuple[list[str], list[list[str]]]:
    """Return the head and the rows of a table with the chart's data."""
    if drawing["kind"] == "bars":
        targets = any(row["target_shown"] for row in drawing["rows"])
        head = ["", "Figure", *([drawing["mark"]] if targets else [])]
        return head, [
            [row["label"], row["shown"], *([row["target_shown"] or "–"] if targets else [])]
            for row in drawing["rows"]
        ]
    head = ["Quarter", *(line["name"] for line in drawing["series"])]
    columns = [line["shown"] for line in drawing["series"]]
    return head, [list(row) for row in zip(drawing["quarters"], *columns, strict=True)]
