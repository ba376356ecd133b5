"""The sentences that sum up the year."""

from collections.abc import Iterator

from selfassess.reporting.glance import told

from .own_text import audited
from .schema import Annual, Source


def glance(content: Annual) -> list[str]:
    """Sum up the year. Each sentence is true without the others, since readers quote them alone."""
    sources, missing = len(content.sources), content.missing
    sentences = [f"Made from the issued reports of {sources} of 4 quarters."]
    if missing:
        sentences.append(f"Missing, because no report is issued: {', '.join(missing)}.")
    return [
        *sentences,
        *_ratings(content),
        *_moved(content),
        *_indicators(content),
        *_looked_at(content),
        *_done(content),
    ]


def _ratings(content: Annual) -> Iterator[str]:
    shapes = [area.over_the_year.shape for area in content.areas]
    judged = [shape for shape in shapes if shape]
    if judged:
        counts = (("up", "higher"), ("down", "lower"), ("level", "the same"))
        words = [f"{judged.count(s)} {word}" for s, word in counts if s in judged]
        yield (
            "Ratings, from the first to the last of the year, in "
            f"{len(judged)} of {len(shapes)} areas: {', '.join(words)}."
        )
    unrated = [a.name for a in content.areas if all(c.value is None for c in a.ratings)]
    if unrated:
        where = "the whole year" if not content.missing else _told(content.sources)
        yield f"Not rated in {where}: {'; '.join(unrated)}."


def _told(sources: list[Source]) -> str:
    """The reports that there are, where some are missing."""
    return ", ".join(source.quarter for source in sources)


def _moved(content: Annual) -> Iterator[str]:
    moved = [one.is_better for area in content.areas for one in area.indicators]
    compared = [better for better in moved if better is not None]
    if compared:
        yield (
            f"Of {len(compared)} indicators that moved and have a good direction, "
            f"{compared.count(True)} improved and {compared.count(False)} got worse."
        )


def _looked_at(content: Annual) -> Iterator[str]:
    found = [audited(area) for area in content.areas]
    audits, graded = sum(one.audits for one in found), sum(one.graded for one in found)
    if graded:
        good = sum(one.good for one in found)
        yield (
            f"{audits} audits graded {graded} cases: {good} good or better, "
            f"{sum(one.inadequate for one in found)} inadequate."
        )
    heard = [voice for area in content.areas for voice in area.evidence.voices]
    if heard:
        changed = sum(bool(voice.changed) for voice in heard)
        came = f"what came of it is said {changed} times"
        yield f"People were heard {len(heard)} times; {came}."


def _indicators(content: Annual) -> Iterator[str]:
    counts: dict[str, int] = {}
    for area in content.areas:
        for status, number in area.counts.items():
            counts[status] = counts.get(status, 0) + number
    if any(counts.values()):
        yield f"Indicators in each area’s newest report: {told(counts)}."


def _done(content: Annual) -> Iterator[str]:
    still_open = [action for area in content.areas for action in area.open]
    number = len(still_open)
    late = sum(action.overdue for action in still_open)
    closed = sum(len(area.closed) for area in content.areas)
    bare = sum(not (action.owner and action.due) for action in still_open)
    lacking = f", {bare} without an owner or a date" if bare else ""
    are = "action is" if number == 1 else "actions are"
    was = "was" if closed == 1 else "were"
    late_or_bare = f"{late} of them overdue{lacking}"
    yield f"{number} {are} open, {late_or_bare}; {closed} {was} closed in the year."
