"""What changed between two versions of a report: words, figures, ratings and actions.

Plain content in, plain data out: nothing here reads a table.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from selfassess.text_diff import Comparison, compare

from .templatetags.report import short_day

GONE = "Not in this version"
AGAIN = " (number "  # two actions may have the same words


@dataclass(frozen=True)
class Line:
    """A rating, figure or action that differs, and what each version says of it."""

    name: str
    was: str
    now: str


@dataclass
class Changes:
    """What changed in one chapter."""

    name: str
    words: list[tuple[str, Comparison]] = field(default_factory=list)
    ratings: list[Line] = field(default_factory=list)
    figures: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.ratings or self.figures or self.actions)


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Changes]:
    """Return the chapters that changed, in the newer version's order."""
    before = {area["slug"]: area for area in old["areas"]}
    now = {area["slug"]: area for area in new["areas"]}
    slugs = [*now, *(slug for slug in before if slug not in now)]
    chapters = [_overview(old["overview"], new["overview"])]
    chapters += [_area(before.get(slug, {}), now.get(slug, {})) for slug in slugs]
    return [chapter for chapter in chapters if chapter]


def told(chapters: list[Changes]) -> str:
    """Sum up all chapters: “3 texts, 1 rating, 12 figures and 2 actions differ.”"""
    counts = {
        "text": sum(len(chapter.words) for chapter in chapters),
        "rating": sum(len(chapter.ratings) for chapter in chapters),
        "figure": sum(len(chapter.figures) for chapter in chapters),
        "action": sum(len(chapter.actions) for chapter in chapters),
    }
    parts = [f"{n} {noun}{'' if n == 1 else 's'}" for noun, n in counts.items() if n]
    if not parts:
        return "No words, figures, ratings or actions differ."
    several = " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"{several} differ{'s' if sum(counts.values()) == 1 else ''}."


def _overview(old: dict[str, Any], new: dict[str, Any]) -> Changes:
    pairs = (("First page", "first_page"), ("Overview", "text"))
    words = _words((label, old[key], new[key]) for label, key in pairs)
    return Changes("Director’s overview", words=words)


def _area(old: dict[str, Any], new: dict[str, Any]) -> Changes:
    answers_then, answers_now = _answers(old), _answers(new)
    texts = (
        (label, answers_then.get(label, ""), answers_now.get(label, ""))
        for label in dict.fromkeys([*answers_now, *answers_then])
    )
    return Changes(
        (new or old)["name"],
        words=_words(texts),
        ratings=_lines(_ratings(old), _ratings(new)),
        figures=_lines(_figures(old), _figures(new)),
        actions=_lines(_actions(old), _actions(new)),
    )


def _answers(area: dict[str, Any]) -> dict[str, str]:
    """Map questions to answers. Strengths count as one text, because their order matters."""
    texts = {
        answer["text"]: answer["answer"]
        for section in area.get("sections", ())
        for answer in section["answers"]
    }
    strengths = area.get("strengths", ())
    if strengths:
        texts["Strengths"] = "\n".join(f"- {strength['text']}" for strength in strengths)
    return texts


def _ratings(area: dict[str, Any]) -> dict[str, str]:
    return {"Rating": area["rating"]["shown"]} if "rating" in area else {}


def _figures(area: dict[str, Any]) -> dict[str, str]:
    return {
        f"{indicator['name']} ({indicator['code']})": _figure(indicator)
        for indicator in area.get("indicators", ())
    }


def _figure(indicator: dict[str, Any]) -> str:
    figure = indicator["value"] or "no figure"
    return ", ".join(filter(None, (figure, indicator["status"], _target(indicator["target"]))))


def _target(target: str) -> str:
    return f"target {target}" if target else "no target"


def _actions(area: dict[str, Any]) -> dict[str, str]:
    states: dict[str, str] = {}
    for action in area.get("actions", ()):
        same = sum(name.partition(AGAIN)[0] == action["text"] for name in states)
        name = f"{action['text']}{AGAIN}{same + 1})" if same else action["text"]
        states[name] = _state(action)
    return states


def _state(action: dict[str, Any]) -> str:
    parts = (
        action["status"],
        f"due {short_day(action['due'])}" if action["due"] else "no date",
        "overdue" if action["overdue"] else "",
        action["owner"] or "no owner",
    )
    return ", ".join(part for part in parts if part)


def _words(texts: Iterable[tuple[str, str, str]]) -> list[tuple[str, Comparison]]:
    return [(label, compare(old, new)) for label, old, new in texts if old != new]


def _lines(old: dict[str, str], new: dict[str, str]) -> list[Line]:
    return list(_differing(old, new))


def _differing(old: dict[str, str], new: dict[str, str]) -> Iterator[Line]:
    for name in dict.fromkeys([*new, *old]):
        was, now = old.get(name, GONE), new.get(name, GONE)
        if was != now:
            yield Line(name, was, now)
