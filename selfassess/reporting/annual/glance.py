"""The sentences that sum up the year."""

from collections.abc import Iterator

from selfassess.reporting.glance import told

from .schema import Annual


def glance(content: Annual) -> list[str]:
    """Sum up the year. Each sentence is true without the others, since readers quote them alone."""
    sources, missing = len(content.sources), content.missing
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
        yield f"Not rated in the whole year: {'; '.join(unrated)}."


def _answers(content: Annual) -> Iterator[str]:
    answers = [
        answer for area in content.areas for answers in (area.know, area.how) for answer in answers
    ]
    same = sum(bool(answer.since) for answer in answers)
    blank = sum(not answer.answer for answer in answers)
    if same:
        yield f"{same} of {len(answers)} answers stand word for word as in an earlier quarter."
    if blank:
        yield f"{blank} of {len(answers)} questions {'has' if blank == 1 else 'have'} no answer."


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
    are = "action is" if number == 1 else "actions are"
    was = "was" if closed == 1 else "were"
    yield f"{number} {are} open, {late} of them overdue; {closed} {was} closed in the year."
