"""Compares what placing makes of a document with what is in it."""

import re
from collections import Counter

from selfassess.documents import docx_file
from selfassess.documents.knowledge import areas_from_code
from selfassess.documents.outcome import as_json
from selfassess.documents.placing import Surroundings, place
from selfassess.documents.placing.days import period_in
from selfassess.documents.placing.headings import paragraphs
from selfassess.quarters.dates import QuarterPeriod

USUAL = QuarterPeriod(2020, 1)


def pieces_of(data: bytes, period: QuarterPeriod | None = USUAL, *, only: str = ""):
    """Read in this process: it is about places here, not about limits."""
    read = docx_file.read(data)
    around = period or USUAL
    return read, place(read, Surroundings(areas_from_code(), around, period), only=only)


def words_of(*texts: str) -> Counter:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def measure(data: bytes, expected: dict) -> tuple[int, int, list[str], dict[str, int]]:
    """Right, of how many, what is wrong, and words that are in no piece."""
    titles = [block["text"] for block in paragraphs(docx_file.read(data)["blocks"])][:3]
    period = next((found for title in titles if (found := period_in(title))), USUAL)
    read, pieces = pieces_of(data, period)
    told = as_json(pieces, period)
    wanted, got = _items(expected), _items_told(told, expected)
    wrong = [*(f"missing {one}" for one in (wanted - got))]
    wrong += [f"besides {one}" for one in (got - wanted)]
    right = sum((wanted & got).values())
    said = [text for p in pieces for text in (p.text, p.evidence, p.impact, p.owner, p.due_printed)]
    lost = words_of(*(b["text"] for b in paragraphs(read["blocks"]))) - words_of(*said)
    return right, sum(wanted.values()), wrong, dict(lost)


def _items(expected: dict) -> Counter:
    items = Counter()
    for area, said in expected.items():
        items.update((area, key, said[key]) for key in ("know", "evidence") if key in said)
        items.update((area, "strength", text) for text in said.get("strengths", ()))
        items.update((area, "action", *one) for one in said.get("actions", ()))
        items.update([(area, "rating", said["rating"])])
    return items


def _items_told(told: dict, expected: dict) -> Counter:
    """Of answers as many words as are expected are compared."""
    items = Counter()
    for area, said in told.items():
        if area == "left_over":
            continue
        for key, text in said["answers"].items():
            if key in ("know", "evidence"):
                first = expected.get(area, {}).get(key, "").count(" ") + 1
                items[area, key, " ".join(text.split()[:first])] += 1
        items.update((area, "strength", text) for text in said["strengths"])
        items.update(
            (area, "action", a["text"], a["impact"] or "", a["owner"] or "", a["due"] or "")
            for a in said["actions"]
        )
        items[area, "rating", said["rating"]] += 1
    return items
