"""The report's chapters, and the sentences that sum it up on its first page."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from performance.rag import Status

NAMED_ANSWERS = 6  # more unchanged answers are only counted by area, to keep to one page


class Chapter(NamedTuple):
    anchor: str
    title: str
    number: int | None = None


FIRST = (Chapter("at-a-glance", "At a glance"), Chapter("areas", "Where each area stands"))
LISTS = (Chapter("all-indicators", "All indicators"), Chapter("all-actions", "All open actions"))


def chapters(content: dict[str, Any]) -> list[Chapter]:
    """Return the edition's chapters in reading order; links and bookmarks lead to the anchors."""
    cut = content.get("cut", {}).get("key", "full")
    if cut == "summary":
        return [*FIRST]
    areas = [
        Chapter(f"area-{area['slug']}", area["name"], number)
        for number, area in enumerate(content["areas"], 1)
    ]
    if cut not in ("full", "scrutiny"):
        return areas
    return [
        *FIRST,
        Chapter("overview", "Director’s overview"),
        *areas,
        *(LISTS if has_lists(content) else ()),
        Chapter("about", "About this report"),
    ]


def titles(content: dict[str, Any]) -> dict[str, str]:
    """Return the title of every anchor that a link may lead to."""
    return {chapter.anchor: chapter.title for chapter in chapters(content)}


def has_lists(content: dict[str, Any]) -> bool:
    """Does the content have lists? The oldest has only answers, and must still be drawn."""
    return "indicator_counts" in content


def glance(content: dict[str, Any]) -> list[str]:
    """Sum the whole report up in a few sentences, each true without the others."""
    return [
        *_approval(content["areas"]),
        *_completeness(_included(content)),
        *_sameness(_included(content), content["previous_quarter"]),
        *_ratings(_included(content)),
        *_indicators(content),
        *_actions(_included(content)),
    ]


def totals(content: dict[str, Any]) -> dict[str, Any]:
    keys = ("questions_asked", "questions_answered", "words", "same_as_last_quarter")
    return {key: sum(area[key] for area in _included(content)) for key in keys}


def _included(content: dict[str, Any]) -> list[dict[str, Any]]:
    return [area for area in content["areas"] if area["included"]]


def _approval(areas: list[dict[str, Any]]) -> Iterator[str]:
    approved = sum(area["included"] and area["state"] == "approved" for area in areas)
    yield f"{_of(approved, len(areas), 'area')} approved."
    waiting = [area for area in areas if area["included"] and area["state"] != "approved"]
    if waiting:
        yield f"Not approved: {_list(f'{a["name"]} ({a["state_name"].lower()})' for a in waiting)}."
    for area in areas:
        if not area["included"]:
            yield f"{area['name']} is left out. Reason: {_sentence(area['left_out_reason'])}"


def _completeness(areas: list[dict[str, Any]]) -> Iterator[str]:
    asked = sum(area["questions_asked"] for area in areas)
    answered = sum(area["questions_answered"] for area in areas)
    yield f"{_of(answered, asked, 'question')} answered."
    blanks = {area["name"]: area["questions_asked"] - area["questions_answered"] for area in areas}
    if any(blanks.values()):
        yield f"Without an answer: {_list(f'{name} ({n})' for name, n in blanks.items() if n)}."


def _sameness(areas: list[dict[str, Any]], previous: dict[str, Any] | None) -> Iterator[str]:
    if previous is None:
        yield "There is no earlier quarter to compare the answers with."
        return
    same = sum(area["same_as_last_quarter"] for area in areas)
    if not same:
        yield f"No answer is the same as in {previous['name']}."
        return
    are = "answer is" if same == 1 else "answers are"
    where = _list(_unchanged(area, same) for area in areas if area["same_as_last_quarter"])
    yield f"{same} {are} the same as in {previous['name']}: {where}."


def _unchanged(area: dict[str, Any], same: int) -> str:
    if same > NAMED_ANSWERS:
        return f"{area['name']} ({area['same_as_last_quarter']})"
    titles = [
        section["title"].rstrip("?")
        for section in area["sections"]
        if any(answer["last_quarter"] == "same" for answer in section["answers"])
    ]
    return f"{area['name']} ({', '.join(titles)})"


def _ratings(areas: list[dict[str, Any]]) -> Iterator[str]:
    rated = [area["rating"]["value"] is not None for area in areas if "rating" in area]
    if not all(rated):
        yield f"{_of(sum(rated), len(rated), 'area')} rated."


def _indicators(content: dict[str, Any]) -> Iterator[str]:
    now = content.get("indicator_counts", {}).get("now", {})
    if any(now.values()):
        yield f"Indicators: {told(now)}."


def _actions(areas: list[dict[str, Any]]) -> Iterator[str]:
    actions = [action for area in areas for action in area.get("actions", [])]
    late = sum(action["overdue"] for action in actions)
    if late:
        yield f"{late} of {len(actions)} actions {'is' if late == 1 else 'are'} overdue."


def told(counts: dict[str, int]) -> str:
    """Write counts of statuses as words, such as “3 on target, 1 off target”.

    The order is that of `Status`, because a database need not keep the order of stored keys.
    """
    words = [f"{counts[status]} {status.lower()}" for status in Status if counts.get(status)]
    return ", ".join(words) or "none"


def open_actions(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the open actions of all areas by due date; those without a date come last."""
    actions = [
        action | {"area": area["name"]}
        for area in _included(content)
        for action in area.get("actions", [])
        if not action["is_finished"]
    ]
    return sorted(actions, key=lambda action: (action["due"] is None, action["due"] or ""))


def ratings(content: dict[str, Any], slug: str) -> list[str | None]:
    """Return an area's rating for each quarter of the ratings table; None where it has none."""
    heat = content["heat"]
    return heat["by_area"].get(slug) or [None] * len(heat["quarters"])


def _of(part: int, whole: int, noun: str) -> str:
    """Begin a sentence: “No area is”, “1 of 8 areas is”, “6 of 8 areas are”, “All 8 areas are”."""
    if part == 0:
        return f"No {noun} is"
    if part == whole:
        return f"All {whole} {noun}s are" if whole > 1 else f"The one {noun} is"
    return f"{part} of {whole} {noun}s {'is' if part == 1 else 'are'}"


def _list(items: Iterable[str]) -> str:
    """Join with semicolons, because areas' names have commas and "and" in them."""
    return "; ".join(items)


def _sentence(text: str) -> str:
    text = text.strip() or "no reason was given"
    return text if text.endswith((".", "!", "?")) else f"{text}."
