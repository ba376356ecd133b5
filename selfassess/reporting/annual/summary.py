"""The annual self-evaluation's chapters, and the sentences that sum up its year."""

from collections.abc import Iterator
from typing import Any

from selfassess.reporting.summary import Chapter, told

QUESTIONS = (
    (
        "know",
        "What do you know about the quality and impact of social work practice in your local "
        "authority?",
    ),
    ("how", "How do you know it?"),
    (
        "plans",
        "What are your plans for the next 12 months to maintain or improve practice?",
    ),
)


def chapters(content: dict[str, Any]) -> list[Chapter]:
    """Return the chapters in reading order; links and bookmarks lead to their anchors."""
    return [
        Chapter("year", "The year at a glance"),
        Chapter("overview", "Director’s overview"),
        *(Chapter(key, title, number) for number, (key, title) in enumerate(QUESTIONS, 1)),
        Chapter("indicators", "Indicators over the year"),
        Chapter("sign-off", "Sign-off"),
        Chapter("about", "About this document"),
    ]


def titles(content: dict[str, Any]) -> dict[str, str]:
    """Return the title of every anchor that a link may lead to."""
    areas = {f"know-{area['slug']}": area["name"] for area in content["areas"]}
    return {chapter.anchor: chapter.title for chapter in chapters(content)} | areas


def glance(content: dict[str, Any]) -> list[str]:
    """Sum up the year. Each sentence is true without the others, since readers quote them alone."""
    sources, missing = len(content["sources"]), content["missing"]
    sentences = [f"Made from the issued reports of {sources} of 4 quarters."]
    if missing:
        sentences.append(f"Missing, because no report is issued: {', '.join(missing)}.")
    return [
        *sentences,
        *_ratings(content),
        *_answers(content),
        *_indicators(content),
        *_done(content),
    ]


def _ratings(content: dict[str, Any]) -> Iterator[str]:
    shapes = [area["over_the_year"]["shape"] for area in content["areas"]]
    judged = [shape for shape in shapes if shape]
    if judged:
        counts = (("up", "higher"), ("down", "lower"), ("level", "the same"))
        words = [f"{judged.count(s)} {word}" for s, word in counts if s in judged]
        yield (
            "Ratings, from the first to the last of the year, in "
            f"{len(judged)} of {len(shapes)} areas: {', '.join(words)}."
        )
    unrated = [a["name"] for a in content["areas"] if all(c["value"] is None for c in a["ratings"])]
    if unrated:
        yield f"Not rated in the whole year: {'; '.join(unrated)}."


def _answers(content: dict[str, Any]) -> Iterator[str]:
    answers = [
        answer for area in content["areas"] for key in ("know", "how") for answer in area[key]
    ]
    same = sum(bool(answer["since"]) for answer in answers)
    blank = sum(not answer["answer"] for answer in answers)
    if same:
        yield f"{same} of {len(answers)} answers stand word for word as in an earlier quarter."
    if blank:
        yield f"{blank} of {len(answers)} questions {'has' if blank == 1 else 'have'} no answer."


def _indicators(content: dict[str, Any]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for area in content["areas"]:
        for status, number in area["counts"].items():
            counts[status] = counts.get(status, 0) + number
    if any(counts.values()):
        yield f"Indicators in each area’s newest report: {told(counts)}."


def _done(content: dict[str, Any]) -> Iterator[str]:
    still_open = [action for area in content["areas"] for action in area["open"]]
    number = len(still_open)
    late = sum(action["overdue"] for action in still_open)
    closed = sum(len(area["closed"]) for area in content["areas"])
    are = "action is" if number == 1 else "actions are"
    was = "was" if closed == 1 else "were"
    yield f"{number} {are} open, {late} of them overdue; {closed} {was} closed in the year."
